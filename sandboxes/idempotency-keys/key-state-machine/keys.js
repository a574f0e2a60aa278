// The state machine of a key. Every arrow is one statement, and is written down.
import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync('shop.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS keys (
    scope TEXT, key TEXT, fingerprint TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('claimed', 'running', 'failed', 'done')),
    attempt INT NOT NULL, lease_until INT, status INT, body TEXT,
    PRIMARY KEY (scope, key)
  );
  CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY, event TEXT NOT NULL);
`);
const note = db.prepare('INSERT INTO history (event) VALUES (?)');
const insert = db.prepare(`
  INSERT OR IGNORE INTO keys (scope, key, fingerprint, state, attempt, lease_until)
  VALUES (:scope, :key, :fingerprint, 'claimed', 1, :until)`);
const find = db.prepare('SELECT * FROM keys WHERE scope = :scope AND key = :key');
// One of many retries gets through: after the first, the lease is not over any more.
const takeOver = db.prepare(`
  UPDATE keys SET state = 'claimed', attempt = attempt + 1, lease_until = :until
  WHERE scope = :scope AND key = :key
    AND (state = 'failed' OR (state IN ('claimed', 'running') AND lease_until <= :now))
  RETURNING attempt`);
// Only whoever holds the claim moves it on: somebody else may have taken it over.
const move = db.prepare(`
  UPDATE keys SET state = :to, status = :status, body = :body
  WHERE scope = :scope AND key = :key AND attempt = :attempt
    AND state IN ('claimed', 'running')`);

/** Claims a key until the lease is over. @returns { attempt }, or { answer } at once */
export function claim({ scope, key, fingerprint }, lease) {
  const now = Date.now();
  const until = lease === null ? null : now + lease;
  if (insert.run({ scope, key, fingerprint, until }).changes === 1) {
    note.run('claimed');
    return { attempt: 1 };
  }
  const seen = find.get({ scope, key });
  if (seen.fingerprint !== fingerprint) {
    const error = 'this key was used for another request';
    return { answer: { status: 422, body: { error } } };
  }
  if (seen.state === 'done') {
    const body = JSON.parse(seen.body);
    return { answer: { status: seen.status, body, replayed: true } };
  }
  const taken = takeOver.get({ scope, key, now, until });
  if (taken) {
    note.run(seen.state === 'failed' ? 'claimed again' : 'lease over');
    return taken;
  }
  return { answer: { status: 409, body: { error: 'still running' }, retryAfter: 1 } };
}

/** An arrow to running, failed or done. False when another has taken the claim over. */
export function go({ scope, key, attempt }, to, { status = null, body = null } = {}) {
  const text = body && JSON.stringify(body);
  const { changes } = move.run({ scope, key, attempt, to, status, body: text });
  const moved = changes === 1;
  if (moved) note.run(to === 'done' ? `done ${status}` : to);
  return moved;
}

/** What keys have gone through since the last question; a killed process leaves it. */
export function history() {
  const events = db.prepare('SELECT event FROM history ORDER BY id').all();
  db.exec('DELETE FROM history');
  return events.map(({ event }) => event);
}

export const forget = () => db.exec('DELETE FROM keys; DELETE FROM history');
