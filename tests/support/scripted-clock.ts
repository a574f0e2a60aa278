/** A clock that does what a clock of a session does, without programs: things are due when a test says so. */
import type { ClockControl, Result } from '../../src/engine/engine.ts';

export class ScriptedClock implements ClockControl {
  time = 1_000_000;
  rate = 1;
  /** Milliseconds at which something is due, and what happens then. */
  readonly due: { readonly at: number; readonly callback: () => void }[] = [];
  /** Set to make the next movements fail. */
  refuse: (Result<{}> & { readonly ok: false }) | null = null;

  now(): number {
    return this.time;
  }

  setRate(rate: number): void {
    this.rate = rate;
  }

  /** Calls back when so many milliseconds have passed on it. */
  after(milliseconds: number, callback: () => void = () => undefined): void {
    this.due.push({ at: this.time + milliseconds, callback });
    this.due.sort((one, other) => one.at - other.at);
  }

  async advance(milliseconds: number): Promise<Result<{}>> {
    if (this.refuse !== null) return this.refuse;
    const target = this.time + milliseconds;
    while (this.due[0] !== undefined && this.due[0].at <= target) this.#next();
    this.time = target;
    return { ok: true };
  }

  async step(): Promise<Result<{ moved: boolean }>> {
    if (this.refuse !== null) return this.refuse;
    const moved = this.due.length > 0;
    if (moved) this.#next();
    return { ok: true, moved };
  }

  #next(): void {
    const { at, callback } = this.due.shift()!;
    this.time = Math.max(this.time, at);
    callback();
  }
}
