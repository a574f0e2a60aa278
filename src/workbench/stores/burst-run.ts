/** What has come of one burst: an entry for each request that has ended, in the order in which they ended. */

export type BurstTime = 'real' | 'moved';

/** What a reader asks for. */
export interface BurstPlan {
  /** What the reader calls it. */
  readonly name: string;
  /** The id of the request's draft. */
  readonly draft: number;
  /** How many requests. */
  readonly total: number;
  /** How many of them are sent at a time. */
  readonly together: number;
  /** Milliseconds between the beginnings of two groups, at least. */
  readonly gap: number;
  /** Whether the gaps pass by themselves, or the clock of the programs is held and moved. */
  readonly time: BurstTime;
}

/** How a request has ended: an answer below 400 is one, from there on it is a refusal. */
export const KINDS = ['answered', 'refused', 'no answer'] as const;
export type Kind = (typeof KINDS)[number];

export class BurstRun {
  readonly plan: BurstPlan;
  /** Milliseconds from the beginning until each was sent, and until it had ended. */
  readonly sent: Float64Array;
  readonly ended: Float64Array;
  /** 0 is no answer. */
  readonly status: Uint16Array;
  #count = 0;
  /** What was sorted last: several ask for it after each change. */
  #sorted: { readonly of: number; readonly latencies: Float64Array } | null = null;

  constructor(plan: BurstPlan) {
    this.plan = plan;
    this.sent = new Float64Array(plan.total);
    this.ended = new Float64Array(plan.total);
    this.status = new Uint16Array(plan.total);
  }

  /** How many have ended. */
  get count(): number {
    return this.#count;
  }

  /** @param status 0 is no answer */
  add(sent: number, ended: number, status: number): void {
    this.sent[this.#count] = sent;
    this.ended[this.#count] = ended;
    this.status[this.#count] = status;
    this.#count += 1;
  }

  kind(index: number): Kind {
    const status = this.status[index]!;
    if (status === 0) return 'no answer';
    return status < 400 ? 'answered' : 'refused';
  }

  /** Milliseconds that the answers took, the shortest first; what has none has no latency. */
  latencies(): Float64Array {
    if (this.#sorted?.of === this.count) return this.#sorted.latencies;
    const latencies = this.#sort();
    this.#sorted = { of: this.count, latencies };
    return latencies;
  }

  #sort(): Float64Array {
    const all = Float64Array.from({ length: this.count }, (_, index) => this.ended[index]! - this.sent[index]!);
    return all.filter((_, index) => this.status[index] !== 0).sort();
  }
}
