import type { PropertyValues } from 'lit';
import type { Place } from '../../stores/files.ts';
import { watch } from '../../stores/signal.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { caretOffset } from './caret-offset.ts';
import { SandboxEditor } from './editor.ts';
import { filesTemplate, type FilesView } from './template.ts';

/** The files as tabs. Each is the page's own highlighted code until the reader edits it. */
export class SandboxFiles extends Pane implements FilesView {
  static override properties = { compared: { state: true }, selected: { state: true } };
  /** The file in front. */
  declare selected: string;
  /** What the file in front is shown in place of its code: how it differs from the book's; `null` when it is not. */
  declare compared: HTMLElement | null;
  readonly hidesOthers = true;
  readonly #listings: ReadonlyMap<string, HTMLElement>;
  readonly #plain = new Map<string, HTMLElement>();
  readonly #editors = new Map<string, SandboxEditor>();
  readonly #part: HTMLElement;
  #ends: readonly (() => void)[] = [];
  /** Whether the reader was on the code, or on its Edit, when it came to life. */
  #entered: boolean;

  /** @param part holds the highlighted code of each shown file */
  constructor(stores: SandboxStores, part: HTMLElement) {
    super(stores);
    this.#part = part;
    const panels = [...part.querySelectorAll<HTMLElement>('[data-path]')];
    this.#listings = new Map(panels.map((panel) => [panel.dataset['path']!, panel.querySelector<HTMLElement>('pre')!]));
    this.#entered = part.querySelector(':is(pre, [data-action="edit"]):focus') !== null;
    this.selected = stores.data.shown[0]!;
    this.compared = null;
    for (const [path, listing] of this.#listings) this.#listen(path, listing);
  }

  #listen(path: string, listing: HTMLElement): void {
    listing.addEventListener('click', (event) => this.#onListingClick(path, event));
    listing.addEventListener('keydown', (event) => this.#onListingKeydown(path, event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { editor, failure, files } = this.stores;
    const unwrapped = (wraps: boolean) => this.classList.toggle('unwrapped', !wraps);
    unwrapped(editor.wraps);
    this.#ends = [
      watch(() => files.replacements, this.#showFiles),
      watch(() => editor.wraps, unwrapped),
      watch(() => files.revealed, this.#reveal),
      watch(() => failure.error, this.#markListings),
      this.#besideRequests(),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }

  /** Beside requests the code has a divide, and may be as high as they are with their answer. */
  #besideRequests(): () => void {
    const side = this.#part.parentElement?.querySelector<HTMLElement>('[data-part="side"]');
    if (!side) return () => {};
    const observer = new ResizeObserver(() => {
      const tabs = this.querySelector<HTMLElement>('.sandbox-tabbar')?.offsetHeight ?? 0;
      this.style.setProperty('--beside', `${side.offsetHeight - tabs}px`);
    });
    observer.observe(side);
    let removeDivide = () => observer.disconnect();
    void import('./divide.ts').then(({ addDivide }) => {
      if (!this.isConnected) return;
      const remove = addDivide(this.#part, this.stores.editor);
      removeDivide = () => {
        observer.disconnect();
        remove();
      };
    });
    return () => removeDivide();
  }

  protected override render() {
    return filesTemplate(this.stores, this);
  }

  edits(path: string): boolean {
    return this.#editors.has(path);
  }

  content(path: string): HTMLElement {
    if (this.compared !== null && path === this.selected) return this.compared;
    return this.#editors.get(path) ?? this.#listingOf(path);
  }

  select(path: string): void {
    this.compared = null;
    this.selected = path;
  }

  /** Shows how the file in front differs from the book's, or its code again. */
  compare(): void {
    const path = this.selected;
    if (this.compared !== null) this.compared = null;
    else
      void import('./difference.ts').then(({ SandboxDifference }) => {
        if (this.selected === path) this.compared = new SandboxDifference(this.stores, path);
      });
  }

  /** Opens a file in an editor, with the caret so many characters from its start, and the focus. */
  edit(path: string, offset = 0, focus = true): void {
    if (this.#editors.has(path)) return;
    this.#editors.set(path, new SandboxEditor(this.stores, path, this.#listingOf(path), offset, focus));
    this.requestUpdate();
  }

  search(): void {
    const path = this.selected;
    this.edit(path);
    void this.updateComplete.then(() => this.#editors.get(path)?.search());
  }

  menu(button: HTMLElement): void {
    void import('./file-menu.ts').then(({ SandboxFileMenu }) =>
      this.append(new SandboxFileMenu(this.stores, this.selected, button, this)),
    );
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

  readonly #showFiles = () => {
    const { shown } = this.stores.files;
    for (const [path, editor] of this.#editors) {
      if (shown.includes(path)) editor.showFile();
      else this.#editors.delete(path);
    }
    if (!shown.includes(this.selected)) this.select(shown[0]!);
    this.requestUpdate();
  };

  readonly #reveal = (place: Place | null) => {
    if (place === null) return;
    this.select(place.path);
    this.edit(place.path);
    void this.updateComplete.then(() => this.#editors.get(place.path)?.reveal(place.line));
  };

  /** The line of an error in a listing, which becomes no editor for that. */
  readonly #markListings = () => {
    for (const marked of this.querySelectorAll<HTMLElement>('tk-l[data-error]')) delete marked.dataset['error'];
    const { error } = this.stores.failure;
    if (error?.place == null) return;
    const line = this.#listings.get(error.place.path)?.querySelectorAll<HTMLElement>('tk-l')[error.place.line - 1];
    if (line !== undefined) line.dataset['error'] = error.message;
  };

  /** What the reader has changed has no highlighted listing any more: it is in an editor as soon as it is in front. */
  protected override willUpdate(): void {
    const { changes } = this.stores.files;
    if (changes !== null && this.selected in changes.texts) this.edit(this.selected, 0, this.#entered);
    this.#entered = false;
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
