// The worker's database: whose points, and which messages it has seen.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync('points.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS points (
    customer TEXT PRIMARY KEY, points INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS letters (id TEXT NOT NULL, text TEXT NOT NULL) STRICT;`);
const add = db.prepare(`
  INSERT INTO points (customer, points) VALUES (?, ?)
  ON CONFLICT DO UPDATE SET points = points + excluded.points`);
const known = db.prepare('SELECT 1 FROM inbox WHERE id = ?');
const note = db.prepare('INSERT INTO inbox (id) VALUES (?) ON CONFLICT DO NOTHING');
const strict = db.prepare('INSERT INTO inbox (id) VALUES (?)');
const letter = db.prepare('INSERT INTO letters (id, text) VALUES (?, ?)');

export const credit = ({ customer, points }) => add.run(customer, points);
export const isKnown = (id) => known.get(id) !== undefined;
/** @returns whether the message was new */
export const noteOnce = (id) => note.run(id).changes === 1;
export const noteOrThrow = (id) => strict.run(id);
export const writeLetter = (id) => letter.run(id, 'You have new points.');

/** What a step does, whole or not at all. The step is synchronous: nothing waits. */
export function transaction(step) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = step();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

export function totals() {
  const { points } = db.prepare('SELECT coalesce(sum(points), 0) AS points FROM points')
    .get();
  const { letters } = db.prepare('SELECT count(*) AS letters FROM letters').get();
  return { points, letters };
}
