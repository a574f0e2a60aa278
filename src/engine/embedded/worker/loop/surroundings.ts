/** What the event loop goes by (the clock) and what it calls (Node's library). */
import type { ThrowPlace } from './located-call.ts';

export interface TimerCallbacks {
  processImmediate(): void;
  /** Runs what is due; returns the time of the next timer, negative when only unrefed ones are left, or 0. */
  processTimers(now: number): number;
}

/** The time the loop goes by. */
export interface LoopClock {
  /** Milliseconds since an arbitrary start, with fractions. */
  monotonic(): number;
  /** How fast it runs against the machine's clock; 0 while it stands still. */
  readonly rate: number;
  /** While it stands still: nothing is left to do until `next` on this clock, or until something comes in. */
  rest(next: number | null): void;
}

export interface LoopHooks {
  /** Node's processTicksAndRejections. */
  tick(): void;
  /** Node's handling of an uncaught exception; returns when the program handled it. */
  uncaught(error: unknown, place?: ThrowPlace): void;
  /** Nothing is left to do: emits `beforeExit`, and ends the process by `next` if that added nothing. */
  idle(): void;
  /** A callback from outside begins: nothing of an earlier one's async context may be left. */
  begin(): void;
}
