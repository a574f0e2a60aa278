import { same, type Database, type Environment } from '../support/sqlite-pair.ts';

function numbers({ memory }: Environment, count = 3): Database {
  const database = memory();
  database.exec("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x')");
  const insert = database.prepare('INSERT INTO t(a) VALUES (?)');
  for (let a = 1; a <= count; a++) insert.run(a);
  return database;
}

// ---- changes ------------------------------------------------------------------------------------

same('run tells changes and the last rowid', (environment) => {
  const database = numbers(environment);
  const update = database.prepare('UPDATE t SET b = ? WHERE a > ?');
  update.setReadBigInts(true);
  return [
    update.run('y', 1),
    update.run('y', 10),
    database.prepare('DELETE FROM t').run(),
    database.prepare('SELECT 1').run(),
    database.prepare('INSERT INTO t(a) VALUES (?)').run(2n ** 62n),
    database.prepare('CREATE TABLE u(x)').run(),
    database.prepare('INSERT INTO u VALUES (1), (2), (3)').run(),
    database.prepare('INSERT INTO u SELECT x FROM u RETURNING x').run(),
  ];
});
same('RETURNING gives rows and changes all', (environment) => {
  const database = numbers(environment);
  return [
    database.prepare('INSERT INTO t(a) VALUES (10), (11) RETURNING a, b').all(),
    database.prepare("UPDATE t SET b = 'z' RETURNING a").get(),
    database.prepare('SELECT * FROM t').all(),
    [...database.prepare('DELETE FROM t WHERE a > 2 RETURNING a').iterate()],
  ];
});
same('constraints', ({ memory, attempt }) => {
  const database = memory();
  database.exec(`CREATE TABLE p(id INTEGER PRIMARY KEY, u TEXT UNIQUE, n TEXT NOT NULL DEFAULT '', c INTEGER CHECK (c > 0));
    CREATE TABLE f(p INTEGER REFERENCES p(id)); CREATE TABLE s(a INTEGER) STRICT; INSERT INTO p VALUES (1, 'a', '', 1)`);
  const statements = [
    'INSERT INTO p(id) VALUES (1)',
    "INSERT INTO p(u) VALUES ('a')",
    'INSERT INTO p(n) VALUES (NULL)',
    'INSERT INTO p(c) VALUES (0)',
    'INSERT INTO f VALUES (7)',
    'DELETE FROM p; INSERT INTO f VALUES (1)',
    "INSERT INTO s VALUES ('text')",
    'INSERT OR IGNORE INTO p(id) VALUES (1)',
    "INSERT INTO p(u) VALUES ('a') ON CONFLICT(u) DO UPDATE SET c = 5 RETURNING c",
    "SELECT raise(abort, 'x')",
    "INSERT INTO p(id) VALUES ('text')",
  ];
  return [
    ...statements.map((sql) => attempt(() => database.prepare(sql).all())),
    ...statements.map((sql) => attempt(() => database.exec(sql))),
    ...statements.map((sql) => attempt(() => database.prepare(sql).run())),
    ...statements.map((sql) => attempt(() => [...database.prepare(sql).iterate()])),
  ];
});

// ---- iterators ----------------------------------------------------------------------------------

same('an iterator to its end and beyond', (environment) => {
  const iterator = numbers(environment).prepare('SELECT a FROM t').iterate();
  return [
    iterator.next(),
    iterator.next(),
    iterator.next(),
    iterator.next(),
    iterator.next(),
    iterator.return?.(),
    iterator.next(),
  ];
});
same('the helpers of Iterator', (environment) => {
  // TypeScript's es2024 library does not have them.
  const iterator = numbers(environment).prepare('SELECT a FROM t').iterate() as unknown as {
    map(convert: (row: { a: number }) => number): { toArray(): number[] };
  };
  return iterator.map((row) => row.a * 2).toArray();
});
same('leaving a loop early ends the run', (environment) => {
  const database = numbers(environment);
  for (const row of database.prepare('SELECT a FROM t').iterate()) if (row['a'] === 2) break;
  database.exec('DROP TABLE t');
  return database.prepare('SELECT count(*) AS n FROM sqlite_schema').get();
});
for (const method of ['get', 'all', 'run', 'iterate'] as const) {
  same(`${method} makes earlier iterators invalid`, (environment) => {
    const statement = numbers(environment).prepare('SELECT a FROM t');
    const iterator = statement.iterate();
    iterator.next();
    statement[method]();
    return [
      environment.attempt(() => iterator.next()),
      environment.attempt(() => iterator.return?.()),
      environment.attempt(() => iterator.next()),
    ];
  });
}
same('an iterator that has ended stays at its end', (environment) => {
  const statement = numbers(environment).prepare('SELECT a FROM t');
  const iterator = statement.iterate();
  const rows = [...iterator];
  return [rows, statement.all(), iterator.next()];
});
same('a failing binding and iterators', (environment) => {
  const statement = numbers(environment).prepare('SELECT a FROM t WHERE a > ?');
  const iterator = statement.iterate(0);
  return [
    iterator.next(),
    environment.attempt(() => statement.get(undefined as never)),
    environment.attempt(() => iterator.next()),
  ];
});
same('returning an old iterator starts the newer one over', (environment) => {
  const statement = numbers(environment).prepare('SELECT a FROM t');
  const old = statement.iterate();
  const newer = statement.iterate();
  return [newer.next(), newer.next(), old.return?.(), newer.next()];
});
same('two statements of the same text are independent', (environment) => {
  const database = numbers(environment);
  const first = database.prepare('SELECT a, ? AS p FROM t');
  const second = database.prepare('SELECT a, ? AS p FROM t');
  const iterator = first.iterate('first');
  const rows = [
    iterator.next(),
    second.all('second'),
    iterator.next(),
    second.get('again'),
    iterator.next(),
    iterator.next(),
  ];
  return [
    rows,
    first.expandedSQL,
    second.expandedSQL,
    database.prepare('SELECT a, ? AS p FROM t').expandedSQL,
    first.expandedSQL,
  ];
});
same('settings of statements of the same text are independent', (environment) => {
  const database = numbers(environment);
  const first = database.prepare('SELECT a FROM t');
  const second = database.prepare('SELECT a FROM t', { readBigInts: true });
  second.setReturnArrays(true);
  return [first.get(), second.get(), first.get()];
});
same('changing the table while reading it', (environment) => {
  const database = numbers(environment);
  const iterator = database.prepare('SELECT a FROM t').iterate();
  return [
    iterator.next(),
    environment.attempt(() => database.exec('INSERT INTO t(a) VALUES (10)')),
    environment.attempt(() => database.exec('DROP TABLE t')),
    environment.attempt(() => database.exec('ROLLBACK')),
    [...iterator],
  ];
});
same('an error in the middle of iterating', (environment) => {
  const statement = numbers(environment).prepare(
    'SELECT abs(CASE a WHEN 2 THEN -9223372036854775807 - 1 ELSE a END) AS x FROM t',
  );
  const iterator = statement.iterate();
  return [
    iterator.next(),
    environment.attempt(() => iterator.next()),
    environment.attempt(() => iterator.next()),
    environment.attempt(() => statement.all()),
    environment.attempt(() => statement.all()),
  ];
});
same('a value that is too large in the middle of iterating', (environment) => {
  const statement = numbers(environment).prepare('SELECT CASE a WHEN 2 THEN 9007199254740993 ELSE a END AS x FROM t');
  const iterator = statement.iterate();
  return [
    iterator.next(),
    environment.attempt(() => iterator.next()),
    iterator.next(),
    iterator.next(),
    environment.attempt(() => statement.all()),
  ];
});

