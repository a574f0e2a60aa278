import { html, nothing } from 'lit';
import { Pane } from '../pane.ts';

/** Why the sandbox could not start, where the reader looks, and what can be done. */
export class SandboxProblem extends Pane {
  protected override render() {
    const { data, run } = this.stores;
    const { problem, startedIn } = run;
    if (problem === null) return nothing;
    const other = startedIn !== null && startedIn !== 'embedded' && data.engines.includes('embedded');
    return html`<div class="sandbox-problem" role="alert">
      <p>${problem}</p>
      ${
        other
          ? html`<p>
              <button
                type="button"
                class="sandbox-button"
                data-action="run-embedded"
                @click=${() => void this.stores.runEmbedded()}
              >
                Run the embedded engine instead
              </button>
              Your edits stay.
            </p>`
          : nothing
      }
      <p>The <a href="#${this.id_('recorded')}">recorded output</a> below shows what happens.</p>
    </div>`;
  }
}

customElements.define('sandbox-problem', SandboxProblem);
