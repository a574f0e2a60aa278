// A small store that keeps versions, as PostgreSQL does. A change leaves the old
// version where it is: `xmin` is the transaction that made a version, `xmax` the one
// that replaced it. It is in memory, and nobody cleans up behind it (no VACUUM).
export const levels = [
  'read uncommitted', 'read committed', 'repeatable read', 'serializable',
];

export class Failed extends Error {
  constructor(code, message) {
    super(message);
    this.code = code; // of PostgreSQL, so that programs may look at it
  }
}

export class Store {
  versions = [];
  committed = new Set(['start']);
  running = new Map();

  constructor(rows) {
    for (const [key, value] of Object.entries(rows)) {
      this.versions.push({ key, value, xmin: 'start', xmax: null });
    }
  }

  begin(id, level) {
    const transaction = new Transaction(this, id, level);
    this.running.set(id, transaction);
    return transaction;
  }
}

class Transaction {
  waitsFor = null;
  #snapshot = null; // whose work this transaction sees, from its first statement on
  #reads = [];
  #wrote = false;
  #over = Promise.withResolvers();

  constructor(store, id, level) {
    Object.assign(this, { store, id, level });
  }

  /** What the level means: whose work does this statement see? */
  #view() {
    this.#mustRun();
    const { committed } = this.store;
    if (this.level === 'read uncommitted') return { has: () => true };
    if (this.level === 'read committed') return committed; // by now
    return (this.#snapshot ??= new Set(committed)); // by then
  }

  select(test) {
    const view = this.#view();
    const sees = (id) => id !== null && (id === this.id || view.has(id));
    this.#reads.push(test);
    return this.store.versions.filter((version) =>
      sees(version.xmin) && !sees(version.xmax) && test(version));
  }

  /** Makes a new version from the newest one. Whoever comes second waits. */
  async write(key, change) {
    for (;;) {
      const view = this.#view();
      const newest = this.store.versions.findLast((version) => version.key === key);
      const { xmin = 'start' } = newest ?? {};
      const other = xmin !== this.id && this.store.running.get(xmin);
      if (other) {
        await this.#waitFor(other);
      } else if (xmin !== this.id && !view.has(xmin)) {
        this.#fail('40001', 'could not serialize access due to concurrent update');
      } else {
        const value = change(newest?.value);
        if (value === undefined) return value; // no row: there is nothing to lock
        if (newest) newest.xmax = this.id;
        this.store.versions.push({ key, value, xmin: this.id, xmax: null });
        this.#wrote = true;
        return value;
      }
    }
  }

  async #waitFor(other) {
    for (let next = other; next; next = next.waitsFor) {
      if (next === this) this.#fail('40P01', 'deadlock detected');
    }
    this.waitsFor = other;
    await other.#over.promise;
    this.waitsFor = null;
  }

  /** Serializable: has anybody changed, since my snapshot, what I have looked at? */
  commit() {
    this.#mustRun();
    if (this.level === 'serializable' && this.#wrote) {
      const isNews = (id) => id !== this.id && this.store.committed.has(id)
        && !this.#snapshot.has(id);
      const stale = this.store.versions.some((version) =>
        (isNews(version.xmin) || isNews(version.xmax))
        && this.#reads.some((test) => test(version)));
      if (stale) {
        this.#fail('40001', 'could not serialize access due to read/write dependencies');
      }
    }
    this.store.committed.add(this.id);
    this.#end();
  }

  rollback() {
    if (this.#isOver()) return; // after a COMMIT it undoes nothing
    const { versions } = this.store;
    this.store.versions = versions.filter(({ xmin }) => xmin !== this.id);
    for (const version of this.store.versions) {
      if (version.xmax === this.id) version.xmax = null;
    }
    this.#end();
  }

  #end() {
    this.store.running.delete(this.id);
    this.#over.resolve();
  }
  #fail(code, message) {
    this.rollback(); // its versions and its locks are gone at once
    throw new Failed(code, message);
  }
  #isOver() {
    return this.store.running.get(this.id) !== this;
  }
  /** An error also at COMMIT, to which PostgreSQL answers ROLLBACK after a failure. */
  #mustRun() {
    if (this.#isOver()) throw new Failed('25P02', 'the transaction is over');
  }
}
