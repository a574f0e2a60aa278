/** One line: Run, Stop, the title, what is going on, Reset, the engine. */
import { html, nothing } from 'lit';
import { describeStatus } from '../model/status.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { runIcon, stopIcon } from './icons.ts';
import { Pane } from './pane.ts';
import { SandboxEngine } from './sandbox-engine.ts';

export class SandboxToolbar extends Pane {
  readonly #engine: SandboxEngine;

  constructor(model: SandboxModel) {
    super(model);
    this.#engine = new SandboxEngine(model);
  }

  protected override render() {
    const { model } = this;
    const { active, phase, edited, restartNeeded } = model;
    const canReset = edited || active || model.requests.answer !== null || phase !== 'idle';
    return html`
      <button type="button" class="sandbox-button primary" data-action="run" @click=${() => void model.run()}>
        ${runIcon}<span>${active ? 'Restart' : 'Run'}</span>
      </button>
      <button type="button" class="sandbox-button" data-action="stop" ?disabled=${!active} @click=${() => model.stop()}>
        ${stopIcon}<span class="visually-hidden">Stop</span>
      </button>
      <p class="sandbox-title">${model.data.title}</p>
      <p class="sandbox-status" role="status" data-phase=${phase}>
        <span>${describeStatus(model)}</span>
        ${restartNeeded ? html`<span class="sandbox-edited">edited, restart to apply</span>` : nothing}
      </p>
      <button
        type="button"
        class="sandbox-button quiet"
        data-action="reset"
        ?hidden=${!canReset}
        @click=${() => model.reset()}
      >
        Reset
      </button>
      ${this.#engine}
    `;
  }
}

customElements.define('sandbox-toolbar', SandboxToolbar);
