import { html, nothing } from 'lit';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import type { CodeEditor } from './code-editor.ts';

/** Remembered for all sandboxes: whether Tab indents. */
const TAB_INDENTS = 'port3000.tab-indents';

/** One file in an editor. The highlighted listing stays until the editor's code has arrived. */
export class SandboxEditor extends Pane {
  static override properties = { loadError: { state: true }, ready: { state: true }, tabIndents: { state: true } };
  declare loadError: string | null;
  declare ready: boolean;
  declare tabIndents: boolean;
  readonly path: string;
  readonly #listing: HTMLElement;
  readonly #offset: number;
  #editor: CodeEditor | null = null;

  /** @param offset where the caret is set, in characters */
  constructor(stores: SandboxStores, path: string, listing: HTMLElement, offset: number) {
    super(stores);
    this.path = path;
    this.#listing = listing;
    this.#offset = offset;
    this.loadError = null;
    this.ready = false;
    this.tabIndents = readTabIndents();
  }

  /** Shows the store's text after it was replaced from outside. */
  showFile(): void {
    this.#editor?.setText(this.stores.files.text(this.path));
  }

  /** To be called when the editor becomes visible again. */
  measure(): void {
    this.#editor?.measure();
  }

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { createCodeEditor } = await import('./code-editor.ts');
      const host = this.querySelector<HTMLElement>('.sandbox-editor-host')!;
      this.#editor = createCodeEditor({
        parent: host,
        text: this.stores.files.text(this.path),
        path: this.path,
        offset: this.#offset,
        tabIndents: this.tabIndents,
        onChange: (text) => this.stores.files.edit(this.path, text),
        onRun: () => void this.stores.run.run(),
      });
      const { scrollTop, scrollLeft } = this.#listing;
      this.ready = true;
      await this.updateComplete;
      this.#editor.focus(scrollTop, scrollLeft);
    } catch (error) {
      this.loadError = `The editor could not be loaded: ${(error as Error).message}`;
    }
  }

  protected override render() {
    return html`
      ${this.ready ? nothing : this.#listing}
      <div class="sandbox-editor-host" ?hidden=${!this.ready}></div>
      ${this.loadError === null ? nothing : html`<p class="sandbox-note" role="alert">${this.loadError}</p>`}
      <div class="sandbox-editor-hint">
        <span><kbd>${isApple() ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd> runs</span>
        <label><input type="checkbox" .checked=${this.tabIndents} @change=${this.#onTabIndents} /> Tab indents</label>
        <span>${this.tabIndents ? html`<kbd>Esc</kbd> then <kbd>Tab</kbd> leaves` : html`<kbd>Tab</kbd> leaves`}</span>
      </div>
    `;
  }

  #onTabIndents(event: Event): void {
    this.tabIndents = (event.target as HTMLInputElement).checked;
    this.#editor?.setTabIndents(this.tabIndents);
    try {
      localStorage.setItem(TAB_INDENTS, this.tabIndents ? 'yes' : 'no');
    } catch {
      // Storage can be forbidden; then the choice holds for this editor only.
    }
  }
}

function readTabIndents(): boolean {
  try {
    return localStorage.getItem(TAB_INDENTS) === 'yes';
  } catch {
    return false;
  }
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

customElements.define('sandbox-editor', SandboxEditor);
