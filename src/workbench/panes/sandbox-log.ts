/**
 * What each process printed. Lines are drawn once per animation frame and only the last ones are
 * kept, so a flood of a million lines costs no more than the thousand that can be seen.
 */
import { html, nothing } from 'lit';
import type { LogBuffer, LogLine } from '../model/log-buffer.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { formatCount } from '../format/units.ts';
import { Pane } from './pane.ts';
import { onTabListKeydown } from './tab-keys.ts';

export class SandboxLog extends Pane {
  static override properties = { chosen: { state: true }, counts: { state: true } };
  /** The process whose log the reader has asked for. */
  declare chosen: string | null;
  /** Only a reason to render again. */
  declare counts: number;
  /** Where the drawn lines begin and end, so that only what is new is drawn. */
  #drawn: { log: LogBuffer | null; from: number; to: number } = { log: null, from: 0, to: 0 };
  /** Drawn lines whose end had not come yet: they may have grown since. */
  readonly #open = new Map<LogLine, HTMLElement>();
  #frame = 0;
  readonly #onLog = () => this.#schedule();

  constructor(model: SandboxModel) {
    super(model);
    this.chosen = null;
    this.counts = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.addEventListener('log', this.#onLog);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.model.removeEventListener('log', this.#onLog);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  protected override render() {
    const { logs, data } = this.model;
    const names = [...logs.keys()];
    const printed = [...logs.values()].some((log) => log.total > 0);
    this.toggleAttribute('hidden', !printed && !data.panes.includes('log'));
    const several = names.length > 1;
    return html`
      <div class="sandbox-tabbar">
        ${
          several
            ? html`<div class="sandbox-tabs" role="tablist" aria-label="Logs" @keydown=${onTabListKeydown}>
                ${names.map((name) => this.#tab(name))}
              </div>`
            : html`<p class="sandbox-strip-title" id=${this.id_('log-title')}>
                ${data.http === null ? 'Output' : 'Log'} ${count(logs.get(names[0]!)!)}
              </p>`
        }
      </div>
      <p class="sandbox-note" ?hidden=${this.#log.dropped === 0}>
        ${formatCount(this.#log.dropped)} earlier lines are no longer kept; the last
        ${formatCount(this.#log.lines.length)} are.
      </p>
      <p class="sandbox-note" ?hidden=${this.#log.total > 0}>Nothing has been printed yet.</p>
      <div
        class="sandbox-log"
        ?hidden=${this.#log.total === 0}
        id=${this.id_('log')}
        role="log"
        aria-live="off"
        aria-label="Log of ${this.selected}"
        tabindex="0"
      ></div>
    `;
  }

  #tab(name: string) {
    const selected = name === this.selected;
    return html`<button
      type="button"
      role="tab"
      id=${this.id_(`log-tab-${name}`)}
      data-action="log"
      data-key=${name}
      aria-selected=${selected ? 'true' : 'false'}
      aria-controls=${this.id_('log')}
      tabindex=${selected ? 0 : -1}
      @click=${() => (this.chosen = name)}
    >
      ${name} ${count(this.model.logs.get(name)!)}
    </button>`;
  }

  /** Until the reader chooses, the first process that has printed something. */
  private get selected(): string {
    const { logs } = this.model;
    const names = [...logs.keys()];
    return this.chosen ?? names.find((name) => logs.get(name)!.total > 0) ?? names[0]!;
  }

  get #log(): LogBuffer {
    return this.model.logs.get(this.selected)!;
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.counts += 1;
    });
  }

  protected override updated(): void {
    this.#draw();
  }

  /** Brings the list up to date: new lines at the end, forgotten ones off the start. */
  #draw(): void {
    const list = this.querySelector<HTMLElement>('.sandbox-log')!;
    const log = this.#log;
    const { lines } = log;
    const from = lines[0]?.index ?? 0;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
    if (this.#drawn.log !== log || from > this.#drawn.to || log.total < this.#drawn.to) {
      list.replaceChildren();
      this.#open.clear();
      this.#drawn = { log, from, to: from };
    }
    for (let index = this.#drawn.from; index < from; index += 1) list.firstElementChild?.remove();
    for (const [line, element] of this.#open) {
      fillLine(element, line);
      if (line.complete) this.#open.delete(line);
    }
    const fresh = document.createDocumentFragment();
    for (const line of lines.slice(this.#drawn.to - from)) {
      const element = fillLine(document.createElement('div'), line);
      if (!line.complete) this.#open.set(line, element);
      fresh.append(element);
    }
    list.append(fresh);
    this.#drawn = { log, from, to: from + lines.length };
    if (atEnd) list.scrollTop = list.scrollHeight;
  }
}

function fillLine(element: HTMLElement, line: LogLine): HTMLElement {
  if (element.dataset['stream'] !== line.stream) element.dataset['stream'] = line.stream;
  if (line.stream === 'notice' && element.title === '')
    element.title = 'A hint of the sandbox, not output of the program';
  // An empty line keeps its height through a line break.
  const text = line.text === '' ? '\n' : line.text;
  if (element.textContent !== text) element.textContent = text;
  return element;
}

function count(log: LogBuffer) {
  return log.total === 0 ? nothing : html`<span class="sandbox-count">${formatCount(log.total)}</span>`;
}

customElements.define('sandbox-log', SandboxLog);
