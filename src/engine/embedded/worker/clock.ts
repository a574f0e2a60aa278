/**
 * The session's clock inside a process: `Date`, `performance`, `process.hrtime`, timers and SQLite's
 * `datetime('now')` all read it. As long as nobody has touched it, it is the machine's.
 */
import type { ClockState } from '../protocol.ts';

const NativeDate = globalThis.Date;
const performanceNow = performance.now.bind(performance);
const { timeOrigin } = performance;

export class ProcessClock {
  #state: ClockState | undefined;
  /** What the monotonic clock has run ahead of, or behind, the machine's. */
  #shift = 0;

  /** Whether time stands still. */
  get paused(): boolean {
    return this.#state?.rate === 0;
  }

  /** Speed against the machine's clock. */
  get rate(): number {
    return this.#state?.rate ?? 1;
  }

  set(state: ClockState): void {
    this.#state = state;
    this.#shift = state.virtual - state.real;
  }

  /** Milliseconds since 1970, with fractions once the clock has been touched. */
  wall = (): number => {
    const state = this.#state;
    if (!state) return NativeDate.now();
    return Math.floor(this.#virtual(state));
  };

  /** Milliseconds since the process began, with fractions; never goes back. */
  monotonic = (): number => {
    const state = this.#state;
    if (!state) return performanceNow();
    return this.#virtual(state) - timeOrigin;
  };

  #virtual(state: ClockState): number {
    if (state.rate === 1) return timeOrigin + performanceNow() + this.#shift;
    return state.virtual + (timeOrigin + performanceNow() - state.real) * state.rate;
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
