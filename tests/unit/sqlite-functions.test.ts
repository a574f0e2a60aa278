import { inspect } from 'node:util';
import { same, type Environment } from '../support/sqlite-pair.ts';

function letters({ memory }: Environment) {
  const database = memory();
  database.exec("CREATE TABLE t(k TEXT, v INTEGER); INSERT INTO t VALUES ('a', 4), ('b', 5), ('a', 3), ('b', 8), ('c', 1)");
  return database;
}

/** Reads the result of `f()` for each value that it returns. */
const results: Record<string, unknown> = {
  'an integer': 1, 'a fraction': 1.5, 'minus zero': -0, 'NaN': NaN, 'Infinity': Infinity, 'a string': 'é\0x', 'a long string': 'x'.repeat(100_000),
  'an empty string': '', 'null': null, 'undefined': undefined, 'a bigint': 5n, 'the smallest bigint': -(2n ** 63n), 'too large a bigint': 2n ** 63n,
  'bytes': new Uint8Array([1, 2]), 'no bytes': new Uint8Array(0), 'a DataView': new DataView(new ArrayBuffer(2)), 'a Uint16Array': new Uint16Array([1]),
  'an ArrayBuffer': new ArrayBuffer(2), 'true': true, 'an object': {}, 'an array': [], 'a symbol': Symbol('s'), 'a function': () => 1, 'a promise': Promise.resolve(1),
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

const thrown: Record<string, unknown> = { 'an error': new RangeError('mine'), 'a string': 'text', 'undefined': undefined, 'null': null, 'an object': { code: 'X' } };
for (const [name, value] of Object.entries(thrown)) {
  for (const method of ['get', 'all', 'run', 'exec', 'iterate'] as const) {
    same(`a function that throws ${name}, called by ${method}`, (environment) => {
      const database = letters(environment);
      let calls = 0;
      database.function('f', () => { calls++; throw value; });
      const sql = 'SELECT f() AS x FROM t';
      const outcome = environment.attempt(() => {
        try {
          return method === 'exec' ? database.exec(sql) : method === 'iterate' ? [...database.prepare(sql).iterate()] : database.prepare(sql)[method]();
        } catch (error) {
          return ['threw the very same', Object.is(error, value)];
        }
      });
      return [outcome, calls, environment.attempt(() => database.exec('selec')), database.prepare('SELECT 1 AS one').get()];
    });
  }
}

same('arguments of a function', (environment) => {
  const database = environment.memory();
  const seen: unknown[] = [];
  database.function('f', { varargs: true }, function f(this: unknown, ...values: unknown[]) { seen.push([this, ...values]); return values.length; });
  database.exec("SELECT f(), f(1, -1.5, 'é', NULL, x'0102', x'', '', 9007199254740991, 9e999, true)");
  return [seen, environment.attempt(() => database.exec('SELECT f(9007199254740993)')), environment.attempt(() => database.exec('SELECT f(-9223372036854775808)')), seen.length];
});
same('arguments as bigints', ({ memory }) => {
  const database = memory();
  const seen: unknown[] = [];
  database.function('f', { useBigIntArguments: true }, (a, b) => { seen.push(a, b); return 1; });
  database.exec('SELECT f(9223372036854775807, 1.5), f(-1, NULL)');
  return seen;
});
same('a blob argument is a copy', ({ memory }) => {
  const database = memory();
  database.function('f', (b) => { (b as Uint8Array)[0] = 9; return null; });
  return database.prepare("SELECT f(b), hex(b) AS h FROM (SELECT x'0102' AS b)").get();
});
for (const sql of ['f()', 'f(1)', 'f(1, 2)', 'f(1, 2, 3)', 'F(1, 2)', 'f(DISTINCT 1)', 'f(1, 2) OVER ()', 'f(1, 2) FILTER (WHERE 1)']) {
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
  return [before, statement.get(), database.prepare('SELECT f() AS x').get(), during, database.prepare('SELECT abs(1) AS x').get()];
});
same('deterministic functions may stand in an index', ({ memory, attempt }) => {
  const database = memory();
  database.exec('CREATE TABLE t(a)');
  database.function('same', { deterministic: true }, (a) => a);
  database.function('other', (a) => a);
  return [attempt(() => database.exec('CREATE INDEX i ON t(same(a))')), attempt(() => database.exec('CREATE INDEX j ON t(other(a))'))];
});
same('direct-only functions may not stand in a view', ({ memory, attempt }) => {
  const database = memory();
  database.function('f', { directOnly: true }, () => 1);
  database.exec('CREATE VIEW v AS SELECT f() AS x');
  return [attempt(() => database.prepare('SELECT * FROM v').all()), attempt(() => database.prepare('SELECT f() AS x').all())];
});
same('a function uses the database', (environment) => {
  const database = letters(environment);
  const inner = database.prepare('SELECT sum(v) AS s FROM t WHERE k = ?');
  database.function('total', (k) => (inner.get(k) as { s: number }).s);
  database.function('add', (k) => Number(database.prepare('INSERT INTO t VALUES (?, 100)').run(k).changes));
  return [database.prepare('SELECT DISTINCT k, total(k) AS s FROM t ORDER BY k').all(), database.prepare("SELECT add('z') AS x").get(), database.prepare("SELECT total('z') AS s").all()];
});
same('an error of a query in a function comes out as it is', (environment) => {
  const database = letters(environment);
  database.function('f', () => database.prepare('SELECT * FROM nowhere').get() as never);
  database.function('g', () => { try { database.exec('selec'); } catch (error) { return (error as Error).message; } return ''; });
  return [environment.attempt(() => database.exec('SELECT f()')), database.prepare('SELECT g() AS x').get()];
});
same('functions in triggers, defaults of generated columns and checks', ({ memory, attempt }) => {
  const database = memory();
  database.function('twice', { deterministic: true }, (a) => Number(a) * 2);
  database.function('guard', () => { throw new Error('guarded'); });
  database.exec('CREATE TABLE t(a INTEGER, b AS (twice(a)) STORED); CREATE TABLE l(x); CREATE TRIGGER r AFTER DELETE ON t BEGIN INSERT INTO l VALUES (guard()); END');
  database.exec('INSERT INTO t VALUES (4)');
  return [database.prepare('SELECT * FROM t').all(), attempt(() => database.exec('DELETE FROM t')), database.prepare('SELECT * FROM t').all()];
});

