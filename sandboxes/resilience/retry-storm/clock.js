import { setImmediate as settled } from 'node:timers/promises';

const TICK = 10; // ms

/** A clock of its own for experiments: time moves in ticks, and only in `run`. */
export class Clock {
  now = 0;
  #due = new Map(); // moment → who waits for it

  sleep(ms) {
    const at = this.now + Math.max(1, Math.round(ms / TICK)) * TICK;
    return new Promise((go) => {
      if (!this.#due.has(at)) this.#due.set(at, []);
      this.#due.get(at).push(go);
    });
  }

  /** @param tick is called at each moment */
  async run(until, tick) {
    while (this.now < until) {
      for (const go of this.#due.get(this.now) ?? []) go();
      this.#due.delete(this.now);
      tick(this.now);
      await settled();
      this.now += TICK;
    }
  }
}

/** Numbers from 0 to 1 that look random and are the same in each run (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
