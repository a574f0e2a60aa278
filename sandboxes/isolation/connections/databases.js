import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const modes = { journal: 'delete', log: 'wal' };
const open = new Map();

/** Two connections to a new file for each mode. They do not wait: busy is an error. */
export function refill() {
  for (const db of open.values()) db.close();
  for (const [name, mode] of Object.entries(modes)) {
    const file = `${name}.db`;
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(file + end, { force: true });
    for (const who of ['A', 'B']) {
      open.set(name + who, new DatabaseSync(file, { timeout: 0 }));
    }
    open.get(`${name}A`).exec(`
      PRAGMA journal_mode = ${mode};
      CREATE TABLE stock (
        count INTEGER NOT NULL CHECK (count >= 0), version INTEGER NOT NULL DEFAULT 1
      ) STRICT;
      INSERT INTO stock (count) VALUES (10)`);
  }
}

/** @returns what became of a statement: its values, its rows, or the error's code */
export function send(name, who, sql) {
  try {
    const statement = open.get(name + who).prepare(sql);
    if (sql.startsWith('SELECT')) {
      return Object.values(statement.get() ?? { none: 'no row' }).join(', ');
    }
    const { changes } = statement.run();
    return sql.startsWith('UPDATE') ? `${changes} ${changes === 1 ? 'row' : 'rows'}` : 'ok';
  } catch (error) {
    return `error ${error.errcode ?? error.code}: ${error.message}`;
  }
}
