import { setImmediate as turn } from 'node:timers/promises';

/**
 * A model of the few Redis commands this lesson needs; not Redis. What it keeps is
 * the part that matters: a command or a script runs alone from start to end, its
 * answer takes a trip over the network, and other clients get in between two trips.
 */
export class RedisModel {
  #entries = new Map(); // key → { value, expiresAt }
  now = 0; // milliseconds; the test moves it

  incr = (key) => this.#trip(() => this.#commands.incr(key));
  expire = (key, seconds) => this.#trip(() => this.#commands.expire(key, seconds));
  ttl = (key) => this.#trip(() => this.#commands.ttl(key));
  zAdd = (key, score, member) =>
    this.#trip(() => this.#commands.zAdd(key, score, member));
  zCard = (key) => this.#trip(() => this.#commands.zCard(key));
  zRemRangeByScore = (key, min, max) =>
    this.#trip(() => this.#commands.zRemRangeByScore(key, min, max));

  /** Stands for EVAL: the whole function runs as one command, in one trip. */
  eval = (script) => this.#trip(() => script(this.#commands));

  async #trip(work) {
    await turn(); // the request travels
    const answer = work();
    await turn(); // the answer travels
    return answer;
  }

  #entry(key, empty) {
    const entry = this.#entries.get(key);
    if (entry && entry.expiresAt > this.now) return entry;
    const fresh = { value: empty, expiresAt: Infinity };
    this.#entries.set(key, fresh);
    return fresh;
  }

  #commands = {
    incr: (key) => (this.#entry(key, 0).value += 1),
    expire: (key, seconds) => {
      this.#entry(key).expiresAt = this.now + seconds * 1000;
    },
    ttl: (key) => {
      const { expiresAt } = this.#entry(key);
      return expiresAt === Infinity ? -1 : Math.ceil((expiresAt - this.now) / 1000);
    },
    // A member is in the set once. Adding it again only changes its score.
    zAdd: (key, score, member) => {
      this.#entry(key, new Map()).value.set(member, score);
    },
    zCard: (key) => this.#entry(key, new Map()).value.size,
    zRemRangeByScore: (key, min, max) => {
      const members = this.#entry(key, new Map()).value;
      for (const [member, score] of members) {
        if (score >= min && score <= max) members.delete(member);
      }
    },
  };
}
