// JavaScript functions and aggregates called from SQL.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.function('plus', (a, b) => a + b);
db.function('many', { varargs: true }, (...args) => args.length);
db.function('kind', (value) => `${typeof value} ${value?.constructor?.name ?? value}`);
db.function('big', { useBigIntArguments: true }, (value) => typeof value);
db.function('steady', { deterministic: true, directOnly: true }, () => 42);
db.function('fails', () => {
  throw new RangeError('from JavaScript');
});
db.function('odd', (what) => ({ undefined: undefined, object: {}, promise: Promise.resolve(), bool: true, bytes: new Uint8Array([1]), big: 5n, huge: 2n ** 70n, nan: NaN })[what]);
const attempt = (sql) => {
  try {
    console.log(sql, JSON.stringify(db.prepare(sql).get(), (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
  } catch (error) {
    console.log(sql, '=>', error.name, error.code, error.message);
  }
};
for (const sql of ["SELECT plus(1, 2) x", "SELECT plus('a', 'b') x", 'SELECT plus(1) x', 'SELECT many() x', 'SELECT many(1, 2, 3) x', 'SELECT kind(NULL) x', "SELECT kind('a') x", "SELECT kind(x'00') x", 'SELECT kind(1.5) x', 'SELECT big(1) x', 'SELECT kind(9007199254740993) x', 'SELECT steady() x', 'SELECT fails() x']) attempt(sql);
for (const what of ['undefined', 'object', 'promise', 'bool', 'bytes', 'big', 'huge', 'nan']) attempt(`SELECT odd('${what}') x`);
db.exec('CREATE TABLE t (g, v); INSERT INTO t VALUES (1, 10), (1, 20), (2, 5), (2, NULL)');
db.aggregate('total_of', { start: 0, step: (sum, value) => sum + (value ?? 0) });
db.aggregate('listed', { start: () => [], step: (list, value) => [...list, value], result: (list) => JSON.stringify(list) });
db.aggregate('moving', { start: 0, step: (sum, value) => sum + value, inverse: (sum, value) => sum - value });
console.log(db.prepare('SELECT g, total_of(v) total, listed(v) list FROM t GROUP BY g').all());
console.log(db.prepare('SELECT v, moving(v) OVER (ORDER BY v ROWS 1 PRECEDING) m FROM t WHERE v IS NOT NULL').all());
attempt('SELECT total_of(v) OVER (ORDER BY v ROWS 1 PRECEDING) FROM t');
db.aggregate('breaks', { start: 0, step: (_sum, _value) => { throw new Error('step broke'); } });
attempt('SELECT breaks(v) FROM t');
for (const make of [() => db.function(), () => db.function('x'), () => db.function('x', {}), () => db.function(5, () => {}), () => db.function('x', { varargs: 1 }, () => {}), () => db.aggregate('x', {}), () => db.aggregate('x', { start: 0 }), () => db.aggregate('x', { step: 5, start: 0 })]) {
  try {
    make();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
