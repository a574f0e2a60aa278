import type { PropertyValues } from 'lit';
import { watch } from '../../stores/signal.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { caretOffset } from './caret-offset.ts';
import { SandboxEditor } from './editor.ts';
import { filesTemplate, type FilesView } from './template.ts';

/** The files as tabs. Each is the page's own highlighted code until the reader edits it. */
export class SandboxFiles extends Pane implements FilesView {
  static override properties = { selected: { state: true } };
  /** The file in front. */
  declare selected: string;
  readonly hidesOthers = true;
  readonly #listings: ReadonlyMap<string, HTMLElement>;
  readonly #plain = new Map<string, HTMLElement>();
  readonly #editors = new Map<string, SandboxEditor>();
  #stopWatching = () => {};

  /** @param part holds the highlighted code of each shown file */
  constructor(stores: SandboxStores, part: HTMLElement) {
    super(stores);
    const panels = [...part.querySelectorAll<HTMLElement>('[data-path]')];
    this.#listings = new Map(panels.map((panel) => [panel.dataset['path']!, panel.querySelector<HTMLElement>('pre')!]));
    this.selected = stores.data.shown[0]!;
    for (const [path, listing] of this.#listings) this.#listen(path, listing);
  }

  #listen(path: string, listing: HTMLElement): void {
    listing.addEventListener('click', (event) => this.#onListingClick(path, event));
    listing.addEventListener('keydown', (event) => this.#onListingKeydown(path, event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopWatching = watch(
      () => this.stores.files.replacements,
      () => this.#showFiles(),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching();
  }

  protected override render() {
    return filesTemplate(this.stores, this);
  }

  edits(path: string): boolean {
    return this.#editors.has(path);
  }

  content(path: string): HTMLElement {
    return this.#editors.get(path) ?? this.#listingOf(path);
  }

  select(path: string): void {
    this.selected = path;
  }

  /** Opens a file in an editor, with the caret so many characters from its start. */
  edit(path: string, offset = 0): void {
    if (this.#editors.has(path)) return;
    this.#editors.set(path, new SandboxEditor(this.stores, path, this.#listingOf(path), offset));
    this.requestUpdate();
  }

  /** What a program has written comes without the page's highlighting. */
  #listingOf(path: string): HTMLElement {
    const { files } = this.stores;
    const listing = this.#listings.get(path);
    if (listing !== undefined && files.isOriginal(path)) return listing;
    const text = files.text(path);
    let plain = this.#plain.get(path);
    if (plain?.textContent !== text) {
      plain = plainListing(text);
      this.#listen(path, plain);
      this.#plain.set(path, plain);
    }
    return plain;
  }

  #onListingClick(path: string, event: MouseEvent): void {
    // A reader who selects text wants to copy it.
    if (getSelection()?.isCollapsed === false) return;
    const listing = this.#listingOf(path);
    this.edit(path, caretOffset(listing, event.clientX, event.clientY));
  }

  #onListingKeydown(path: string, event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.edit(path);
  }

  #showFiles(): void {
    const { shown } = this.stores.files;
    for (const [path, editor] of this.#editors) {
      if (shown.includes(path)) editor.showFile();
      else this.#editors.delete(path);
    }
    if (!shown.includes(this.selected)) this.selected = shown[0]!;
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
