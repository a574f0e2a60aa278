/**
 * The session's clock inside a process: `Date`, `performance`, `process.hrtime`, timers and SQLite's `datetime('now')`
 * all read it. As long as nobody has touched it, it runs with the machine's clock.
 */
import type { ClockState } from '../protocol/clock.ts';

const NativeDate = globalThis.Date;
const machineNow = NativeDate.now.bind(NativeDate);
const performanceNow = performance.now.bind(performance);
const { timeOrigin } = performance;

export class ProcessClock {
  #state: ClockState | undefined;
  /**
   * The wall time at which the monotonic clock begins once the session's clock is not the machine's: a whole
   * millisecond. So timers, which go by monotonic milliseconds, and dates turn over together, and an hour on a stopped
   * clock is an hour by both.
   */
  #origin = Math.floor(timeOrigin);
  #start = performanceNow();
  readonly #listeners: (() => void)[] = [];
  /** Milliseconds by which the session's clock is ahead of the machine's. */
  #shift = 0;

  /** Speed against the machine's clock. */
  get rate(): number {
    return this.#state?.rate ?? 1;
  }

  /** When the process began, on its monotonic clock. */
  get start(): number {
    return this.#start;
  }

  /** When the process's monotonic clock was at 0, in milliseconds since 1970. */
  get origin(): number {
    return this.#state ? this.#origin : timeOrigin;
  }

  /** Calls back when `start` and `origin` have changed. */
  onBegin(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Takes over the session's clock before the program runs; where it differs from the machine's, the process begins
   * now.
   */
  begin(state: ClockState): void {
    this.set(state);
    if (!this.#state) return;
    this.#origin = Math.floor(this.#virtual(this.#state));
    this.#start = 0;
    for (const listener of this.#listeners) listener();
  }

  /** Takes over the session's clock, from the kernel. */
  set(state: ClockState): void {
    // A clock that nobody has touched is the machine's.
    if (!this.#state && state.rate === 1 && Math.abs(state.virtual - state.real) < 1) return;
    // A process that has waited for another hears the present state first, and then older ones that were on their way.
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
    return this.#virtual(state) - this.#origin;
  };

  #virtual(state: ClockState): number {
    if (state.rate === 1) return timeOrigin + performanceNow() + this.#shift;
    return state.virtual + (timeOrigin + performanceNow() - state.real) * state.rate;
  }

  /** A time of the monotonic clock in milliseconds since 1970. */
  toWall(monotonic: number): number {
    return monotonic + this.#origin;
  }

  /** Puts a `Date` in place that reads this clock; to be called before Node's library takes a reference to `Date`. */
  installDate(): void {
    const wall = this.wall;
    NativeDate.now = () => wall();
    const Virtual = new Proxy(NativeDate, {
      construct: (target, args: unknown[], newTarget) =>
        Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget) as Date,
      apply: () => new NativeDate(wall()).toString(),
    });
    Object.defineProperty(NativeDate.prototype, 'constructor', { value: Virtual, writable: true, configurable: true });
    Object.defineProperty(globalThis, 'Date', { value: Virtual, writable: true, configurable: true });
  }
}