const badFunctions: unknown[][] = [
  [], [1], ['f'], ['f', 1], ['f', 1, () => 1], ['f', null, () => 1], ['f', undefined, () => 1], ['f', {}], ['f', {}, 1], ['f', {}, () => 1, 2],
  ['f', { varargs: 1 }, () => 1], ['f', { deterministic: 'x' }, () => 1], ['f', { directOnly: null }, () => 1], ['f', { useBigIntArguments: 0 }, () => 1],
  ['', () => 1], ['f\0g', () => 1], ['f', class {}], ['f', Object.defineProperty(() => 1, 'length', { value: 101 })],
];
for (const args of badFunctions) {
  same(`function(${inspect(args)})`, ({ memory, attempt }) => {
    const database = memory();
    return [attempt(() => (database.function as (...values: unknown[]) => void)(...args)), attempt(() => Reflect.apply(database.function, database, args)), attempt(() => database.prepare('SELECT f() AS x').get())];
  });
}

// ---- aggregates ---------------------------------------------------------------------------------

const sum = { start: 0, step: (total: number, v: unknown) => total + Number(v) };
const windowSum = { ...sum, inverse: (total: number, v: unknown) => total - Number(v) };
const queries = [
  'SELECT f(v) AS x FROM t', 'SELECT f(v) AS x FROM t WHERE 0', 'SELECT k, f(v) AS x FROM t GROUP BY k', 'SELECT k, f(v) AS x FROM t WHERE 0 GROUP BY k',
  'SELECT f(v) AS x, f(v + 1) AS y FROM t', 'SELECT f(DISTINCT v > 3) AS x FROM t', 'SELECT f(v) FILTER (WHERE v > 3) AS x FROM t',
  'SELECT v, f(v) OVER (ORDER BY v) AS x FROM t', 'SELECT v, f(v) OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS x FROM t',
  'SELECT k, f(v) OVER (PARTITION BY k ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS x FROM t', 'SELECT f(v) OVER () AS x FROM t', 'SELECT f() AS x FROM t', 'SELECT f(v, v) AS x FROM t',
];
for (const sql of queries) {
  same(`an aggregate in ${sql}`, (environment) => {
    const database = letters(environment);
    database.aggregate('f', sum as never);
    return database.prepare(sql).all();
  });
  same(`a window aggregate in ${sql}`, (environment) => {
    const database = letters(environment);
    database.aggregate('f', { ...windowSum, result: (total: number) => total * 10 } as never);
    return database.prepare(sql).all();
  });
  same(`the calls of an aggregate in ${sql}`, (environment) => {
    const database = letters(environment);
    const calls: unknown[] = [];
    const record = (name: string, answer: unknown) => function call(this: unknown, ...values: unknown[]) { calls.push([name, this, ...values]); return answer; };
    database.aggregate('f', { start: record('start', 's'), step: record('step', 'a'), inverse: record('inverse', 'i'), result: record('result', 'r'), varargs: true } as never);
    return [environment.attempt(() => database.prepare(sql).all()), calls];
  });
  for (const part of ['start', 'step', 'inverse', 'result'] as const) {
    same(`an aggregate whose ${part} throws in ${sql}`, (environment) => {
      const database = letters(environment);
      const calls: string[] = [];
      const noted = (name: string, work: (...values: never[]) => unknown) => (total: number, v: number) => { calls.push(name); return work(total as never, v as never); };
      // SQLite finishes an aggregate also after an error, and Node 24.21 then calls `result` and loses what
      // `step` has thrown: `all` gives undefined. Ours lets the error through, so the two are compared
      // without a `result`; tests/unit/sqlite-own.test.ts has the case with one.
      const options = {
        start: noted('start', () => 0), step: noted('step', windowSum.step), inverse: noted('inverse', windowSum.inverse),
        ...part !== 'step' && { result: noted('result', (total) => total) },
      };
      database.aggregate('f', { ...options, [part]: (a: unknown, b: unknown) => { void a; void b; calls.push('throw'); throw new Error(part); } } as never);
      return [environment.attempt(() => database.prepare(sql).all()), environment.attempt(() => database.exec('selec'))];
    });
  }
}
same('an aggregate keeps any value between the calls', (environment) => {
  const database = letters(environment);
  database.aggregate('list', { start: () => [] as never, step: (list, v) => { (list as unknown as unknown[]).push(v); return list; }, result: (list) => (list as unknown as unknown[]).join() });
  database.aggregate('shared', { start: { n: 0 } as never, step: (o, v) => { (o as unknown as { n: number }).n += Number(v); return o; }, result: (o) => (o as unknown as { n: number }).n });
  return [database.prepare('SELECT list(v) AS x FROM t GROUP BY k').all(), database.prepare('SELECT shared(v) AS x FROM t').all(), database.prepare('SELECT shared(v) AS x FROM t').all()];
});
same('an aggregate with bigints', (environment) => {
  const database = letters(environment);
  database.aggregate('f', { start: 0n, step: (total, v) => (total as bigint) + (v as bigint), useBigIntArguments: true });
  return database.prepare('SELECT f(v) AS x, f(9223372036854775807 / 10) AS y FROM t').get();
});
same('an aggregate cannot be read beyond the safe integers', (environment) => {
  const database = letters(environment);
  database.aggregate('f', sum as never);
  return database.prepare('SELECT f(9007199254740993) AS x FROM t').get();
});
const badAggregates: unknown[][] = [
  [], ['f'], ['f', null], ['f', 1], ['f', {}], ['f', { start: 1 }], ['f', { start: 1, step: 1 }], ['f', { start: null, step: () => 1 }], ['f', { start: 1, step: () => 1, inverse: 1 }],
  ['f', { start: 1, step: () => 1, result: 1 }], ['f', { start: 1, step: () => 1, varargs: 1 }], ['f', { start: 1, step: () => 1, directOnly: 1 }],
  ['f', { start: 1, step: () => 1, useBigIntArguments: 1 }], ['f', { start: 1, step: () => 1, deterministic: 1 }], [1, { start: 1, step: () => 1 }],
];
for (const args of badAggregates) {
  same(`aggregate(${inspect(args)})`, ({ memory, attempt }) => {
    const database = memory();
    return [attempt(() => Reflect.apply(database.aggregate, database, args)), attempt(() => database.prepare('SELECT f() AS x').get())];
  });
}

