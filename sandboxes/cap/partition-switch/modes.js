import { setTimeout as wait } from 'node:timers/promises';

/** Of two entries the one with the higher version; of equal ones, the later name. */
export function newer(a, b) {
  if (a.version !== b.version) return a.version > b.version ? a : b;
  return a.by >= b.by ? a : b;
}

/** Both modes of one replica. `mine` is all that it knows of the price. */
export class Modes {
  mine = { version: 0, by: '', price: 30 };
  #name;
  #peer;
  #last = 0; // the highest version that this replica has given out
  #unsent = false;
  #spreading = false;
  #stopped = false;

  constructor(name, peer) {
    this.#name = name;
    this.#peer = peer;
  }

  stop() {
    this.#stopped = true;
  }

  keep(entry) {
    this.mine = newer(this.mine, entry);
    return this.mine;
  }

  #next(price, newest) {
    this.#last = Math.max(this.#last, newest.version) + 1;
    return { version: this.#last, by: this.#name, price };
  }

  /** Consistent: no answer without the other replica. Two of two are a majority. */
  cp = {
    read: async () => {
      const theirs = await this.#peer.send();
      const newest = newer(this.mine, theirs);
      // Who reads next, here or there, must not find less than this reader did.
      if (theirs.version !== newest.version || theirs.by !== newest.by)
        await this.#peer.send(newest);
      this.keep(newest);
      return newest.price;
    },
    write: async (price) => {
      const theirs = await this.#peer.send();
      const entry = this.#next(price, newer(this.mine, theirs));
      try {
        await this.#peer.send(entry);
      } catch (error) {
        // It may have got there, and only the answer is lost.
        throw Object.assign(error, { status: 504, message: 'it may be written' });
      }
      this.keep(entry);
    },
  };

  /** Available: an answer at once, and the other replica hears of it when it can. */
  ap = {
    read: async () => this.mine.price,
    write: async (price) => {
      this.keep(this.#next(price, this.mine));
      this.#unsent = true;
      this.#spread().catch((error) => console.error(error.message));
    },
  };

  async #spread() {
    if (this.#spreading) return;
    this.#spreading = true;
    try {
      while (this.#unsent && !this.#stopped) {
        this.#unsent = false;
        try {
          this.keep(await this.#peer.send(this.mine)); // last write wins
        } catch {
          this.#unsent = true;
          await wait(50);
        }
      }
    } finally {
      this.#spreading = false;
    }
  }
}
