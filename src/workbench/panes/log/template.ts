/** What each process printed; the lines themselves are drawn by the element. */
import { html, nothing } from 'lit';
import { elementId } from '../../../sandbox/element-id.ts';
import { formatCount } from '../../format/units.ts';
import { onTabListKeydown } from '../../shared/tab-keys.ts';
import type { LogBuffer } from '../../stores/log-buffer.ts';
import type { SandboxStores } from '../../stores/stores.ts';

/**
 * @param selected the process whose log is shown
 * @param select shows that of another
 */
export function logTemplate({ data, log }: SandboxStores, selected: string, select: (process: string) => void) {
  const id = (...parts: string[]) => elementId(data.name, ...parts);
  const { total, dropped, lines } = log.of(selected);
  const tab = (name: string) =>
    html`<button
      type="button"
      role="tab"
      id=${id('log-tab', name)}
      data-action="log"
      data-key=${name}
      aria-selected=${name === selected ? 'true' : 'false'}
      aria-controls=${id('log')}
      tabindex=${name === selected ? 0 : -1}
      @click=${() => select(name)}
    >
      ${name} ${count(log.of(name))}
    </button>`;
  return html`
    <div class="sandbox-tabbar">
      ${
        log.names.length > 1
          ? html`<div class="sandbox-tabs" role="tablist" aria-label="Logs" @keydown=${onTabListKeydown}>
              ${log.names.map(tab)}
            </div>`
          : html`<p class="sandbox-strip-title" id=${id('log-title')}>
              ${data.http === null ? 'Output' : 'Log'} ${count(log.of(selected))}
            </p>`
      }
    </div>
    <p class="sandbox-note" ?hidden=${dropped === 0}>
      ${formatCount(dropped)} earlier lines are no longer kept; the last ${formatCount(lines.length)} are.
    </p>
    <p class="sandbox-note" ?hidden=${total > 0}>Nothing has been printed yet.</p>
    <div
      class="sandbox-log"
      ?hidden=${total === 0}
      id=${id('log')}
      role="log"
      aria-live="off"
      aria-label="Log of ${selected}"
      tabindex="0"
    ></div>
  `;
}

/** Until the reader chooses, the first process that has printed something. */
export function selectedLog({ log }: SandboxStores, chosen: string | null): string {
  if (chosen !== null && log.names.includes(chosen)) return chosen;
  return log.names.find((name) => log.of(name).total > 0) ?? log.names[0]!;
}

function count(log: LogBuffer) {
  return log.total === 0 ? nothing : html`<span class="sandbox-count">${formatCount(log.total)}</span>`;
}
