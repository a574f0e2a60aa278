import { inspect } from 'node:util';
import { letters, same } from '../support/sqlite-pair.ts';

/** Reads the result of `f()` for each value that it returns. */
const results: Record<string, unknown> = {
  'an integer': 1,
  'a fraction': 1.5,
  'minus zero': -0,
  NaN: NaN,
  Infinity: Infinity,
  'a string': 'é\0x',
  'a long string': 'x'.repeat(100_000),
  'an empty string': '',
  null: null,
  undefined: undefined,
  'a bigint': 5n,
  'the smallest bigint': -(2n ** 63n),
  'too large a bigint': 2n ** 63n,
  bytes: new Uint8Array([1, 2]),
  'no bytes': new Uint8Array(0),
  'a DataView': new DataView(new ArrayBuffer(2)),
  'a Uint16Array': new Uint16Array([1]),
  'an ArrayBuffer': new ArrayBuffer(2),
  true: true,
  'an object': {},
  'an array': [],
  'a symbol': Symbol('s'),
  'a function': () => 1,
  'a promise': Promise.resolve(1),
};
for (const [name, value] of Object.entries(results)) {
  same(`a function that returns ${name}`, ({ memory }) => {
    const database = memory();
    database.function('f', () => value as never);
    return database.prepare('SELECT f() AS value, typeof(f()) AS type').get();
  });
  same(`an aggregate that results in ${name}`, (environment) => {
    const database = letters(environment);
    database.aggregate('f', { start: 0, step: (_, v) => v as number, result: () => value as never });
    return database.prepare('SELECT f(v) AS value, typeof(f(v)) AS type FROM t').get();
  });
}

const thrown: Record<string, unknown> = {
  'an error': new RangeError('mine'),
  'a string': 'text',
  undefined: undefined,
  null: null,
  'an object': { code: 'X' },
};
for (const [name, value] of Object.entries(thrown)) {
  for (const method of ['get', 'all', 'run', 'exec', 'iterate'] as const) {
    same(`a function that throws ${name}, called by ${method}`, (environment) => {
      const database = letters(environment);
      let calls = 0;
      database.function('f', () => {
        calls++;
        throw value;
      });
      const sql = 'SELECT f() AS x FROM t';
      const outcome = environment.attempt(() => {
        try {
          return method === 'exec'
            ? database.exec(sql)
            : method === 'iterate'
              ? [...database.prepare(sql).iterate()]
              : database.prepare(sql)[method]();
        } catch (error) {
          return ['threw the very same', Object.is(error, value)];
        }
      });
      return [
        outcome,
        calls,
        environment.attempt(() => database.exec('selec')),
        database.prepare('SELECT 1 AS one').get(),
      ];
    });
  }
}

