import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export const file = 'bank.db';
const PAGE = 4096; // bytes
const logs = { delete: `${file}-journal`, wal: `${file}-wal` };

/** A new file: 2,000 accounts with 100 each. Ada's is 1, Bob's is 2. */
export function create(journal) {
  for (const name of [file, ...Object.values(logs), `${file}-shm`]) {
    rmSync(name, { force: true });
  }
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = ${journal === 'wal' ? 'wal' : 'delete'};
    CREATE TABLE accounts (
      id INTEGER PRIMARY KEY, owner TEXT NOT NULL, balance INTEGER NOT NULL
    ) STRICT;
    INSERT INTO accounts
      WITH RECURSIVE n (i) AS
        (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      SELECT i, printf('owner %d of a current account', i), 100 FROM n;
  `);
  db.close();
}

export function balances(db) {
  return db.prepare(`
    SELECT sum(balance) FILTER (WHERE id = 1) AS ada,
           sum(balance) FILTER (WHERE id = 2) AS bob, sum(balance) AS "all"
    FROM accounts`).get();
}

export const read = () => readFileSync(file);
export const removeLog = (journal) => rmSync(logs[journal], { force: true });

/** What lies on the disk: pages unlike those before, and the journal or log beside. */
export function look(before, journal) {
  const now = read();
  let differ = 0;
  for (let at = 0; at < now.length; at += PAGE) {
    const page = now.subarray(at, at + PAGE);
    if (!page.equals(before.subarray(at, at + PAGE))) differ += 1;
  }
  const log = logs[journal];
  return {
    pages: `${differ} of ${now.length / PAGE}`,
    log: existsSync(log) ? `${statSync(log).size} B` : 'none',
  };
}
