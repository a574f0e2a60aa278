/**
 * The session's clock. It runs with the machine's clock until somebody pauses it, moves it or changes its speed;
 * from then on every process, and the wires between them, go by the session's time.
 *
 * Moving the clock is a simulation by events: it jumps to the nearest timer or message that is due anywhere, waits
 * until all processes have dealt with it, and looks again, until the target is reached. So timers fire in the order in
 * which they would have fired if the time had passed.
 */
import type { ClockState } from '../protocol/clock.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

export interface ClockContext {
  /** Milliseconds since 1970 by the machine's clock, monotonic. */
  real(): number;
  /** Calls back after so many real milliseconds; returns a function that prevents it. */
  sleep(milliseconds: number, callback: () => void): () => void;
  /** Tells every process the new state. */
  publish(state: ClockState): void;
  /** Resolves when every process rests; gives the time of the next timer in any of them, or Infinity. */
  rest(): Promise<number>;
}

export class Clock {
  readonly #context: ClockContext;
  #state: ClockState;
  #waiting: Waiting[] = [];
  #order = 0;
  #wake: (() => void) | undefined;
  /** The last movement that was asked for: each begins when the one before it has ended. */
  #moving: Promise<void> = Promise.resolve();

  constructor(context: ClockContext) {
    this.#context = context;
    const now = context.real();
    this.#state = { virtual: now, real: now, rate: 1 };
  }

  get state(): ClockState {
    return this.#state;
  }

  /** Milliseconds since 1970 on this clock. */
  now(): number {
    const { virtual, real, rate } = this.#state;
    return virtual + (this.#context.real() - real) * rate;
  }

  /** Calls back when so many milliseconds have passed on this clock. */
  after(milliseconds: number, callback: () => void): void {
    this.#waiting.push({ at: this.now() + Math.max(0, milliseconds), order: this.#order++, callback });
    this.#waiting.sort((a, b) => a.at - b.at || a.order - b.order);
    this.#arm();
  }

  /** @param rate 1 is the machine's speed, 0 stands still, 10 is ten times as fast. */
  setRate(rate: number): void {
    this.#set(this.now(), rate);
  }

  /**
   * Moves the clock forward, whatever its rate; resolves when everything that was due has happened. It
   * keeps its rate, except that a clock at the machine's own speed stays where it was moved to and goes on.
   */
  advance(milliseconds: number): Promise<void> {
    this.#moving = this.#moving.then(() => this.#advance(milliseconds));
    return this.#moving;
  }

  /**
   * Moves the clock to whatever is due next anywhere; resolves when that has happened, with whether there was
   * anything.
   */
  step(): Promise<boolean> {
    const moved = this.#moving.then(() => this.#step());
    this.#moving = moved.then(() => {});
    return moved;
  }

  /** Stops the clock, before any process has begun, at this time in milliseconds since 1970. */
  stand(now: number): void {
    this.#set(now, 0);
  }

  async #advance(milliseconds: number): Promise<void> {
    const { rate } = this.#state;
    const target = this.now() + milliseconds;
    this.#set(this.now(), 0);
    while (await this.#jump(target));
    this.#set(target, 0);
    if (rate !== 0) this.#set(target, rate);
  }

  async #step(): Promise<boolean> {
    const { rate } = this.#state;
    this.#set(this.now(), 0);
    const moved = await this.#jump(Number.MAX_VALUE);
    await this.#context.rest();
    if (rate !== 0) this.#set(this.now(), rate);
    return moved;
  }

  /** Goes to the nearest thing that is due, once everybody rests; false when that is later than `target`. */
  async #jump(target: number): Promise<boolean> {
    const timer = await this.#context.rest();
    const next = Math.min(timer, this.#waiting[0]?.at ?? Number.POSITIVE_INFINITY);
    if (next > target) return false;
    this.#set(Math.max(next, this.now()), 0);
    this.#run();
    return true;
  }

  #set(virtual: number, rate: number): void {
    this.#state = { virtual, real: this.#context.real(), rate };
    this.#context.publish(this.#state);
    this.#arm();
  }

  #run(): void {
    while (this.#waiting[0] && this.#waiting[0].at <= this.now()) this.#waiting.shift()?.callback();
  }

  #arm(): void {
    this.#wake?.();
    this.#wake = undefined;
    const [first] = this.#waiting;
    if (!first) return;
    const left = Math.max(0, first.at - this.now());
    // What is due by now happens even while the clock stands still.
    if (left > 0 && this.#state.rate === 0) return;
    this.#wake = this.#context.sleep(left === 0 ? 0 : left / this.#state.rate, () => {
      this.#run();
      this.#arm();
    });
  }
}
