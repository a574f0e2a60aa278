// Named, numbered and anonymous parameters; what is missing and what is too much.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
const attempt = (sql, args, prepare = () => {}) => {
  try {
    const statement = db.prepare(sql);
    prepare(statement);
    console.log(sql, JSON.stringify(statement.get(...args)));
  } catch (error) {
    console.log(sql, error.code, error.message);
  }
};
attempt('SELECT ? a, ? b', [1, 2]);
attempt('SELECT ?2 a, ?1 b', [1, 2]);
attempt('SELECT $a a, :b b, @c c', [{ $a: 1, ':b': 2, '@c': 3 }]);
attempt('SELECT $a a, :b b, @c c', [{ a: 1, b: 2, c: 3 }]);
attempt('SELECT $a a, ? b', [{ a: 1 }, 2]);
attempt('SELECT ? a, ? b', [1]);
attempt('SELECT ? a', [1, 2]);
attempt('SELECT $a a', [{}]);
attempt('SELECT $a a', [{ b: 1 }]);
attempt('SELECT $a a', [{ b: 1, a: 2 }], (statement) => statement.setAllowUnknownNamedParameters(true));
attempt('SELECT $a a', [{ a: 1 }], (statement) => statement.setAllowBareNamedParameters(false));
attempt('SELECT $a a, @a b', [{ a: 1 }]);
attempt('SELECT ? a', [{}]);
attempt('SELECT ? a', [[1]]);
attempt('SELECT 1; SELECT 2', []);
attempt('', []);
attempt('-- nothing', []);
attempt('SELEC 1', []);
attempt('SELECT * FROM missing', []);
attempt('SELECT no_such_function(1)', []);
const statement = db.prepare('SELECT $a AS a, ? AS b');
console.log(statement.sourceSQL, statement.get({ a: "it's" }, 2), statement.expandedSQL, statement.columns());
for (const action of [() => db.prepare(5), () => db.prepare(), () => statement.setReadBigInts('x'), () => statement.run({ a: 1 }, 2, 3), () => db.exec(5), () => db.exec('SELECT 1; garbage')]) {
  try {
    console.log(action());
  } catch (error) {
    console.log(error.name, error.code, error.message, error.errcode, error.errstr);
  }
}
