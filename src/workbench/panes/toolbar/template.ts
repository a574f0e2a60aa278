/** One line: Run, Stop, the title, what is going on, Reset, the engine. */
import { html, nothing } from 'lit';
import { elementId } from '../../../sandbox/element-id.ts';
import { runIcon, stopIcon } from '../../shared/icons.ts';
import { ENGINE_TITLES } from '../../stores/engine-fit.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { describeStatus } from './status.ts';

export function toolbarTemplate(stores: SandboxStores) {
  const { data, engine, exchange, panes, patience, run, edited, restartNeeded } = stores;
  const { active, phase } = run;
  const canReset = edited || active || exchange.answer !== null || phase !== 'idle';
  const menu = panes.isOpen('engine');
  return html`
    <button type="button" class="sandbox-button primary" data-action="run" @click=${() => void run.run()}>
      ${runIcon}<span>${active ? 'Restart' : 'Run'}</span>
    </button>
    <button type="button" class="sandbox-button" data-action="stop" ?disabled=${!active} @click=${() => run.stop()}>
      ${stopIcon}<span class="visually-hidden">Stop</span>
    </button>
    <p class="sandbox-title">${data.title}</p>
    <p class="sandbox-status" role="status" data-phase=${run.failed === null ? phase : 'crashed'}>
      <span>${describeStatus(run)}</span>
      ${patience.hint === null ? nothing : html`<span class="sandbox-patience">${patience.hint}</span>`}
      ${restartNeeded ? html`<span class="sandbox-edited">edited, restart to apply</span>` : nothing}
    </p>
    <button
      type="button"
      class="sandbox-button quiet"
      data-action="reset"
      ?hidden=${!canReset}
      @click=${() => stores.reset()}
    >
      Reset
    </button>
    <button
      type="button"
      class="sandbox-button quiet"
      data-action="engine"
      aria-label="Engine: ${ENGINE_TITLES[engine.engine]}"
      aria-haspopup="dialog"
      aria-expanded=${menu ? 'true' : 'false'}
      aria-controls=${menu ? elementId(data.name, 'engine') : nothing}
      @click=${() => (menu ? panes.close('engine') : panes.open('engine'))}
    >
      ${engine.engine === 'embedded' ? 'Engine' : ENGINE_TITLES[engine.engine]}
    </button>
  `;
}
