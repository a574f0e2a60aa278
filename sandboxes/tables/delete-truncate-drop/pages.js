import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const file = 'pages.db';

const fill = `
  CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
  INSERT INTO orders (note)
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT printf('Order %d, to be left at the door', i) FROM n;
`;

/** The pages of the file after each step, in use and free. */
export function measure() {
  rmSync(file, { force: true });
  const db = new DatabaseSync(file);
  try {
    const value = (sql) => Object.values(db.prepare(sql).get())[0];
    const after = (step, sql) => {
      db.exec(sql);
      const all = value('PRAGMA page_count');
      const free = value('PRAGMA freelist_count');
      return { step, inUse: all - free, free };
    };
    return [
      after('1 filled', fill),
      after('2 half deleted', 'DELETE FROM orders WHERE id % 2 = 0'),
      after('3 all deleted', 'DELETE FROM orders'),
      after('4 dropped', 'DROP TABLE orders'),
      after('5 VACUUM', 'VACUUM'),
    ];
  } finally {
    db.close();
    rmSync(file, { force: true });
  }
}
