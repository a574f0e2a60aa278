// Keeps data of the catalog, not answers: status, type and the user stay with each
// request. One question at a time for each key.
const MINUTE = 60 * 1000;
const MOST = 500;
const kept = new Map(); // key → { value, until }
const flights = new Map(); // key → the answer that is on its way

async function fetch(key, load) {
  const flight = load();
  flights.set(key, flight);
  try {
    const value = await flight;
    // After a `forget` this answer may be old: it is given, and not kept. What does
    // not exist is not kept either, since anybody can ask for a million names.
    if (flights.get(key) === flight && value !== undefined) {
      if (kept.size >= MOST) kept.delete(kept.keys().next().value);
      kept.set(key, { value, until: Date.now() + MINUTE });
    }
    return value;
  } finally {
    if (flights.get(key) === flight) flights.delete(key);
  }
}

/** The value of this key: the copy, or what `load` gives. */
export async function remember(key, load) {
  const entry = kept.get(key);
  if (entry && entry.until > Date.now()) return entry.value;
  return flights.get(key) ?? fetch(key, load);
}

/** After a write has been committed: no copy, and no answer from before it. */
export function forget(...keys) {
  for (const key of keys) {
    kept.delete(key);
    flights.delete(key);
  }
}
