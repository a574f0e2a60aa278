/** The files as tabs. Each is the page's own highlighted code until the reader edits it. */
import { html, nothing, type PropertyValues } from 'lit';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { caretOffset } from './caret-offset.ts';
import { Pane } from './pane.ts';
import { SandboxEditor } from './sandbox-editor.ts';
import { onTabListKeydown } from './tab-keys.ts';

export class SandboxFiles extends Pane {
  static override properties = { selected: { state: true } };
  declare selected: string;
  readonly #listings: ReadonlyMap<string, HTMLElement>;
  readonly #plain = new Map<string, HTMLElement>();
  readonly #editors = new Map<string, SandboxEditor>();
  readonly #onReplaced = () => this.#showFiles();

  /**
   * @param listings the highlighted code of each shown file
   * @param selected the file in front
   */
  constructor(model: SandboxModel, listings: ReadonlyMap<string, HTMLElement>, selected: string) {
    super(model);
    this.#listings = listings;
    this.selected = selected;
    for (const [path, listing] of listings) this.#listen(path, listing);
  }

  #listen(path: string, listing: HTMLElement): void {
    listing.addEventListener('click', (event) => this.#onListingClick(path, event));
    listing.addEventListener('keydown', (event) => this.#onListingKeydown(path, event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.addEventListener('files-replaced', this.#onReplaced);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.model.removeEventListener('files-replaced', this.#onReplaced);
  }

  protected override render() {
    const { shown } = this.model.files;
    return html`
      <div class="sandbox-tabbar">
        <div class="sandbox-tabs" role="tablist" aria-label="Files" @keydown=${onTabListKeydown}>
          ${shown.map((path) => this.#tab(path))}
        </div>
        ${
          this.#editors.has(this.selected)
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="edit"
                @click=${() => this.#edit(this.selected, 0)}
              >
                Edit<span class="visually-hidden"> ${this.selected}</span>
              </button>`
        }
        ${
          this.model.files.isEdited(this.selected)
            ? html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="reset-file"
                @click=${() => this.model.files.resetFile(this.selected)}
              >
                Reset file<span class="visually-hidden"> ${this.selected}</span>
              </button>`
            : nothing
        }
      </div>
      ${shown.map(
        (path) =>
          html`<div
            class="sandbox-file"
            role="tabpanel"
            id=${this.id_(`panel-${path}`)}
            aria-labelledby=${this.id_(`tab-${path}`)}
            data-path=${path}
            ?hidden=${path !== this.selected}
          >
            ${this.#editors.get(path) ?? this.#listingOf(path)}
          </div>`,
      )}
    `;
  }

  /** What a program has written comes without the page's highlighting. */
  #listingOf(path: string): HTMLElement {
    const text = this.model.files.text(path);
    const listing = this.#listings.get(path);
    if (listing !== undefined && text === this.model.data.files[path]) return listing;
    let plain = this.#plain.get(path);
    if (plain?.textContent !== text) {
      plain = plainListing(text);
      this.#listen(path, plain);
      this.#plain.set(path, plain);
    }
    return plain;
  }

  #tab(path: string) {
    const selected = path === this.selected;
    const edited = this.model.files.isEdited(path);
    return html`<button
      type="button"
      role="tab"
      id=${this.id_(`tab-${path}`)}
      data-action="file"
      data-key=${path}
      aria-selected=${selected ? 'true' : 'false'}
      aria-controls=${this.id_(`panel-${path}`)}
      tabindex=${selected ? 0 : -1}
      @click=${() => (this.selected = path)}
    >
      ${path}${edited ? html`<span class="sandbox-dot" aria-hidden="true"></span><span class="visually-hidden"> (edited)</span>` : nothing}
    </button>`;
  }

  #onListingClick(path: string, event: MouseEvent): void {
    // A reader who selects text wants to copy it.
    if (getSelection()?.isCollapsed === false) return;
    const listing = this.#listingOf(path);
    this.#edit(path, caretOffset(listing, event.clientX, event.clientY));
  }

  #onListingKeydown(path: string, event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#edit(path, 0);
  }

  #edit(path: string, offset: number): void {
    if (this.#editors.has(path)) return;
    this.#editors.set(path, new SandboxEditor(this.model, path, this.#listingOf(path), offset));
    this.requestUpdate();
  }

  #showFiles(): void {
    for (const editor of this.#editors.values()) editor.showFile();
    if (!this.model.files.shown.includes(this.selected)) this.selected = this.model.files.shown[0]!;
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('selected')) this.#editors.get(this.selected)?.measure();
  }
}

function plainListing(text: string): HTMLElement {
  const pre = document.createElement('pre');
  pre.className = 'sandbox-listing';
  pre.tabIndex = 0;
  const code = document.createElement('code');
  for (const line of text.match(/.*\n|.+$/g) ?? [])
    code.append(Object.assign(document.createElement('span'), { className: 'line', textContent: line }));
  pre.append(code);
  return pre;
}

customElements.define('sandbox-files', SandboxFiles);
