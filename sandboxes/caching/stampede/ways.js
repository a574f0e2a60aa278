// A read through a cache, in several ways. Each gets `clock` (now, sleep), `database`
// (read) and `random`, and gives a function from key to value. Times in milliseconds.
export const TTL = 6000;

/** Copies of values, each with its end; of more than 1000 the oldest goes. */
function copies(clock) {
  const kept = new Map();
  return {
    get: (key) => kept.get(key),
    isFresh: (copy) => copy !== undefined && copy.until > clock.now,
    set(key, value, { ttl = TTL, ...more } = {}) {
      kept.delete(key);
      if (kept.size === 1000) kept.delete(kept.keys().next().value);
      kept.set(key, { value, until: clock.now + ttl, ...more });
      return value;
    },
  };
}

/** One fetch at a time for each key; who comes meanwhile waits for its promise. */
export function once(fetch) {
  const flights = new Map();
  return (key) => {
    let flight = flights.get(key);
    if (!flight) {
      flight = fetch(key).finally(() => flights.delete(key)); // after an error, too
      flights.set(key, flight);
    }
    return flight;
  };
}

const fetching = (kept, database) => async (key) => {
  const value = await database.read(key);
  return value === undefined ? undefined : kept.set(key, value);
};

export const ways = {
  // Broken on purpose: who misses fetches, however many they are.
  naive({ clock, database }) {
    const kept = copies(clock);
    const fetch = fetching(kept, database);
    return async (key) => {
      const copy = kept.get(key);
      return kept.isFresh(copy) ? copy.value : fetch(key);
    };
  },

  singleFlight({ clock, database }) {
    const kept = copies(clock);
    const fetch = once(fetching(kept, database));
    return async (key) => {
      const copy = kept.get(key);
      return kept.isFresh(copy) ? copy.value : fetch(key);
    };
  },

  // For a while the old copy is good enough: it is given away, and renewed behind.
  stale({ clock, database, grace = 3000 }) {
    const kept = copies(clock);
    const fetch = once(fetching(kept, database));
    return async (key) => {
      const copy = kept.get(key);
      if (!copy || copy.until + grace <= clock.now) return fetch(key);
      if (!kept.isFresh(copy)) {
        fetch(key).catch((error) => console.error(`not renewed: ${error.message}`));
      }
      return copy.value;
    };
  },

  // Vattani et al.: each reader may renew early, the likelier the nearer the end.
  early({ clock, database, random, beta = 1 }) {
    const kept = copies(clock);
    return async (key) => {
      const copy = kept.get(key);
      const ahead = copy ? -copy.took * beta * Math.log(1 - random()) : 0;
      if (copy && clock.now + ahead < copy.until) return copy.value;
      const began = clock.now;
      const value = await database.read(key);
      if (value === undefined) return undefined;
      return kept.set(key, value, { took: clock.now - began });
    };
  },

  // That there is nothing is an answer as well; it is kept for a shorter time.
  negative({ clock, database }) {
    const kept = copies(clock);
    const fetch = once(async (key) => {
      const value = await database.read(key);
      return kept.set(key, value, { ttl: value === undefined ? 1000 : TTL });
    });
    return async (key) => {
      const copy = kept.get(key);
      return kept.isFresh(copy) ? copy.value : fetch(key);
    };
  },
};

/** 10% more or less, so that what was filled together does not end together. */
export const jitter = (ttl, random) => ttl * (0.9 + 0.2 * random());
