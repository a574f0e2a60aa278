import { createHash } from 'node:crypto';
import { db } from './db.js';

const LEASE = 10_000; // ms: longer than the 5 seconds that server.js gives the bank

const insert = db.prepare(`
  INSERT OR IGNORE INTO keys (customer, key, fingerprint, lease_until)
  VALUES (:customer, :key, :fingerprint, :until)`);
const find = db.prepare('SELECT * FROM keys WHERE customer = :customer AND key = :key');
const takeOver = db.prepare(`
  UPDATE keys SET lease_until = :until
  WHERE customer = :customer AND key = :key
    AND status IS NULL AND lease_until <= :now`);
const finish = db.prepare(`
  UPDATE keys SET status = :status, body = :body
  WHERE customer = :customer AND key = :key
    AND status IS NULL AND lease_until = :until`); // if the claim is still ours

const hash = (text) => createHash('sha256').update(text).digest('base64url');

/**
 * Runs an operation, or repeats its answer if the key was seen before.
 * @param operation called with the key for the bank; returns { status, body }
 * @returns { status, body }, perhaps with retryAfter in seconds
 */
export async function once({ customer, key, payload }, operation) {
  if (!key) return { status: 400, body: { error: 'send an Idempotency-Key' } };
  const fingerprint = hash(JSON.stringify(payload));
  const now = Date.now();
  const until = now + LEASE;
  if (insert.run({ customer, key, fingerprint, until }).changes === 0) {
    const seen = find.get({ customer, key });
    if (seen.fingerprint !== fingerprint) {
      return { status: 422, body: { error: 'this key was used for another order' } };
    }
    if (seen.status !== null) {
      return { status: seen.status, body: JSON.parse(seen.body) };
    }
    if (takeOver.run({ customer, key, until, now }).changes === 0) {
      return { status: 409, body: { error: 'still running' }, retryAfter: 1 };
    }
  }
  const { status, body } = await operation(hash(JSON.stringify([customer, key])));
  // Here the order and its answer are two writes. Without this border between two files
  // they would be one transaction, as in pay.js of the chapter.
  finish.run({ customer, key, until, status, body: JSON.stringify(body) });
  return { status, body };
}
