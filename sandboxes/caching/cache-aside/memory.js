/** What a cache keeps: copies that end, and no more than it has room for. */
export class Memory {
  #kept = new Map(); // the one that was used longest ago first
  #leases = new Map(); // key → number of the last delete or lease
  #count = 0;
  constructor(now, room = 1000) {
    this.now = now;
    this.room = room;
  }

  get(key) {
    const entry = this.#kept.get(key);
    if (!entry) return undefined;
    this.#kept.delete(key);
    if (entry.until <= this.now()) return undefined;
    this.#kept.set(key, entry); // used last: it goes last
    return entry.value;
  }

  set(key, value, ttl) {
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= this.room) this.#kept.delete(oldest);
    this.#kept.set(key, { value, until: this.now() + ttl });
  }

  delete(key) {
    this.#kept.delete(key);
    this.#leases.delete(key); // who is on the way with a lease comes in vain
  }

  /** A permission to fill this key, good until somebody deletes it. */
  lease(key) {
    if (this.#leases.size >= this.room) {
      this.#leases.delete(this.#leases.keys().next().value);
    }
    this.#leases.set(key, (this.#count += 1));
    return this.#count;
  }

  setWithLease(key, value, ttl, lease) {
    if (this.#leases.get(key) !== lease) return false;
    this.#leases.delete(key);
    this.set(key, value, ttl);
    return true;
  }

  /**
   * The higher version wins, whoever comes last, while there is a copy to compare with:
   * a delete forgets the version, and then a late reader may set what is old.
   */
  setIfNewer(key, value, ttl) {
    const kept = this.get(key);
    if (kept && kept.version >= value.version) return false;
    this.set(key, value, ttl);
    return true;
  }
}