// ---- authorizers --------------------------------------------------------------------------------

const authorizers: Record<string, (...values: never[]) => unknown> = {
  allows: () => 0, denies: () => 1, ignores: () => 2, 'answers a wrong number': () => 3, 'answers a string': () => '0', 'answers a fraction': () => 0.5,
  'answers nothing': () => undefined, 'answers true': () => true, 'answers a promise': async () => 0, throws: () => { throw new Error('authorizer'); },
};
for (const [name, authorizer] of Object.entries(authorizers)) {
  same(`an authorizer that ${name}`, (environment) => {
    const database = letters(environment);
    const known = database.prepare('SELECT v FROM t');
    known.all();
    database.setAuthorizer(authorizer as never);
    const outcomes = [
      environment.attempt(() => known.get()), environment.attempt(() => database.prepare('SELECT v FROM t').all()), environment.attempt(() => database.prepare('DELETE FROM t').run()),
      environment.attempt(() => database.exec('SELECT 1')),
    ];
    database.setAuthorizer(null);
    return [outcomes, database.prepare('SELECT count(*) AS n FROM t').get()];
  });
}
same('what an authorizer is told', (environment) => {
  const database = letters(environment);
  const told: unknown[] = [];
  database.setAuthorizer(function authorize(this: unknown, ...values: unknown[]) { told.push([this, ...values]); return environment.constants.SQLITE_OK; } as never);
  for (const sql of ['SELECT v FROM t', 'SELECT v FROM t', 'CREATE VIEW w AS SELECT k FROM t', 'SELECT * FROM w', 'UPDATE t SET v = abs(v)', 'BEGIN', 'ROLLBACK', 'PRAGMA user_version', 'WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r', "ATTACH ':memory:' AS x"]) {
    database.prepare(sql).all();
  }
  return told;
});
same('an authorizer that looks at the database', (environment) => {
  const database = letters(environment);
  let busy = false;
  const counts: unknown[] = [];
  database.setAuthorizer(() => {
    if (!busy) { busy = true; counts.push(database.prepare('SELECT count(*) AS n FROM t').get()); busy = false; }
    return 0;
  });
  return [database.prepare('SELECT k FROM t').get(), counts];
});
for (const value of [undefined, 1, 'x', {}]) same(`setAuthorizer(${inspect(value)})`, ({ memory }) => memory().setAuthorizer(value as never));
