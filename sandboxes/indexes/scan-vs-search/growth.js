import { mkdirSync, writeFileSync } from 'node:fs';
import { db, observe } from './database.js';

const STEP = 50_000;
const find = `SELECT id FROM growing
  WHERE examined(id) AND email = 'user123456@example.com'`;

/** Rows examined for one address, while the table grows to that of this server. */
export function growth() {
  db.exec('CREATE TEMP TABLE growing (id INTEGER PRIMARY KEY, email TEXT) STRICT');
  const grow = db.prepare(`INSERT INTO growing
    SELECT id, email FROM customers WHERE id > ? AND id <= ?`);
  const points = [];
  try {
    for (let rows = 0; rows <= 200_000; rows += STEP) {
      grow.run(rows - STEP, rows);
      const scan = observe(find).rowsExamined;
      db.exec('CREATE INDEX temp.growing_email ON growing (email)');
      const search = observe(find).rowsExamined;
      db.exec('DROP INDEX growing_email');
      points.push({ rows, scan, search });
    }
  } finally {
    db.exec('DROP TABLE growing');
  }
  const lines = points.flatMap(({ rows, scan, search }) =>
    [`${rows},${scan},scan`, `${rows},${search},search`]);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/growth.csv', `rows,examined,way\n${lines.join('\n')}\n`);
  return points;
}
