/**
 * The session's clock inside a process: `Date`, `performance`, `process.hrtime`, timers and SQLite's
 * `datetime('now')` all read it. As long as nobody has touched it, it is the machine's.
 */
import type { ClockState } from '../protocol.ts';

const NativeDate = globalThis.Date;
const machineNow = NativeDate.now.bind(NativeDate);
const performanceNow = performance.now.bind(performance);
const { timeOrigin } = performance;
/**
 * Where the monotonic clock of a touched session begins: at a whole millisecond, so that timers, which go by its
 * milliseconds, and dates turn over together, and an hour on a stopped clock is an hour by both.
 */
const ORIGIN = Math.floor(timeOrigin);

export class ProcessClock {
  #state: ClockState | undefined;
  /** What the monotonic clock has run ahead of, or behind, the machine's. */
  #shift = 0;

  /** Speed against the machine's clock. */
  get rate(): number {
    return this.#state?.rate ?? 1;
  }

  /** Takes over the session's clock, from the kernel. */
  set(state: ClockState): void {
    // Untouched it is the machine's; the state of the start says so.
    if (!this.#state && state.rate === 1 && Math.abs(state.virtual - state.real) < 1) return;
    // A process that waited for another hears what it is now, and after that what it was meanwhile.
    if (this.#state && state.real < this.#state.real) return;
    this.#state = state;
    this.#shift = state.virtual - state.real;
  }

  /** Milliseconds since 1970, with fractions once the clock has been touched. */
  wall = (): number => {
    const state = this.#state;
    if (!state) return machineNow();
    return Math.floor(this.#virtual(state));
  };

  /** Milliseconds since the process began, with fractions; never goes back. */
  monotonic = (): number => {
    const state = this.#state;
    if (!state) return performanceNow();
    return this.#virtual(state) - ORIGIN;
  };

  #virtual(state: ClockState): number {
    if (state.rate === 1) return timeOrigin + performanceNow() + this.#shift;
    return state.virtual + (timeOrigin + performanceNow() - state.real) * state.rate;
  }

  /** A time of the monotonic clock in milliseconds since 1970. */
  toWall(monotonic: number): number {
    return monotonic + ORIGIN;
  }

  /** Puts a `Date` in place that reads this clock; before Node's library takes its copy. */
  installDate(): void {
    const wall = this.wall;
    NativeDate.now = () => wall();
    const Virtual = new Proxy(NativeDate, {
      construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget) as Date,
      apply: () => new NativeDate(wall()).toString(),
    });
    Object.defineProperty(NativeDate.prototype, 'constructor', { value: Virtual, writable: true, configurable: true });
    Object.defineProperty(globalThis, 'Date', { value: Virtual, writable: true, configurable: true });
  }
}
