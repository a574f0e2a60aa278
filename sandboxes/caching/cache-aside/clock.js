import { setImmediate as turn } from 'node:timers/promises';

/** The experiment's own clock: it goes on when all have nothing to do but wait. */
export class Clock {
  now = 0;
  #due = [];

  sleep = (ms) => new Promise((resolve) => {
    this.#due.push({ at: this.now + ms, resolve });
  });

  async run() {
    for (await turn(); this.#due.length > 0; await turn()) {
      this.#due.sort((a, b) => a.at - b.at);
      const { at, resolve } = this.#due.shift();
      this.now = at;
      resolve();
    }
  }
}
