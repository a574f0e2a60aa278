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
  /** Says what has taken too long; `null` while nothing has. */
  readonly #late = new State<(() => string | null) | null>(null);
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
    const starts = () => run.phase === 'starting' && run.processes.length > 0;
    this.#after(starts, LISTENING, () => 'still starting: it listens on no port yet');
    // Of several processes, the one that is wanted may listen last.
    this.#after(
      () => this.#wrongPort.value !== null && !this.#allListen,
      LISTENING,
      () => this.#wrongPort.value,
    );
    const waits = () => exchange.answer?.state === 'waiting' && run.phase === 'running';
    this.#after(waits, ANSWERING, () => 'no answer yet: if it computes without end, press Stop');
  }

  get #allListen(): boolean {
    return this.#run.processes.every(({ ports, state }) => ports.length > 0 || state === 'exited');
  }

  /** What the reader should know while they wait; `null` while there is nothing to say. */
  get hint(): string | null {
    return (this.#allListen ? this.#wrongPort.value : null) ?? this.#late.value?.() ?? null;
  }

  /** Lets `say` speak when something has held so long. */
  #after(holds: () => boolean, time: number, say: () => string | null): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    watch(holds, (now) => {
      clearTimeout(timer);
      if (now) timer = setTimeout(() => (this.#late.value = say), time);
      else if (this.#late.value === say) this.#late.value = null;
    });
  }
}
