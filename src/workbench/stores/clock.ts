/** The clock of what runs, as a reader steers it: how fast it goes, and the last movement in words. */
import type { ClockControl, Result } from '../../engine/engine.ts';
import { formatDuration } from '../format/duration.ts';
import type { RunStore } from './run.ts';
import { State } from './signal.ts';

export class ClockStore {
  readonly #run: RunStore;
  readonly #rate = new State(1);
  readonly #moving = new State(false);
  readonly #said = new State<string | null>(null);

  constructor(run: RunStore) {
    this.#run = run;
  }

  /** Whether there is a clock to steer: an engine runs that has one. */
  get there(): boolean {
    return this.#clock !== null;
  }

  /** How fast it runs against the machine's: 0 stands still. What others do to it is known after `look`. */
  get rate(): number {
    return this.#rate.value;
  }

  /** Whether it is being moved. */
  get moving(): boolean {
    return this.#moving.value;
  }

  /** What came of the last thing that was asked of it, in a sentence; `null` at first. */
  get said(): string | null {
    return this.#said.value;
  }

  /** Milliseconds since 1970 on it. */
  get now(): number {
    return this.#run.now;
  }

  /** Milliseconds that it is before the machine's clock; 0 when nobody has moved it. */
  get ahead(): number {
    // Two readings of clocks that agree are never quite the same.
    const ahead = this.now - (performance.timeOrigin + performance.now());
    return Math.abs(ahead) < 100 ? 0 : ahead;
  }

  /** Takes notice of what others have done to it, and of another session's. */
  look(): void {
    this.#rate.value = this.#clock?.rate ?? 1;
    if (this.#clock === null) this.#said.value = null;
  }

  /** @param rate 0 stands still, 1 is the machine's speed */
  setRate(rate: number): void {
    const clock = this.#clock;
    if (clock === null) return;
    clock.setRate(rate);
    this.#rate.value = rate;
    if (rate === 0) this.#said.value = 'The clock stands still: no timer fires until it is moved.';
    else this.#said.value = rate === 1 ? 'The clock goes at real speed.' : `The clock goes ${rate} times as fast.`;
  }

  /** Moves it to the next thing that is due in any process or on a wire. */
  step(): Promise<void> {
    return this.#move(
      (clock) => clock.step(),
      ({ moved }, passed) =>
        moved
          ? `What was due next has happened, ${formatDuration(passed)} later.`
          : 'Nothing is due: no timer is set anywhere, and nothing is on its way.',
    );
  }

  /** Moves it on; all that was due within has happened then. @param milliseconds not negative */
  advance(milliseconds: number): Promise<void> {
    return this.#move(
      (clock) => clock.advance(milliseconds),
      () => `The clock was moved by ${formatDuration(milliseconds)}; all that was due has happened.`,
    );
  }

  async #move<T extends object>(
    move: (clock: ClockControl) => Promise<Result<T>>,
    say: (result: T, passed: number) => string,
  ): Promise<void> {
    const clock = this.#clock;
    if (clock === null || this.moving) return;
    this.#moving.value = true;
    const before = clock.now();
    let result: Result<T>;
    try {
      result = await move(clock);
    } finally {
      this.#moving.value = false;
    }
    if (clock !== this.#clock) return;
    this.#said.value = result.ok ? say(result, Math.max(0, clock.now() - before)) : result.reason;
    this.look();
  }

  get #clock(): ClockControl | null {
    return this.#run.session?.clock ?? null;
  }
}
