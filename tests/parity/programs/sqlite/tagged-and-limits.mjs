// createTagStore, options of the constructor, enableDefensive, inspect output.
import { DatabaseSync, StatementSync, constants } from 'node:sqlite';

const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true, readBigInts: true, returnArrays: true });
console.log(db.prepare('SELECT "text" AS x, 5 AS n').get());
db.exec('CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a); INSERT INTO b VALUES (9)');
console.log(db.prepare('SELECT * FROM b').all());
const plain = new DatabaseSync(':memory:', { allowUnknownNamedParameters: true, allowBareNamedParameters: false });
console.log(plain.prepare('SELECT $a AS a').get({ $a: 1, $b: 2 }));
const sql = plain.createTagStore(10);
const name = 'ada';
sql.run`CREATE TABLE t (name)`;
sql.run`INSERT INTO t VALUES (${name})`;
console.log(sql.get`SELECT * FROM t WHERE name = ${name}`, sql.all`SELECT * FROM t`, [...sql.iterate`SELECT name FROM t`], sql.size, sql.capacity, sql.db === plain);
sql.clear();
console.log(sql.size);
console.log(plain, plain.prepare('SELECT 1 AS x'), Object.keys(constants).length, constants.SQLITE_CHANGESET_ABORT);
console.log(Object.getOwnPropertyNames(DatabaseSync.prototype).sort().join(), Object.getOwnPropertyNames(StatementSync.prototype).sort().join());
for (const action of [() => new StatementSync(), () => new DatabaseSync(':memory:', { timeout: 'x' }), () => plain.enableLoadExtension(true), () => plain.loadExtension('x')]) {
  try {
    console.log(action());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
