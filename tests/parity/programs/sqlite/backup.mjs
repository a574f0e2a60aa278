import { DatabaseSync, backup } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT hex(zeroblob(50)) || i FROM n');
let calls = 0;
const pages = await backup(db, 'copy.db', { rate: 50, progress: ({ totalPages, remainingPages }) => { calls += Number(remainingPages < totalPages); } });
console.log(pages, calls);
const copy = new DatabaseSync('copy.db');
console.log(copy.prepare('SELECT count(*) n, max(length(x)) m FROM t').get(), copy.prepare('PRAGMA integrity_check').get());
await backup(db, '/no/such/folder/copy.db').catch((error) => console.log(error.code, error.errcode, error.message));
for (const action of [() => backup(), () => backup(db), () => backup(db, 'x', { rate: 'fast' })]) {
  try {
    await action();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
