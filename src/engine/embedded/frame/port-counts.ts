/**
 * Whether messages are on their way from thread to thread. They go through the browser's own ports, which
 * the kernel does not see; each thread says, when it has nothing to do, what it has posted and taken at which
 * end. All is quiet when for every pair of ports each side has taken as much as the other has posted: more
 * than that would mean that the other has done something since it was last heard (consistent cuts: F. Mattern,
 * Algorithms for distributed termination detection, 1987). Totals over all ports would not tell.
 */
import type { PortEnd } from '../protocol/threads.ts';

interface End {
  readonly task: number;
  readonly posted: number;
  /** Infinity: it is closed. */
  readonly taken: number;
}

export class PortCounts {
  readonly #channels = new Map<string, { 0?: End | undefined; 1?: End | undefined }>();
  readonly #busy = new Set<string>();

  /** Nothing is on its way between ends that have been told of. */
  get quiet(): boolean {
    return this.#busy.size === 0;
  }

  /** A task says how its ends are now. What it sends is checked, not believed. */
  told(task: number, ends: unknown): void {
    if (!Array.isArray(ends)) return;
    for (const { channel, side, posted, taken, gone } of ends.filter(isPortEnd)) {
      const pair = this.#channels.get(channel) ?? {};
      if (!gone) pair[side] = { task, posted, taken };
      // Where it went they may have told of it first.
      else if (pair[side]?.task === task) pair[side] = undefined;
      this.#look(channel, pair);
    }
  }

  /** What went to a task that is gone is not taken, and nobody waits for it. */
  ended(task: number): void {
    for (const [channel, pair] of this.#channels) {
      for (const side of [0, 1] as const) if (pair[side]?.task === task) pair[side] = undefined;
      this.#look(channel, pair);
    }
  }

  #look(channel: string, pair: { readonly 0?: End | undefined; readonly 1?: End | undefined }): void {
    const { 0: one, 1: other } = pair;
    const over = (end: End | undefined): boolean => end === undefined || end.taken === Infinity;
    if (over(one) && over(other)) this.#channels.delete(channel);
    else this.#channels.set(channel, pair);
    const took = (end: End, from: End): boolean => end.taken === Infinity || end.taken === from.posted;
    if (!one || !other || (took(one, other) && took(other, one))) this.#busy.delete(channel);
    else this.#busy.add(channel);
  }
}

function isPortEnd(end: unknown): end is PortEnd {
  if (typeof end !== 'object' || end === null) return false;
  const { channel, side, posted, taken } = end as Partial<PortEnd>;
  return (
    typeof channel === 'string' && (side === 0 || side === 1) && typeof posted === 'number' && typeof taken === 'number'
  );
}
