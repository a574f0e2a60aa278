import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT i FROM n;');
const statement = db.prepare('SELECT x FROM t WHERE x > ? ORDER BY x');
let sum = 0;
for (const { x } of statement.iterate(90)) sum += x;
console.log(sum);
for (const row of statement.iterate(0)) {
  console.log(row);
  if (row.x === 2) break;
}
console.log(statement.all(98), statement.get(0));
const iterator = statement.iterate(97);
console.log(iterator[Symbol.toStringTag], typeof iterator.next, iterator[Symbol.iterator]() === iterator, iterator.next(), [...iterator], iterator.next());
console.log(iterator.map, statement.iterate(95).filter(({ x }) => x % 2).map(({ x }) => x).toArray());
const open = statement.iterate(0);
open.next();
try {
  statement.run(5);
  console.log(open.next());
} catch (error) {
  console.log(error.code, error.message);
}
const insert = db.prepare('INSERT INTO t VALUES (?) RETURNING x, x * 2 AS twice');
console.log(insert.get(1000), insert.all(1001), [...insert.iterate(1002)], insert.run(1003));
const changes = db.prepare('UPDATE t SET x = x + 1 WHERE x > 1000');
console.log(changes.run(), changes.run());
const wide = db.prepare('DELETE FROM t WHERE x > 1000');
wide.setReadBigInts(true);
console.log(wide.run());
db.close();
for (const action of [() => statement.all(1), () => iterator.next(), () => db.prepare('SELECT 1'), () => db.close(), () => db.exec('SELECT 1')]) {
  try {
    console.log(action());
  } catch (error) {
    console.log(error.code, error.message);
  }
}
