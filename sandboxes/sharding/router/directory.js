// The directory: a row for each customer says on which shard it is. It is asked with
// each request, so in production it has replicas and a cache.
import { DatabaseSync } from 'node:sqlite';
import { customers } from './customers.js';
import { firstPlace } from './ways.js';

const db = new DatabaseSync('directory.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS places (id TEXT PRIMARY KEY, shard INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS places_shard ON places (shard)`);
const insert = db.prepare('INSERT OR IGNORE INTO places (id, shard) VALUES (?, ?)');
const select = db.prepare('SELECT shard FROM places WHERE id = ?');
const count = db.prepare('SELECT count(*) AS n FROM places WHERE shard = ?');

db.exec('BEGIN');
for (const one of customers) insert.run(one.id, firstPlace(one));
db.exec('COMMIT');

/** @returns the shard, or undefined when nobody has placed this id */
export const find = (id) => select.get(id)?.shard;

/** The shard of an id; a new one gets a place on the emptiest of the first three. */
export function place(id) {
  const known = find(id);
  if (known !== undefined) return known;
  const sizes = [1, 2, 3].map((shard) => ({ shard, n: count.get(shard).n }));
  insert.run(id, sizes.reduce((a, b) => (b.n < a.n ? b : a)).shard);
  return find(id); // if two ask at the same time, the first one's place counts
}
