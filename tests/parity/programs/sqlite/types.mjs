// What goes in and what comes out, value by value.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t (a, i INTEGER, r REAL, s TEXT, b BLOB, n NUMERIC)');
const insert = db.prepare('INSERT INTO t (a) VALUES (?)');
const read = db.prepare('SELECT a, typeof(a) AS type FROM t WHERE rowid = ?');
const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
};
for (const value of [null, 1, -0, 1.5, NaN, Infinity, 2 ** 53, 5n, -(2n ** 63n), 2n ** 63n, 'text', '', 'nul\0inside', 'é€😀', '\ud800', new Uint8Array([1, 2, 3]), new Uint8Array(), Buffer.from('buf'), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2), undefined, true, {}, [], () => {}, Symbol('s'), new Date(0)]) {
  console.log(typeof value, attempt(() => {
    const { lastInsertRowid } = insert.run(value);
    return read.get(lastInsertRowid);
  }));
}
db.exec('DELETE FROM t');
db.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)').run('1', '2', '3', 4, 'blob?', '5.0');
console.log(db.prepare('SELECT *, typeof(a) ta, typeof(i) ti, typeof(r) tr, typeof(s) ts, typeof(b) tb, typeof(n) tn FROM t').get());
const big = db.prepare('SELECT 9007199254740993 AS big, 7 AS small, 1.5 AS real');
console.log(attempt(() => big.get()));
big.setReadBigInts(true);
console.log(big.get());
big.setReadBigInts(false);
big.setReturnArrays(true);
console.log(attempt(() => big.get()), db.prepare('SELECT 1 AS x, 2 AS x').get(), Object.getPrototypeOf(db.prepare('SELECT 1 AS x').get()));
console.log(db.prepare('SELECT 1 WHERE 0').get(), db.prepare('SELECT 1 WHERE 0').all());
