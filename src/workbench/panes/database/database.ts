/** The databases of the programs, folded until the reader opens them; what shows them is loaded then. */
import { html, nothing } from 'lit';
import { Lazy } from '../../shared/lazy.ts';
import { tryAgainNote } from '../../shared/try-again.ts';
import { Pane } from '../pane.ts';

const view = new Lazy(() => import('./view.ts'));

export class SandboxDatabase extends Pane {
  protected override render() {
    const { panes } = this.stores;
    const open = panes.isOpen('database');
    return html`<div class="sandbox-tabbar">
        <button
          type="button"
          class="sandbox-button quiet"
          data-action="database"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls=${open ? this.id_('database') : nothing}
          @click=${() => (open ? panes.close('database') : panes.open('database'))}
        >
          <span aria-hidden="true">${open ? '▾' : '▸'}&nbsp;</span>Database
        </button>
      </div>
      ${open ? this.#body() : nothing}`;
  }

  #body() {
    const loaded = view.want(() => this.requestUpdate());
    if (loaded !== null) return html`<database-view id=${this.id_('database')} .stores=${this.stores}></database-view>`;
    if (!view.failed) return html`<p class="sandbox-note sandbox-missing" id=${this.id_('database')}>Loading …</p>`;
    return html`<div id=${this.id_('database')}>
      ${tryAgainNote('What shows databases could not be loaded.', () => {
        view.retry();
        this.requestUpdate();
      })}
    </div>`;
  }
}

customElements.define('sandbox-database', SandboxDatabase);
