import { RedisError } from './resp.js';

const WRONG_TYPE =
  'WRONGTYPE Operation against a key holding the wrong kind of value';

const MOST_KEYS = 100_000;

/** One dictionary: key → { type, value, expiresAt }. */
export class Store {
  #entries = new Map();

  get size() {
    return this.#entries.size;
  }

  /** The value of a key, or undefined; a key of another type is an error. */
  read(key, type) {
    const entry = this.#living(key);
    if (entry && entry.type !== type) throw new RedisError(WRONG_TYPE);
    return entry?.value;
  }

  /** The value of a key, which is there from now on. */
  open(key, type, empty) {
    const value = this.read(key, type);
    if (value !== undefined) return value;
    const made = empty();
    this.put(key, type, made);
    return made;
  }

  /** Writes a whole value, whatever was there. */
  put(key, type, value, expiresAt = Infinity) {
    if (this.size >= MOST_KEYS && !this.#entries.has(key)) {
      throw new RedisError("OOM command not allowed when used memory > 'maxmemory'.");
    }
    this.#entries.set(key, { type, value, expiresAt });
  }

  /** An empty list is no list: Redis removes the key. */
  removeIfEmpty(key, size) {
    if (size === 0) this.#entries.delete(key);
  }

  remove(key) {
    return this.#living(key) !== undefined && this.#entries.delete(key);
  }

  type(key) {
    return this.#living(key)?.type ?? 'none';
  }

  /** Milliseconds since 1970; Infinity: never; undefined: there is no such key. */
  expiresAt(key) {
    return this.#living(key)?.expiresAt;
  }

  expire(key, expiresAt) {
    const entry = this.#living(key);
    if (entry) entry.expiresAt = expiresAt;
    return entry !== undefined;
  }

  /** Who asks for a key after its time finds nothing, and what is left of it goes. */
  #living(key) {
    const entry = this.#entries.get(key);
    if (!entry || entry.expiresAt > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Removes what nobody asks for any more. Redis looks at a random sample instead. */
  sweep() {
    for (const key of this.#entries.keys()) this.#living(key);
  }
}