same('arguments of a function', (environment) => {
  const database = environment.memory();
  const seen: unknown[] = [];
  database.function('f', { varargs: true }, function f(this: unknown, ...values: unknown[]) {
    seen.push([this, ...values]);
    return values.length;
  });
  database.exec("SELECT f(), f(1, -1.5, 'é', NULL, x'0102', x'', '', 9007199254740991, 9e999, true)");
  return [
    seen,
    environment.attempt(() => database.exec('SELECT f(9007199254740993)')),
    environment.attempt(() => database.exec('SELECT f(-9223372036854775808)')),
    seen.length,
  ];
});
same('arguments as bigints', ({ memory }) => {
  const database = memory();
  const seen: unknown[] = [];
  database.function('f', { useBigIntArguments: true }, (a, b) => {
    seen.push(a, b);
    return 1;
  });
  database.exec('SELECT f(9223372036854775807, 1.5), f(-1, NULL)');
  return seen;
});
same('a blob argument is a copy', ({ memory }) => {
  const database = memory();
  database.function('f', (b) => {
    (b as Uint8Array)[0] = 9;
    return null;
  });
  return database.prepare("SELECT f(b), hex(b) AS h FROM (SELECT x'0102' AS b)").get();
});
for (const sql of [
  'f()',
  'f(1)',
  'f(1, 2)',
  'f(1, 2, 3)',
  'F(1, 2)',
  'f(DISTINCT 1)',
  'f(1, 2) OVER ()',
  'f(1, 2) FILTER (WHERE 1)',
]) {
  same(`a function of two parameters called as ${sql}`, ({ memory }) => {
    const database = memory();
    database.function('f', (a, b) => `${String(a)} ${String(b)}`);
    return database.prepare(`SELECT ${sql} AS x`).get();
  });
}
same('functions of one name and different parameters', ({ memory }) => {
  const database = memory();
  database.function('f', () => 'none');
  database.function('f', (a) => `one ${String(a)}`);
  database.function('f', { varargs: true }, () => 'any');
  return database.prepare('SELECT f() a, f(1) b, f(1, 2) c').get();
});
same('a function is replaced', ({ memory, attempt }) => {
  const database = memory();
  database.function('f', () => 1);
  const statement = database.prepare('SELECT f() AS x');
  const before = statement.get();
  database.function('f', () => 2);
  const iterator = statement.iterate();
  iterator.next();
  const during = attempt(() => database.function('f', () => 3));
  database.function('abs', () => 'mine');
  return [
    before,
    statement.get(),
    database.prepare('SELECT f() AS x').get(),
    during,
    database.prepare('SELECT abs(1) AS x').get(),
  ];
});
same('deterministic functions may stand in an index', ({ memory, attempt }) => {
  const database = memory();
  database.exec('CREATE TABLE t(a)');
  database.function('same', { deterministic: true }, (a) => a);
  database.function('other', (a) => a);
  return [
    attempt(() => database.exec('CREATE INDEX i ON t(same(a))')),
    attempt(() => database.exec('CREATE INDEX j ON t(other(a))')),
  ];
});
same('direct-only functions may not stand in a view', ({ memory, attempt }) => {
  const database = memory();
  database.function('f', { directOnly: true }, () => 1);
  database.exec('CREATE VIEW v AS SELECT f() AS x');
  return [
    attempt(() => database.prepare('SELECT * FROM v').all()),
    attempt(() => database.prepare('SELECT f() AS x').all()),
  ];
});
same('a function uses the database', (environment) => {
  const database = letters(environment);
  const inner = database.prepare('SELECT sum(v) AS s FROM t WHERE k = ?');
  database.function('total', (k) => (inner.get(k) as { s: number }).s);
  database.function('add', (k) => Number(database.prepare('INSERT INTO t VALUES (?, 100)').run(k).changes));
  return [
    database.prepare('SELECT DISTINCT k, total(k) AS s FROM t ORDER BY k').all(),
    database.prepare("SELECT add('z') AS x").get(),
    database.prepare("SELECT total('z') AS s").all(),
  ];
});
same('an error of a query in a function comes out as it is', (environment) => {
  const database = letters(environment);
  database.function('f', () => database.prepare('SELECT * FROM nowhere').get() as never);
  database.function('g', () => {
    try {
      database.exec('selec');
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  });
  return [environment.attempt(() => database.exec('SELECT f()')), database.prepare('SELECT g() AS x').get()];
});
same('functions in triggers, defaults of generated columns and checks', ({ memory, attempt }) => {
  const database = memory();
  database.function('twice', { deterministic: true }, (a) => Number(a) * 2);
  database.function('guard', () => {
    throw new Error('guarded');
  });
  database.exec(
    'CREATE TABLE t(a INTEGER, b AS (twice(a)) STORED); CREATE TABLE l(x); CREATE TRIGGER r AFTER DELETE ON t BEGIN INSERT INTO l VALUES (guard()); END',
  );
  database.exec('INSERT INTO t VALUES (4)');
  return [
    database.prepare('SELECT * FROM t').all(),
    attempt(() => database.exec('DELETE FROM t')),
    database.prepare('SELECT * FROM t').all(),
  ];
});

const badFunctions: unknown[][] = [
  [],
  [1],
  ['f'],
  ['f', 1],
  ['f', 1, () => 1],
  ['f', null, () => 1],
  ['f', undefined, () => 1],
  ['f', {}],
  ['f', {}, 1],
  ['f', {}, () => 1, 2],
  ['f', { varargs: 1 }, () => 1],
  ['f', { deterministic: 'x' }, () => 1],
  ['f', { directOnly: null }, () => 1],
  ['f', { useBigIntArguments: 0 }, () => 1],
  ['', () => 1],
  ['f\0g', () => 1],
  ['f', class {}],
  ['f', Object.defineProperty(() => 1, 'length', { value: 101 })],
];
for (const args of badFunctions) {
  same(`function(${inspect(args)})`, ({ memory, attempt }) => {
    const database = memory();
    return [
      attempt(() => (database.function as (...values: unknown[]) => void)(...args)),
      attempt(() => Reflect.apply(database.function, database, args)),
      attempt(() => database.prepare('SELECT f() AS x').get()),
    ];
  });
}
