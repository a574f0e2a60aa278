// A database is a file: it survives its connection, shows in fs, and is no database when it is something else.
import { DatabaseSync } from 'node:sqlite';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

let db = new DatabaseSync('data.db');
console.log(existsSync('data.db'), statSync('data.db').size);
db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
console.log(statSync('data.db').size, readFileSync('data.db').subarray(0, 15).toString());
db.close();
db = new DatabaseSync(pathToFileURL('data.db'));
console.log(db.prepare('SELECT * FROM t').all());
db.exec('BEGIN; INSERT INTO t VALUES (2)');
console.log(readdirSync('.').filter((name) => name.startsWith('data')));
db.exec('ROLLBACK');
db.exec('PRAGMA journal_mode = WAL; INSERT INTO t VALUES (3)');
console.log(readdirSync('.').filter((name) => name.startsWith('data')));
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();
console.log(readdirSync('.').filter((name) => name.startsWith('data')));
writeFileSync('not.db', 'this is only text, although it is long enough to look like something: '.repeat(20));
try {
  const other = new DatabaseSync('not.db');
  other.exec('SELECT * FROM sqlite_master');
} catch (error) {
  console.log(error.code, error.errcode, error.errstr, error.message);
}
writeFileSync('bytes.db', readFileSync('data.db'));
console.log(new DatabaseSync(Buffer.from('bytes.db')).prepare('SELECT sum(x) s FROM t').get());
try {
  new DatabaseSync('missing.db', { readOnly: true });
} catch (error) {
  console.log(error.code, error.errcode, error.message, existsSync('missing.db'));
}
rmSync('data.db');
console.log(new DatabaseSync('data.db').prepare('SELECT count(*) n FROM sqlite_master').get());
const attached = new DatabaseSync(':memory:');
attached.exec("ATTACH 'bytes.db' AS disk; CREATE TABLE copy AS SELECT * FROM disk.t");
console.log(attached.prepare('SELECT * FROM copy').all(), attached.location('disk')?.endsWith('bytes.db'));
