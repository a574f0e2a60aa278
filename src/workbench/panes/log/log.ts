import type { LogBuffer, LogLine } from '../../stores/log-buffer.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { Pane } from '../pane.ts';
import { logTemplate, selectedLog } from './template.ts';

/**
 * What each process printed. Lines are drawn once per animation frame and only the last ones are
 * kept, so a flood of a million lines costs no more than the thousand that can be seen.
 */
export class SandboxLog extends Pane {
  static override properties = { chosen: { state: true } };
  /** The process whose log the reader has asked for. */
  declare chosen: string | null;
  /** Where the drawn lines begin and end, so that only what is new is drawn. */
  #drawn: { log: LogBuffer | null; from: number; to: number } = { log: null, from: 0, to: 0 };
  /** Drawn lines whose end had not come yet: they may have grown since. */
  readonly #open = new Map<LogLine, HTMLElement>();

  constructor(stores: SandboxStores) {
    super(stores);
    this.chosen = null;
  }

  protected override render() {
    return logTemplate(this.stores, this.selected, (process) => (this.chosen = process));
  }

  private get selected(): string {
    return selectedLog(this.stores, this.chosen);
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override updated(): void {
    this.#draw();
  }

  /** Brings the list up to date: new lines at the end, forgotten ones off the start. */
  #draw(): void {
    const list = this.querySelector<HTMLElement>('.sandbox-log')!;
    const log = this.stores.log.of(this.selected);
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

customElements.define('sandbox-log', SandboxLog);
