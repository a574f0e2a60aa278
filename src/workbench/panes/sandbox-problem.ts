/** Why the sandbox could not start, where the reader looks. */
import { html, nothing } from 'lit';
import { Pane } from './pane.ts';

export class SandboxProblem extends Pane {
  protected override render() {
    const { problem, data } = this.model;
    if (problem === null) return nothing;
    return html`<div class="sandbox-problem" role="alert">
      <p>${problem}</p>
      <p>The <a href="#${data.name}-recorded">recorded output</a> below shows what happens.</p>
    </div>`;
  }
}

customElements.define('sandbox-problem', SandboxProblem);
