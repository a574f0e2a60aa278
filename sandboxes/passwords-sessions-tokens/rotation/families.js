import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync('families.db');
db.exec(`
  PRAGMA foreign_keys = ON;
  CREATE TABLE IF NOT EXISTS families (
    id INTEGER PRIMARY KEY, user TEXT NOT NULL, ends INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tokens (
    hash TEXT PRIMARY KEY, number INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0,
    family INTEGER NOT NULL REFERENCES families ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX IF NOT EXISTS tokens_family ON tokens (family);
`);

const DAY = 86_400_000;
const family = db.prepare('INSERT INTO families (user, ends) VALUES (?, ?)');
const end = db.prepare('DELETE FROM families WHERE id = ?');
// This lesson lets anybody log in, so it keeps the last 1,000 families only.
const sweep = db.prepare(`DELETE FROM families
  WHERE ends <= ? OR id <= (SELECT max(id) - 1000 FROM families)`);
const add = db.prepare('INSERT INTO tokens (hash, number, family) VALUES (?, ?, ?)');
const use = db.prepare('UPDATE tokens SET used = 1 WHERE hash = ? AND used = 0');
const find = db.prepare(`SELECT family, number, user, ends
  FROM tokens JOIN families ON families.id = family WHERE hash = ?`);

// 32 random bytes cannot be guessed, so a fast hash will do. A copy of this table is
// of no use to whoever gets it.
const hash = (token) => createHash('sha256').update(token).digest('base64url');

function next(id, number) {
  const token = randomBytes(32).toString('base64url');
  add.run(hash(token), number, id);
  return token;
}

function transaction(work) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

export const begin = (user) => transaction(() => {
  sweep.run(Date.now());
  return next(family.run(user, Date.now() + 7 * DAY).lastInsertRowid, 1);
});

// One transaction: of two who show the same token, one finds it unused.
export const rotate = (token) => transaction(() => {
  const found = find.get(hash(token));
  if (!found || found.ends <= Date.now()) return { outcome: 'unknown' };
  const { family: id, number, user } = found;
  if (use.run(hash(token)).changes === 1) {
    return { outcome: 'rotated', number, user, token: next(id, number + 1) };
  }
  end.run(id); // one of two has it who should not: nobody can tell which
  return { outcome: 'reused', number };
});

export const revoke = (token) => transaction(() => {
  const found = find.get(hash(token));
  if (found) end.run(found.family);
});
