/**
 * Tells when nothing is left to do anywhere at the moment; a clock that stands still moves on then. A process
 * says that it rests with the number of messages that it has taken, so that one which is still on its way to
 * it shows; of those from thread to thread `PortCounts` knows.
 */
import type { PortEnd } from '../protocol/threads.ts';
import type { PortCounts } from './port-counts.ts';

interface Process {
  /** It has a program. */
  started: boolean;
  /** Messages sent to it. */
  sent: number;
  /** What it said when it last had nothing to do. */
  resting: { readonly seen: number; readonly next: number } | undefined;
  /** It waits for a child, and rests when that does. */
  waits: boolean;
}

export class Rest {
  /** There from when a process may not be alone. */
  ports: PortCounts | undefined;
  readonly #processes = new Map<number, Process>();
  #waiting: (() => void) | undefined;

  prepared(pid: number): void {
    this.#processes.set(pid, { started: false, sent: 0, resting: undefined, waits: false });
  }

  /** It has a program, and counts from here on. */
  started(pid: number): void {
    const process = this.#processes.get(pid);
    if (process) process.started = true;
  }

  sent(pid: number): void {
    const process = this.#processes.get(pid);
    if (process) process.sent += 1;
  }

  /** @param next when its next timer is due, in milliseconds since 1970; null: it has none */
  rests(pid: number, seen: number, next: number | null, ports: readonly PortEnd[]): void {
    const process = this.#processes.get(pid);
    if (process) process.resting = { seen, next: next !== null && Number.isFinite(next) ? next : Infinity };
    this.ports?.told(pid, ports);
    this.#waiting?.();
  }

  waits(pid: number, waits: boolean): void {
    const process = this.#processes.get(pid);
    if (!process) return;
    process.waits = waits;
    // It runs on without having been sent anything.
    if (!waits) process.resting = undefined;
    this.#waiting?.();
  }

  ended(pid: number): void {
    this.#processes.delete(pid);
    this.ports?.ended(pid);
    this.#waiting?.();
  }

  /** Resolves when all processes rest, with the time of the next timer in any of them, or Infinity. */
  ofAll(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const check = (): void => {
      const processes = [...this.#processes.values()].filter(({ started, waits }) => started && !waits);
      if (processes.some(({ resting, sent }) => resting?.seen !== sent) || this.ports?.quiet === false) return;
      this.#waiting = undefined;
      resolve(Math.min(Infinity, ...processes.map(({ resting }) => resting?.next ?? Infinity)));
    };
    this.#waiting = check;
    check();
    return promise;
  }
}
