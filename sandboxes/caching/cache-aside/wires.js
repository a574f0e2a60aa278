// A cache and a database on the other end of a wire. What is asked takes a while to
// get there, happens, and the answer takes a while to come back.
const row = (price, version) => ({ price, version });

/** A table of prices; each write raises the version. */
export const table = (prices) => {
  const rows = new Map(prices.map(([key, price]) => [key, row(price, 1)]));
  return {
    read: (key) => rows.get(key),
    write(key, price) {
      rows.set(key, row(price, (rows.get(key)?.version ?? 0) + 1));
      return rows.get(key);
    },
  };
};

/** @param say is told what happened, at the moment at which it happens */
export function connect(sleep, { memory, rows }, say = () => {},
  { there = 25, back = 25 } = {}) {
  const over = async (out, what, step, home) => {
    await sleep(out);
    const result = step();
    say(what, result);
    await sleep(home);
    return result;
  };
  const cache = (what, step) => over(1, `cache     ${what}`, step, 1);
  const database = (what, step) => over(there, `database  ${what}`, step, back);
  return {
    cache: {
      get: (key) => cache('get', () => memory.get(key)),
      getOrLease: (key) => cache('get', () => {
        const value = memory.get(key);
        return value ? { value } : { lease: memory.lease(key) };
      }),
      set: (key, value, ttl) => cache(`set ${value.price}`, () =>
        void memory.set(key, value, ttl)),
      setWithLease: (key, value, ttl, lease) => cache(`set ${value.price}`, () =>
        memory.setWithLease(key, value, ttl, lease)),
      setIfNewer: (key, value, ttl) => cache(`set ${value.price}`, () =>
        memory.setIfNewer(key, value, ttl)),
      delete: (key) => cache('delete', () => memory.delete(key)),
    },
    database: {
      read: (key) => database('read', () => rows.read(key)),
      write: (key, price) => database(`write ${price}`, () => rows.write(key, price)),
    },
  };
}