// ---- schema changes -----------------------------------------------------------------------------

same('a statement follows the schema', (environment) => {
  const database = numbers(environment, 1);
  const statement = database.prepare('SELECT * FROM t');
  const before = [statement.get(), statement.columns()];
  database.exec('ALTER TABLE t ADD COLUMN c DEFAULT 7');
  const between = [
    statement.columns(),
    statement.get(),
    statement.columns(),
    statement.all(),
    [...statement.iterate()],
  ];
  database.exec('ALTER TABLE t RENAME COLUMN c TO d');
  const after = [statement.get(), database.prepare('SELECT * FROM t').get()];
  database.exec('DROP TABLE t');
  return [
    before,
    between,
    after,
    environment.attempt(() => statement.get()),
    environment.attempt(() => database.prepare('SELECT * FROM t')),
  ];
});
same('a statement is prepared after its table was dropped and made again', (environment) => {
  const database = numbers(environment, 1);
  const results: unknown[] = [database.prepare('SELECT * FROM t').all()];
  for (const change of [
    'DROP TABLE t',
    'CREATE TABLE t(z)',
    'INSERT INTO t VALUES (5)',
    'ALTER TABLE t RENAME TO u',
    'CREATE VIEW t AS SELECT 1 AS one',
  ]) {
    results.push(
      environment.attempt(() => database.prepare(change).run() && 1),
      environment.attempt(() => database.prepare('SELECT * FROM t').all()),
    );
  }
  return results;
});

// ---- the objects --------------------------------------------------------------------------------

same('columns', ({ memory }) => {
  const database = memory();
  database.exec(
    "CREATE TABLE t(id INTEGER PRIMARY KEY, name VARCHAR(20), x); CREATE VIEW v AS SELECT name AS n FROM t; ATTACH ':memory:' AS other; CREATE TABLE other.o(p)",
  );
  return [
    database.prepare('SELECT id, name AS n, x, rowid, 1 + 1, count(*) OVER () FROM t').columns(),
    database.prepare('SELECT * FROM v').columns(),
    database.prepare('SELECT * FROM o').columns(),
    database.prepare('INSERT INTO t DEFAULT VALUES RETURNING *').columns(),
    database.prepare('CREATE TABLE z(x)').columns(),
  ];
});
same('sourceSQL and expandedSQL', ({ memory, attempt }) => {
  const statement = memory().prepare("SELECT ?, $a, 'it''s'; SELECT 2");
  return [
    statement.sourceSQL,
    statement.expandedSQL,
    attempt(() => statement.get({ a: "o'clock" }, new Uint8Array([1]))),
    statement.expandedSQL,
  ];
});
same('expandedSQL beyond the limit', ({ memory }) => {
  const database = memory();
  database.limits.length = 200;
  const statement = database.prepare('SELECT ?, ?');
  statement.get('a'.repeat(150), 'b'.repeat(150));
  return statement.expandedSQL;
});
for (const member of [
  'all',
  'get',
  'run',
  'iterate',
  'columns',
  'setReadBigInts',
  'setReturnArrays',
  'setAllowBareNamedParameters',
  'setAllowUnknownNamedParameters',
  'sourceSQL',
  'expandedSQL',
] as const) {
  same(`${member} after the database is closed`, ({ memory }) => {
    const database = memory();
    const statement = database.prepare('SELECT 1');
    database.close();
    const value: unknown = statement[member];
    return typeof value === 'function' ? (value.call(statement, 'x') as unknown) : value;
  });
}
same('iterators after the database is closed', ({ memory, attempt }) => {
  const database = memory();
  const iterator = database.prepare('SELECT 1').iterate();
  const ended = database.prepare('SELECT 1').iterate();
  ended.return?.();
  database.close();
  return [attempt(() => iterator.next()), attempt(() => iterator.return?.()), attempt(() => ended.next())];
});
