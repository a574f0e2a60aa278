import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync('shop.db');

// The tables are enough; how they are used is up to you.
db.exec(`
  CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL, key TEXT UNIQUE,
    state TEXT NOT NULL DEFAULT 'waiting', tries INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS points (
    customer TEXT PRIMARY KEY, points INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS reports (due TEXT NOT NULL);
`);

const add = db.prepare(`
  INSERT INTO points (customer, points) VALUES (?, ?)
  ON CONFLICT DO UPDATE SET points = points + excluded.points`);
const read = db.prepare('SELECT points FROM points WHERE customer = ?');
const report = db.prepare('INSERT INTO reports (due) VALUES (?)');
const reports = db.prepare('SELECT due FROM reports ORDER BY rowid');

export const credit = (customer, points) => add.run(customer, points);
export const pointsOf = (customer) => read.get(customer)?.points ?? 0;
export const makeReport = (due) => report.run(due);
export const allReports = () => reports.all().map(({ due }) => due);
