import { html, nothing } from 'lit';
import { adoptStyle } from '../../shared/adopt-style.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import terminalStyle from './terminal.css?inline';
import type { TerminalView } from './terminal-view.ts';

adoptStyle(terminalStyle);

/** A shell, where the engine has one, and the servers that can be opened in a frame or a tab of their own. */
export class SandboxTerminal extends Pane {
  static override properties = { state: { state: true }, problem: { state: true }, framed: { state: true } };
  declare state: 'closed' | 'opening' | 'open' | 'ended';
  declare problem: string | null;
  /** The port whose server is shown in the frame. */
  declare framed: number | null;
  #view: TerminalView | null = null;

  constructor(stores: SandboxStores) {
    super(stores);
    this.state = 'closed';
    this.problem = null;
    this.framed = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The session has ended, and with it its shells and servers.
    this.framed = null;
    this.#close();
  }

  protected override render() {
    const { terminal, previews } = this.stores.run;
    const url = this.framed === null ? undefined : previews.get(this.framed);
    return html`
      <div class="sandbox-tabbar">
        <p class="sandbox-strip-title" id=${this.id_('terminal-title')}>
          ${terminal === null ? 'Preview' : 'Terminal'}
        </p>
        ${
          terminal === null
            ? nothing
            : html`<button
                type="button"
                class="sandbox-button quiet"
                data-action="terminal"
                aria-expanded=${this.#view === null ? 'false' : 'true'}
                aria-controls=${this.id_('terminal')}
                @click=${this.#onToggle}
              >
                ${this.#view === null ? 'Open' : 'Close'}<span class="visually-hidden"> the terminal</span>
              </button>`
        }
        ${[...previews].map(
          ([port, address]) => html`
            <button
              type="button"
              class="sandbox-button quiet"
              aria-pressed=${this.framed === port ? 'true' : 'false'}
              @click=${() => (this.framed = this.framed === port ? null : port)}
            >
              Preview ${port}
            </button>
            <a href=${address} target="_blank" rel="noopener" aria-label="Port ${port} in a new tab">in a new tab</a>
          `,
        )}
      </div>
      ${this.problem === null ? nothing : html`<p class="sandbox-note" role="alert">${this.problem}</p>`}
      <div
        class="sandbox-terminal"
        id=${this.id_('terminal')}
        role="group"
        aria-labelledby=${this.id_('terminal-title')}
        ?hidden=${this.state !== 'open' && this.state !== 'ended'}
      ></div>
      ${this.state === 'open' ? html`<p class="sandbox-note"><kbd>Shift</kbd> <kbd>Tab</kbd> leaves the terminal.</p>` : nothing}
      ${this.state === 'ended' ? html`<p class="sandbox-note" role="status">The shell has ended. Close and open the terminal for a new one.</p>` : nothing}
      ${url === undefined ? nothing : html`<iframe class="sandbox-preview" title="Preview of port ${this.framed}" src=${url} allow="cross-origin-isolated"></iframe>`}
    `;
  }

  readonly #onToggle = () => {
    if (this.state === 'closed') void this.#open();
    else this.#close();
  };

  async #open(): Promise<void> {
    const { terminal } = this.stores.run;
    if (terminal === null) return;
    this.state = 'opening';
    this.problem = null;
    try {
      const { openTerminalView } = await import('./terminal-view.ts');
      const host = this.querySelector<HTMLElement>('.sandbox-terminal')!;
      this.state = 'open';
      await this.updateComplete;
      const opened = await openTerminalView(host, terminal, () => {
        this.state = 'ended';
      });
      if (!opened.ok) throw new Error(opened.reason);
      this.#view = opened.view;
      this.requestUpdate();
    } catch (error) {
      this.#close();
      this.problem = `The terminal could not be opened: ${(error as Error).message}`;
    }
  }

  #close(): void {
    this.#view?.close();
    this.#view = null;
    this.state = 'closed';
    this.querySelector('.sandbox-terminal')?.replaceChildren();
  }
}

customElements.define('sandbox-terminal', SandboxTerminal);
