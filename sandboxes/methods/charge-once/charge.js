import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE keys (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status INT, body TEXT
  );
  CREATE TABLE charges (id INTEGER PRIMARY KEY, cents INT NOT NULL);
`);
const find = db.prepare('SELECT * FROM keys WHERE key = ?');
const claim = db.prepare('INSERT OR IGNORE INTO keys VALUES (?, ?, NULL, NULL)');
const finish = db.prepare('UPDATE keys SET status = ?, body = ? WHERE key = ?');
const insertDone = db.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)');

const insertCharge = db.prepare('INSERT INTO charges (cents) VALUES (?)');
const countCharges = db.prepare('SELECT count(*) AS n FROM charges');

export const chargeCount = () => countCharges.get().n;

const fingerprintOf = (body) =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');

// The card network takes its time; that is when the second request arrives.
async function chargeCard({ cents }) {
  await sleep(50);
  const { lastInsertRowid } = insertCharge.run(cents);
  return { charge: Number(lastInsertRowid), cents };
}

function repeat(seen, fingerprint) {
  if (seen.fingerprint !== fingerprint) {
    return { status: 422, body: { error: 'this key was used for another request' } };
  }
  if (seen.status === null) {
    return { status: 409, body: { error: 'the first request is still running' } };
  }
  return { status: seen.status, body: JSON.parse(seen.body), replayed: true };
}

/** Broken on purpose: looks the key up, and writes it down only afterwards. */
export async function lookThenRun(key, request) {
  const fingerprint = fingerprintOf(request);
  const seen = find.get(key);
  if (seen) return repeat(seen, fingerprint);

  const body = await chargeCard(request);
  insertDone.run(key, fingerprint, 201, JSON.stringify(body));
  return { status: 201, body };
}

/**
 * Claims the key first: the PRIMARY KEY lets exactly one INSERT through.
 * A crash between claim and finish is the subject of the chapter on such keys.
 */
export async function claimThenRun(key, request) {
  const fingerprint = fingerprintOf(request);
  const { changes } = claim.run(key, fingerprint);
  if (changes === 0) return repeat(find.get(key), fingerprint);

  const body = await chargeCard(request);
  finish.run(201, JSON.stringify(body), key);
  return { status: 201, body };
}
