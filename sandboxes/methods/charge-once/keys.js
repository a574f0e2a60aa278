// The store of keys: who used which key for what, and what was answered.
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE keys (
    scope TEXT, key TEXT, fingerprint TEXT NOT NULL, status INT, body TEXT,
    PRIMARY KEY (scope, key)
  )
`);
const find = db.prepare('SELECT * FROM keys WHERE scope = ? AND key = ?');
const insert = db.prepare('INSERT OR IGNORE INTO keys VALUES (?, ?, ?, NULL, NULL)');
const update = db.prepare(
  'UPDATE keys SET status = ?, body = ? WHERE scope = ? AND key = ?',
);
const remove = db.prepare('DELETE FROM keys WHERE scope = ? AND key = ?');

/**
 * Whose key it is and for which operation: two customers may choose the same one.
 * The route, not the path: Express takes /Claimed/charges/ for the same operation.
 */
export const scopeOf = (req) => `${req.customer} ${req.method} ${req.route.path}`;

/** What must be the same when a key comes again. */
export function fingerprintOf(req) {
  const request = JSON.stringify([req.method, req.originalUrl, req.body]);
  return createHash('sha256').update(request).digest('base64url');
}

/** The answer to a key that was seen before; null when it was not. */
export function repeat({ scope, key, fingerprint }) {
  const seen = find.get(scope, key);
  if (!seen) return null;
  if (seen.fingerprint !== fingerprint) {
    return { status: 422, body: { error: 'this key was used for another request' } };
  }
  if (seen.status === null) {
    const error = 'the first request is still running; send this one again later';
    return { status: 409, body: { error }, retryAfter: 1 };
  }
  return { status: seen.status, body: JSON.parse(seen.body), replayed: true };
}

/** True for the one request that may run; the PRIMARY KEY lets one INSERT through. */
export const claim = ({ scope, key, fingerprint }) =>
  insert.run(scope, key, fingerprint).changes === 1;

export const finish = ({ scope, key }, { status, body }) =>
  update.run(status, JSON.stringify(body), scope, key);

/** Gives a claim back, so that the key can be used again. */
export const release = ({ scope, key }) => remove.run(scope, key);
