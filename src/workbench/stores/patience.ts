/** What takes longer than readers expect, or goes past one another: in sentences on what is going on. */
import { listPorts } from '../format/ports.ts';
import type { ExchangeStore } from './exchange.ts';
import { prepareDraft } from './request-draft.ts';
import type { RequestsStore } from './requests.ts';
import type { RunStore } from './run.ts';
import { Computed, State, watch } from './signal.ts';

/** How long nothing is said, in milliseconds. */
const LISTENING = 4000;
const ANSWERING = 4000;

export class PatienceStore {
  readonly #late = new State<'listening' | 'answering' | 'elsewhere' | null>(null);
  readonly #wrongPort = new Computed(() => {
    const listens = this.#run.processes.flatMap(({ ports }) => ports);
    if (this.#run.phase !== 'running' || listens.length === 0) return null;
    const wanted = this.#requests.drafts.flatMap(({ text }) => {
      const prepared = prepareDraft(text, this.#requests.variables);
      return prepared.ok ? [prepared.request.port] : [];
    });
    if (wanted.length === 0 || wanted.some((port) => listens.includes(port))) return null;
    return `it listens on ${listPorts(listens)}, the requests go to ${listPorts(wanted)}`;
  });
  readonly #requests: RequestsStore;
  readonly #run: RunStore;

  constructor(run: RunStore, requests: RequestsStore, exchange: ExchangeStore) {
    this.#run = run;
    this.#requests = requests;
    this.#after(() => run.phase === 'starting' && run.processes.length > 0, LISTENING, 'listening');
    // Of several processes, the one that is wanted may listen last.
    this.#after(() => this.#wrongPort.value !== null && !this.#allListen, LISTENING, 'elsewhere');
    this.#after(() => exchange.answer?.state === 'waiting' && run.phase === 'running', ANSWERING, 'answering');
  }

  get #allListen(): boolean {
    return this.#run.processes.every(({ ports, state }) => ports.length > 0 || state === 'exited');
  }

  /** What the reader should know while they wait; `null` while there is nothing to say. */
  get hint(): string | null {
    if (this.#wrongPort.value !== null && this.#allListen) return this.#wrongPort.value;
    switch (this.#late.value) {
      case 'elsewhere':
        return this.#wrongPort.value;
      case 'listening':
        return 'still starting: it listens on no port yet';
      case 'answering':
        return 'no answer yet: if it computes without end, press Stop';
      default:
        return null;
    }
  }

  /** Says `late` when something has held so long. */
  #after(holds: () => boolean, time: number, late: 'listening' | 'answering' | 'elsewhere'): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    watch(holds, (now) => {
      clearTimeout(timer);
      if (now) timer = setTimeout(() => (this.#late.value = late), time);
      else if (this.#late.value === late) this.#late.value = null;
    });
  }
}
