// Who fills the cache, and what a write does to it. `cache` and `database` are on the
// other end of a wire, so anything may happen between two awaits.
const TTL = 60_000;

const aside = ({ cache, database }, fill = cache.set) => async (key) => {
  const kept = await cache.get(key);
  if (kept !== undefined) return kept;
  const row = await database.read(key);
  if (row !== undefined) await fill(key, row, TTL);
  return row;
};

export const patterns = {
  // The program asks the cache, then the database, and fills the cache. A write
  // commits, then deletes: the next reader fetches what is true then.
  'cache-aside': ({ cache, database }) => ({
    read: aside({ cache, database }),
    async write(key, price) {
      await database.write(key, price);
      await cache.delete(key);
    },
  }),

  // Broken on purpose: it deletes before the new price is there to be read.
  'delete-first': ({ cache, database }) => ({
    read: aside({ cache, database }),
    async write(key, price) {
      await cache.delete(key);
      await database.write(key, price);
    },
  }),

  // A miss comes with a lease. A delete ends it, and with it the right to fill.
  lease: ({ cache, database }) => ({
    async read(key) {
      const { value, lease } = await cache.getOrLease(key);
      if (value !== undefined) return value;
      const row = await database.read(key);
      if (row !== undefined) await cache.setWithLease(key, row, TTL, lease);
      return row;
    },
    async write(key, price) {
      await database.write(key, price);
      await cache.delete(key);
    },
  }),

  // Broken on purpose: of two writers, the last to reach the cache wins, and that
  // need not be the last to reach the database.
  'write-through': ({ cache, database }) => ({
    read: aside({ cache, database }),
    async write(key, price) {
      const row = await database.write(key, price);
      await cache.set(key, row, TTL);
    },
  }),

  // The database counts versions, and the cache keeps the highest.
  versions: ({ cache, database }) => ({
    read: aside({ cache, database }, cache.setIfNewer),
    async write(key, price) {
      const row = await database.write(key, price);
      await cache.setIfNewer(key, row, TTL);
    },
  }),
};

/** Read-through: the cache itself knows how to load, and programs ask only it. */
export const readThrough = (cache, load) => ({
  async get(key) {
    const kept = await cache.get(key);
    if (kept !== undefined) return kept;
    const value = await load(key);
    if (value !== undefined) await cache.set(key, value, TTL);
    return value;
  },
});

/** Write-behind: it answers first, and writes to the database later, in one go. */
export function writeBehind(cache, database) {
  const waiting = new Map(); // key → the newest price; gone when this process is
  return {
    waiting,
    async write(key, price) {
      waiting.set(key, price);
      await cache.set(key, { price }, TTL);
    },
    async flush() {
      for (const [key, price] of waiting) {
        await database.write(key, price);
        if (waiting.get(key) === price) waiting.delete(key);
      }
    },
  };
}
