import { html, nothing } from 'lit';
import { tryAgainNote } from '../../shared/try-again.ts';
import { watch } from '../../stores/signal.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import type { CodeEditor } from './code-editor.ts';

/** One file in an editor. The highlighted listing stays until the editor's code has arrived. */
export class SandboxEditor extends Pane {
  static override properties = { failure: { state: true }, ready: { state: true } };
  /** Why there is no editor, with a way to try again. */
  declare failure: HTMLElement | null;
  declare ready: boolean;
  readonly path: string;
  readonly #listing: HTMLElement;
  readonly #offset: number;
  readonly #focus: boolean;
  #editor: CodeEditor | null = null;
  /** The line that the caret was last led to. */
  #revealed: number | null = null;
  /** Whether a line has ever been marked. */
  #marked = false;
  #watches: readonly (() => void)[] = [];

  /**
   * @param offset where the caret is set, in characters
   * @param focus whether it takes the focus when it is there
   */
  constructor(stores: SandboxStores, path: string, listing: HTMLElement, offset: number, focus: boolean) {
    super(stores);
    this.path = path;
    this.#listing = listing;
    this.#offset = offset;
    this.#focus = focus;
    this.failure = null;
    this.ready = false;
  }

  /** Shows the store's text after it was replaced from outside. */
  showFile(): void {
    this.#editor?.setText(this.stores.files.text(this.path));
  }

  /** To be called when the editor becomes visible again. */
  measure(): void {
    this.#editor?.measure();
  }

  /** Puts the caret in a line, counted from 1; at once, or when the editor is there. */
  reveal(line: number): void {
    this.#revealed = line;
    this.#editor?.reveal(line);
  }

  /** Opens the search of the editor. */
  search(): void {
    void import('./search.ts').then(({ openSearch }) => {
      if (this.#editor !== null) openSearch(this.#editor.view);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { editor } = this.stores;
    this.#watches = [
      watch(
        () => editor.tabIndents,
        (indents) => this.#editor?.setTabIndents(indents),
      ),
      watch(
        () => editor.wraps,
        (wraps) => this.#editor?.setWraps(wraps),
      ),
      watch(
        () => this.stores.failure.error,
        () => void this.#mark(),
      ),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#watches) end();
  }

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { createCodeEditor } = await import('./code-editor.ts');
      const language = /\.(?:sql|http|rest)$/.test(this.path)
        ? (await import('./other-languages.ts')).otherLanguageOf(this.path)
        : undefined;
      const host = this.querySelector<HTMLElement>('.sandbox-editor-host')!;
      this.#editor = createCodeEditor({
        parent: host,
        text: this.stores.files.text(this.path),
        path: this.path,
        offset: this.#offset,
        tabIndents: this.stores.editor.tabIndents,
        wraps: this.stores.editor.wraps,
        onChange: (text) => this.stores.files.edit(this.path, text),
        onRun: () => void this.stores.run.run(),
        onSearch: () => this.search(),
        ...(language === undefined ? {} : { language }),
      });
      const { scrollTop, scrollLeft } = this.#listing;
      this.ready = true;
      await this.updateComplete;
      if (this.#focus) this.#editor.focus(scrollTop, scrollLeft);
      if (this.#revealed !== null) this.#editor.reveal(this.#revealed);
      await this.#mark();
    } catch (error) {
      console.error(error);
      this.failure = tryAgainNote('The editor could not be loaded.', () => {
        this.failure = null;
        void this.#load();
      });
    }
  }

  /** The line of the error, if it is in this file. */
  async #mark(): Promise<void> {
    const editor = this.#editor;
    const here = () => {
      const { error } = this.stores.failure;
      return error?.place?.path === this.path ? { line: error.place.line, message: error.message } : null;
    };
    if (editor === null || (here() === null && !this.#marked)) return;
    this.#marked = true;
    const { markError } = await import('./error-mark.ts');
    markError(editor.view, here());
  }

  protected override render() {
    const { editor } = this.stores;
    return html`
      ${this.ready ? nothing : this.#listing}
      <div class="sandbox-editor-host" ?hidden=${!this.ready}></div>
      ${this.failure ?? nothing}
      <div class="sandbox-editor-hint">
        <span><kbd>${isApple() ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd> runs</span>
        <label><input type="checkbox" .checked=${editor.tabIndents} @change=${this.#onTabIndents} /> Tab indents</label>
        <span
          >${editor.tabIndents ? html`<kbd>Esc</kbd> then <kbd>Tab</kbd> leaves` : html`<kbd>Tab</kbd> leaves`}</span
        >
      </div>
    `;
  }

  #onTabIndents(event: Event): void {
    this.stores.editor.tabIndents = (event.target as HTMLInputElement).checked;
  }
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

customElements.define('sandbox-editor', SandboxEditor);
