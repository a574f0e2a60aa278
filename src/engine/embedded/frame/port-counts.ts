/**
 * Whether messages are on their way from thread to thread. They go through the browser's own ports, which the kernel
 * does not see. So each thread says, when it has nothing to do, how many messages it has posted and taken at which end.
 * All is quiet when for every pair of ports each side has taken as many messages as the other has posted; if it has
 * taken more, the other side has done something since it was last heard (consistent cuts: F. Mattern,
 * Algorithms for distributed termination detection, 1987). Totals over all ports would not tell.
 */
import type { PortEnd } from '../protocol/threads.ts';

interface End {
  readonly task: number;
  readonly posted: number;
  /** Infinity when the end is closed. */
  readonly taken: number;
}

export class PortCounts {
  readonly #channels = new Map<string, { 0?: End | undefined; 1?: End | undefined }>();
  readonly #busy = new Set<string>();

  /** Whether no message is on its way between ends that the kernel has been told of. */
  get quiet(): boolean {
    return this.#busy.size === 0;
  }

  /** A task says how its ends are now. */
  told(task: number, ends: readonly PortEnd[]): void {
    for (const { channel, side, posted, taken, gone } of ends) {
      const pair = this.#channels.get(channel) ?? {};
      if (!gone) pair[side] = { task, posted, taken };
      // The thread that has the end now may have spoken first.
      else if (pair[side]?.task === task) pair[side] = undefined;
      this.#look(channel, pair);
    }
  }

  /** A task is gone. Nobody waits until messages that went to it are taken. */
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
