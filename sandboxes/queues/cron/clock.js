/** A clock that stands until it is moved; what is due on the way is called in order. */
export class Clock {
  now;
  #due = [];

  constructor(now) {
    this.now = now;
  }

  /** @returns a function that cancels it */
  at(time, callback) {
    const entry = { time, callback };
    this.#due.push(entry);
    return () => (this.#due = this.#due.filter((each) => each !== entry));
  }

  moveTo(time) {
    for (;;) {
      this.#due.sort((a, b) => a.time - b.time);
      if (this.#due.length === 0 || this.#due[0].time > time) break;
      const { time: due, callback } = this.#due.shift();
      this.now = Math.max(this.now, due);
      callback();
    }
    this.now = time;
  }
}
