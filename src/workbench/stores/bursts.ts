/** Bursts of requests: the ones that were sent, which of them are looked at, and the one that is on its way. */
import { formatCount } from '../format/units.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { BurstRun, type BurstPlan } from './burst-run.ts';
import { sendBurst } from './burst-sender.ts';
import type { ExchangeStore } from './exchange.ts';
import type { RequestsStore } from './requests.ts';
import type { RunStore } from './run.ts';
import { State } from './signal.ts';

/** How many requests a burst has at most, how many of them at a time, and how many bursts are kept. */
export const MOST = 10_000;
export const MOST_TOGETHER = 200;
export const MOST_RUNS = 4;
/** Milliseconds: the longest gap, an hour; how long a server may take to listen; between two times that what came is told. */
export const LONGEST_GAP = 3_600_000;
const LISTEN_TIMEOUT = 15_000;
const PAUSE = 400;

export class BurstsStore {
  readonly #requests: RequestsStore;
  readonly #exchange: ExchangeStore;
  readonly #run: RunStore;
  readonly #runs = new State<readonly BurstRun[]>([]);
  readonly #hidden = new State<ReadonlySet<BurstRun>>(new Set());
  readonly #sending = new State<AbortController | null>(null);
  readonly #problem = new State<string | null>(null);
  readonly #told = new State(0);
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(requests: RequestsStore, exchange: ExchangeStore, run: RunStore) {
    this.#requests = requests;
    this.#exchange = exchange;
    this.#run = run;
  }

  /** The newest last. What a run holds grows while it is sent: whoever reads this hears of it. */
  get runs(): readonly BurstRun[] {
    void this.#told.value;
    return this.#runs.value;
  }

  /** Those that the reader wants to see. */
  get shown(): readonly BurstRun[] {
    const hidden = this.#hidden.value;
    return this.runs.filter((run) => !hidden.has(run));
  }

  get sending(): boolean {
    return this.#sending.value !== null;
  }

  /** Why the newest has not been sent whole, in a sentence; `null` when it has. */
  get problem(): string | null {
    return this.#problem.value;
  }

  show(run: BurstRun, shown: boolean): void {
    const hidden = new Set(this.#hidden.value);
    if (shown) hidden.delete(run);
    else hidden.add(run);
    this.#hidden.value = hidden;
  }

  remove(run: BurstRun): void {
    this.#runs.value = this.#runs.value.filter((other) => other !== run);
  }

  /** Sends no more; what has been answered stays. */
  stop(): void {
    this.#sending.value?.abort();
  }

  /** Sends a burst; starts the sandbox first when it does not run. Resolves when it has ended. */
  async send(plan: BurstPlan): Promise<void> {
    if (this.sending) return;
    const stop = new AbortController();
    this.#sending.value = stop;
    this.#problem.value = null;
    try {
      this.#problem.value = await this.#send(within(plan), stop.signal);
    } finally {
      clearTimeout(this.#pause);
      this.#pause = undefined;
      this.#sending.value = null;
      this.#told.value += 1;
    }
  }

  async #send(plan: BurstPlan, signal: AbortSignal): Promise<string | null> {
    const draft = this.#requests.draft(plan.draft);
    if (draft === undefined) return 'This request is no longer there; choose another.';
    const first = await this.#exchange.prepare(draft.text, 0);
    if (!first.ok) return first.message;
    if (first.request.socket) return 'A WebSocket cannot be sent in a burst; choose a request.';
    // Only what counts is another request each time.
    const counts = draft.text.includes('$index');
    const requests: PreparedRequest[] = [first.request];
    for (let index = 1; counts && index < plan.total; index += 1) {
      const next = await this.#exchange.prepare(draft.text, index);
      if (!next.ok) return next.message;
      requests.push(next.request);
    }
    if (!this.#run.active) await this.#run.run();
    const { session } = this.#run;
    if (session === null) return this.#run.problem ?? 'The sandbox was stopped before anything was sent.';
    const listening = await session.listening(first.request.port, LISTEN_TIMEOUT);
    if (!listening.ok) return listening.reason;
    const run = new BurstRun(plan);
    this.#runs.value = [...this.#runs.value, run].slice(-MOST_RUNS);
    const ended = () => {
      this.#pause ??= setTimeout(() => {
        this.#pause = undefined;
        this.#told.value += 1;
      }, PAUSE);
    };
    const problem = await sendBurst(session, run, (index) => requests[counts ? index : 0]!, signal, ended);
    if (problem !== null) return problem;
    if (run.count === plan.total) return null;
    const how = signal.aborted ? 'You have stopped it' : 'The sandbox was stopped';
    return `${how}: ${formatCount(run.count)} of ${formatCount(plan.total)} requests have ended.`;
  }
}

/** A plan with numbers that are possible. */
function within(plan: BurstPlan): BurstPlan {
  const number = (value: number, least: number, most: number) =>
    Math.min(most, Math.max(least, Number.isFinite(value) ? value : least));
  const total = Math.round(number(plan.total, 1, MOST));
  return {
    ...plan,
    total,
    together: Math.round(number(plan.together, 1, Math.min(MOST_TOGETHER, total))),
    gap: number(plan.gap, 0, LONGEST_GAP),
  };
}
