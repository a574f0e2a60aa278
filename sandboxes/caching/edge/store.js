import { isForThis } from './rules.js';

const MOST_ADDRESSES = 100;
const MOST_ANSWERS = 10;

/** Answers by address, and of each address one for each wish that Vary names. */
export class Store {
  #kept = new Map();
  drops = 0; // who asked before the last one may bring what is old, and keeps nothing

  all(url) {
    return this.#kept.get(url) ?? [];
  }

  find(req) {
    return this.all(req.url).find((entry) => isForThis(req, entry));
  }

  keep(req, answer) {
    const others = this.all(req.url).filter((entry) => !isForThis(req, entry));
    this.#kept.delete(req.url);
    if (this.#kept.size === MOST_ADDRESSES) {
      this.#kept.delete(this.#kept.keys().next().value);
    }
    const entry = { ...answer, request: req.headers, since: Date.now() };
    this.#kept.set(req.url, [entry, ...others].slice(0, MOST_ANSWERS));
  }

  /** All answers of an address go. @returns how many there were */
  drop(url) {
    const { length } = this.all(url);
    this.drops += 1;
    this.#kept.delete(url);
    return length;
  }

  /** All answers with this word in Cache-Tag go. */
  dropTag(tag) {
    let dropped = 0;
    this.drops += 1;
    for (const [url, entries] of this.#kept) {
      const tags = entries.flatMap(({ headers }) =>
        (headers['cache-tag'] ?? '').split(',').map((each) => each.trim()));
      if (tags.includes(tag)) dropped += this.drop(url);
    }
    return dropped;
  }
}
