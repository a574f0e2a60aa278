/** Why the sandbox could not start, where the reader looks, and what can be done. */
import { html, nothing } from 'lit';
import { Pane } from './pane.ts';

export class SandboxProblem extends Pane {
  protected override render() {
    const { model } = this;
    const { problem, data, startedIn } = model;
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
                @click=${() => void model.runEmbedded()}
              >
                Run the embedded engine instead
              </button>
              Your edits stay.
            </p>`
          : nothing
      }
      <p>The <a href="#${data.name}-recorded">recorded output</a> below shows what happens.</p>
    </div>`;
  }
}

customElements.define('sandbox-problem', SandboxProblem);
