/** One line: Run, Stop, the title, what is going on, Reset, the engine. */
import { html, nothing } from 'lit';
import { elementId } from '../../../sandbox/element-id.ts';
import { runIcon, stopIcon } from '../../shared/icons.ts';
import { ENGINE_TITLES } from '../../stores/engine-fit.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { describeStatus } from './status.ts';

/** @param live whether what only a living sandbox has is there, too */
export function toolbarTemplate(stores: SandboxStores, live = false) {
  const { data, engine, exchange, patience, run, edited, restartNeeded } = stores;
  const { active, phase } = run;
  const canReset = edited || active || exchange.answer !== null || phase !== 'idle';
  const title = ENGINE_TITLES[engine.engine];
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
    ${live ? menuButton(stores, 'more', 'More', 'More panes, full screen, zip, link') : nothing}
    ${menuButton(stores, 'engine', engine.engine === 'embedded' ? 'Engine' : title, `Engine: ${title}`)}
  `;
}

/** A button that opens a menu, which is a pane of that id. */
function menuButton({ data, panes }: SandboxStores, id: 'engine' | 'more', text: string, label: string) {
  const open = panes.isOpen(id);
  return html`<button
    type="button"
    class="sandbox-button quiet"
    data-action=${id}
    aria-label=${label}
    aria-haspopup="dialog"
    aria-expanded=${open ? 'true' : 'false'}
    aria-controls=${open ? elementId(data.name, id) : nothing}
    @click=${() => (open ? panes.close(id) : panes.open(id))}
  >
    ${text}
  </button>`;
}
