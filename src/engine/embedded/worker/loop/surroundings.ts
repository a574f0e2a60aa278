/** The surroundings of the event loop: the clock that it goes by, and the functions of Node's library that it calls. */
import type { ThrowPlace } from './located-call.ts';

export interface TimerCallbacks {
  processImmediate(): void;
  /** Runs timers that are due; returns the time of the next timer, negative when only unrefed ones are left, or 0. */
  processTimers(now: number): number;
}

/** The time the loop goes by. */
export interface LoopClock {
  /** Milliseconds since an arbitrary start, with fractions. */
  monotonic(): number;
  /** The speed of this clock against the machine's; 0 while it stands still. */
  readonly rate: number;
  /** Tells a clock that stands still that nothing is left to do until `next` on it, or until something comes in. */
  rest(next: number | null): void;
}

/** What the loop knows of a handle. */
export interface LoopHandle {
  /** The name under which process.getActiveResourcesInfo() tells of it. */
  readonly resource: string;
  /** Whether it keeps the process alive while it is active. */
  hasRef(): boolean;
}

export interface LoopHooks {
  /** Node's processTicksAndRejections. */
  tick(): void;
  /** Node's handling of an uncaught exception; returns when the program handled it. */
  uncaught(error: unknown, place?: ThrowPlace): void;
  /** Nothing is left to do: emits `beforeExit`, and ends the process if its listeners have added nothing. */
  idle(): void;
  /** A callback from outside begins: nothing of an earlier callback's async context may be left. */
  begin(): void;
}
