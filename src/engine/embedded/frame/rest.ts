/**
 * Tells when nothing is left to do anywhere at the moment: then a clock that stands still may move on. A process that
 * has nothing to do says so with the number of messages that it has taken; where fewer were taken than were sent to it,
 * a message is still on its way. `PortCounts` knows of messages from thread to thread.
 */
import type { PortEnd } from '../protocol/threads.ts';
import type { PortCounts } from './port-counts.ts';

interface Process {
  /** Whether the process has a program. */
  started: boolean;
  /** How many messages have been sent to it. */
  sent: number;
  /** Its message when it last had nothing to do. */
  resting: { readonly seen: number; readonly next: number } | undefined;
  /** Whether the process waits for a child; then it rests when the child does. */
  waits: boolean;
}

export class Rest {
  /** Set from when a process may not be alone in the session. */
  ports: PortCounts | undefined;
  readonly #processes = new Map<number, Process>();
  #waiting: (() => void) | undefined;

  prepared(pid: number): void {
    this.#processes.set(pid, { started: false, sent: 0, resting: undefined, waits: false });
  }

  /** The process has a program, and from here on the clock waits for it. */
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
    // The answer did not come as a message, so the count of messages does not show that the process runs again.
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
