// Broken on purpose: looks a key up and runs, keeps the body and nothing else, takes
// all customers for one, and passes no key on to the bank.
import { db } from './db.js';

const find = db.prepare('SELECT body FROM keys WHERE key = ?');
const insert = db.prepare(`
  INSERT OR REPLACE INTO keys (customer, key, body) VALUES ('', ?, ?)`);

/**
 * Runs an operation, or repeats its answer if the key was seen before.
 * @param operation called with the key for the bank; returns { status, body }
 * @returns { status, body }, perhaps with retryAfter in seconds
 */
export async function once({ customer, key, payload }, operation) {
  const seen = find.get(key ?? '');
  if (seen) return { status: 200, body: JSON.parse(seen.body) };
  const { status, body } = await operation(undefined);
  if (key) insert.run(key, JSON.stringify(body));
  return { status, body };
}
