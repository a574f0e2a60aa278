/**
 * The session's clock inside a process: `Date`, `performance`, `process.hrtime`, timers and SQLite's
 * `datetime('now')` all read it. As long as nobody has touched it, it is the machine's.
 */
import type { ClockState } from '../protocol/clock.ts';

const NativeDate = globalThis.Date;
const machineNow = NativeDate.now.bind(NativeDate);
const performanceNow = performance.now.bind(performance);
const { timeOrigin } = performance;

export class ProcessClock {
  #state: ClockState | undefined;
  /**
   * Where the monotonic clock begins once the session's is not the machine's: at a whole millisecond, so that timers,
   * which go by its milliseconds, and dates turn over together, and an hour on a stopped clock is an hour by both.
   */
  #origin = Math.floor(timeOrigin);
  #start = performanceNow();
  readonly #listeners: (() => void)[] = [];
  /** What the monotonic clock has run ahead of, or behind, the machine's. */
  #shift = 0;

  /** Speed against the machine's clock. */
  get rate(): number {
    return this.#state?.rate ?? 1;
  }

  /** When the process began, on its monotonic clock. */
  get start(): number {
    return this.#start;
  }

  /** When its monotonic clock was at 0, in milliseconds since 1970. */
  get origin(): number {
    return this.#state ? this.#origin : timeOrigin;
  }

  /** Calls back when `start` and `origin` have changed. */
  onBegin(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Takes over the session's clock before the program runs: if it is not the machine's, the process begins now. */
  begin(state: ClockState): void {
    this.set(state);
    if (!this.#state) return;
    this.#origin = Math.floor(this.#virtual(this.#state));
    this.#start = 0;
    for (const listener of this.#listeners) listener();
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

  /** Puts a `Date` in place that reads this clock; before Node's library takes its copy. */
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
