import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { count, same, type Database, type Environment } from '../support/sqlite-pair.ts';

/** Two connections to one file with a table of one row. */
function two(environment: Environment, options: object = {}): { a: Database; b: Database } {
  const a = environment.file('test.db', options);
  a.exec('CREATE TABLE t(x); INSERT INTO t VALUES (1)');
  return { a, b: environment.file('test.db', options) };
}

/**
 * Runs `a:` and `b:` statements in turn on two connections to one file, and says after each how it ended,
 * who is in a transaction and what each of the two sees.
 */
function script(
  environment: Environment,
  connections: { a: Database; b: Database },
  lines: readonly string[],
): unknown[] {
  return lines.map((line) => {
    const database = line.startsWith('a:') ? connections.a : connections.b;
    const { a, b } = connections;
    const sql = line.slice(2).trim();
    return [
      line,
      environment.attempt(() => database.prepare(sql).all()),
      a.isTransaction,
      b.isTransaction,
      environment.attempt(() => count(a)),
      environment.attempt(() => count(b)),
    ];
  });
}

const scripts: Record<string, string[]> = {
  'a writer keeps writers out, not readers': [
    'a: BEGIN IMMEDIATE',
    'b: BEGIN IMMEDIATE',
    'b: INSERT INTO t VALUES (2)',
    'a: INSERT INTO t VALUES (2)',
    'b: BEGIN',
    'b: SELECT * FROM t',
    'b: COMMIT',
    'a: COMMIT',
    'b: INSERT INTO t VALUES (3)',
  ],
  'an exclusive transaction keeps all out': [
    'a: BEGIN EXCLUSIVE',
    'b: SELECT * FROM t',
    'b: BEGIN',
    'b: SELECT * FROM t',
    'b: ROLLBACK',
    'a: INSERT INTO t VALUES (2)',
    'a: ROLLBACK',
    'b: SELECT * FROM t',
  ],
  'a reader keeps a commit waiting': [
    'b: BEGIN',
    'b: SELECT * FROM t',
    'a: INSERT INTO t VALUES (2)',
    'a: BEGIN',
    'a: INSERT INTO t VALUES (3)',
    'a: COMMIT',
    'b: INSERT INTO t VALUES (9)',
    'b: COMMIT',
    'a: COMMIT',
  ],
  'a pending writer keeps new readers out': [
    'b: BEGIN',
    'b: SELECT * FROM t',
    'a: BEGIN IMMEDIATE',
    'a: INSERT INTO t VALUES (3)',
    'a: COMMIT',
    'b: ROLLBACK',
    'b: SELECT * FROM t',
    'a: COMMIT',
    'b: SELECT * FROM t',
  ],
  'two readers that both want to write': [
    'a: BEGIN',
    'b: BEGIN',
    'a: SELECT * FROM t',
    'b: SELECT * FROM t',
    'a: INSERT INTO t VALUES (2)',
    'b: INSERT INTO t VALUES (3)',
    'a: COMMIT',
    'b: ROLLBACK',
    'a: COMMIT',
  ],
  'a rollback undoes': [
    'a: BEGIN',
    'a: DELETE FROM t',
    'a: CREATE TABLE u(y)',
    'b: SELECT * FROM u',
    'a: ROLLBACK',
    'a: SELECT * FROM u',
    'b: SELECT * FROM t',
  ],
  'schema changes reach the other connection': [
    'b: SELECT * FROM t',
    'a: ALTER TABLE t ADD COLUMN y DEFAULT 5',
    'b: SELECT * FROM t',
    'a: CREATE INDEX i ON t(x)',
    'b: EXPLAIN QUERY PLAN SELECT * FROM t WHERE x = 1',
    'a: DROP TABLE t',
    'b: SELECT * FROM t',
  ],
  'WAL: readers and a writer side by side': [
    'a: PRAGMA journal_mode = WAL',
    'b: PRAGMA journal_mode',
    'b: BEGIN',
    'b: SELECT * FROM t',
    'a: INSERT INTO t VALUES (2)',
    'a: BEGIN IMMEDIATE',
    'a: INSERT INTO t VALUES (3)',
    'b: SELECT * FROM t',
    'a: COMMIT',
    'b: INSERT INTO t VALUES (9)',
    'b: COMMIT',
    'b: INSERT INTO t VALUES (9)',
    'a: BEGIN IMMEDIATE',
    'b: INSERT INTO t VALUES (10)',
    'a: ROLLBACK',
    'a: PRAGMA wal_checkpoint(TRUNCATE)',
    'b: SELECT * FROM t',
    'a: PRAGMA journal_mode = DELETE',
    'b: PRAGMA journal_mode',
  ],
  'WAL: a checkpoint waits for readers': [
    'a: PRAGMA journal_mode = WAL',
    'b: BEGIN',
    'b: SELECT * FROM t',
    'a: INSERT INTO t VALUES (2)',
    'a: PRAGMA wal_checkpoint(TRUNCATE)',
    'a: PRAGMA journal_mode = DELETE',
    'b: COMMIT',
    'a: PRAGMA wal_checkpoint(TRUNCATE)',
  ],
  'journal modes': ['TRUNCATE', 'PERSIST', 'MEMORY', 'OFF', 'DELETE'].flatMap((mode) => [
    `a: PRAGMA journal_mode = ${mode}`,
    'a: BEGIN',
    'a: INSERT INTO t VALUES (2)',
    'b: SELECT count(*) FROM t',
    'a: COMMIT',
    'b: INSERT INTO t VALUES (3)',
  ]),
  'exclusive locking mode': [
    'a: PRAGMA locking_mode = EXCLUSIVE',
    'a: INSERT INTO t VALUES (2)',
    'b: SELECT * FROM t',
    'a: PRAGMA locking_mode = NORMAL',
    'a: SELECT * FROM t',
    'b: SELECT * FROM t',
  ],
  'auto vacuum and vacuum': [
    'a: PRAGMA auto_vacuum = FULL',
    'a: VACUUM',
    'a: INSERT INTO t SELECT randomblob(3000) FROM (VALUES (1), (2), (3))',
    'a: PRAGMA page_count',
    'a: DELETE FROM t',
    'a: PRAGMA page_count',
    'b: BEGIN',
    'b: SELECT * FROM t',
    'a: VACUUM',
    'b: COMMIT',
    'a: VACUUM',
    'b: PRAGMA integrity_check',
  ],
};
for (const [name, lines] of Object.entries(scripts)) {
  same(name, (environment) => script(environment, two(environment), lines));
  same(`${name}, with a busy timeout`, (environment) => script(environment, two(environment, { timeout: 1 }), lines));
}

same('a large transaction with a small cache writes ahead of its commit and rolls back', (environment) => {
  const { a, b } = two(environment);
  a.exec(
    'PRAGMA cache_size = 5; BEGIN; INSERT INTO t SELECT zeroblob(1000) FROM generate_series(1, 500)'.replace(
      'generate_series(1, 500)',
      '(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n)',
    ),
  );
  const during = [
    environment.attempt(() => count(b)),
    count(a),
    existsSync(`${environment.directory}/test.db-journal`),
  ];
  a.exec('ROLLBACK');
  return [
    during,
    count(a),
    count(b),
    existsSync(`${environment.directory}/test.db-journal`),
    a.prepare('PRAGMA integrity_check').get(),
    statSync(`${environment.directory}/test.db`).size,
  ];
});
same('a journal that was left behind is rolled back', (environment) => {
  const { directory } = environment;
  const a = environment.file();
  a.exec('PRAGMA cache_size = 1; CREATE TABLE t(x); INSERT INTO t VALUES (1); BEGIN; UPDATE t SET x = 2');
  a.exec('INSERT INTO t SELECT zeroblob(5000) FROM (VALUES (1), (2), (3), (4), (5), (6))');
  for (const name of ['test.db', 'test.db-journal'])
    writeFileSync(`${directory}/copy${name.slice(4)}`, readFileSync(`${directory}/${name}`));
  const copy = environment.file('copy.db');
  return [copy.prepare('SELECT * FROM t').all(), existsSync(`${directory}/copy.db-journal`)];
});
same('the bytes of a file', (environment) => {
  const database = environment.file();
  database.exec(
    "PRAGMA user_version = 7; PRAGMA application_id = 9; CREATE TABLE t(a PRIMARY KEY, b); INSERT INTO t VALUES (1, 'x'), (2, zeroblob(9000))",
  );
  database.close();
  const bytes = readFileSync(`${environment.directory}/test.db`);
  // Bytes 96 to 99 are the number of the SQLite version that wrote last.
  bytes.fill(0, 96, 100);
  return [bytes.length, bytes];
});
same('files while they are open and after', (environment) => {
  const names = () => readdirSync(environment.directory).filter((name) => !name.endsWith('-shm'));
  const { a, b } = two(environment);
  a.exec('BEGIN; INSERT INTO t VALUES (2)');
  const seen = [names()];
  a.exec('COMMIT');
  seen.push(names());
  a.exec('PRAGMA journal_mode = WAL; INSERT INTO t VALUES (3)');
  seen.push(names());
  a.close();
  seen.push(names());
  b.close();
  return [...seen, names()];
});
same('the file mode and a file that is empty', (environment) => {
  writeFileSync(`${environment.directory}/empty.db`, '');
  const database = environment.file('empty.db');
  database.exec('CREATE TABLE t(x)');
  environment.file('new.db').exec('CREATE TABLE t(x)');
  return [statSync(`${environment.directory}/empty.db`).size, statSync(`${environment.directory}/new.db`).mode];
});
same('what is no database', (environment) => {
  const { directory, file, attempt } = environment;
  writeFileSync(`${directory}/text.db`, 'hello '.repeat(500));
  writeFileSync(`${directory}/short.db`, 'hello');
  mkdirSync(`${directory}/directory.db`);
  return ['text.db', 'short.db']
    .map((name) => {
      const database = file(name);
      return [
        attempt(() => database.exec('SELECT * FROM t')),
        attempt(() => database.prepare('SELECT 1').get()),
        attempt(() => database.exec('CREATE TABLE t(x)')),
      ];
    })
    .concat([
      [attempt(() => file('directory.db')), attempt(() => file('missing/x.db')), attempt(() => file('text.db/x.db'))],
    ]);
});
same('read-only connections', (environment) => {
  const { a, b } = two(environment);
  const reader = environment.file('test.db', { readOnly: true });
  const outcomes = [
    environment.attempt(() => reader.exec('INSERT INTO t VALUES (2)')),
    count(reader),
    environment.attempt(() => environment.file('none.db', { readOnly: true })),
    existsSync(`${environment.directory}/none.db`),
  ];
  a.exec('BEGIN EXCLUSIVE');
  outcomes.push(environment.attempt(() => count(reader)));
  a.exec('COMMIT');
  b.close();
  return [
    ...outcomes,
    environment.attempt(() => reader.exec('BEGIN IMMEDIATE')),
    reader.prepare('PRAGMA query_only').get(),
  ];
});
same('a database that is deleted or renamed while open', (environment) => {
  const { directory } = environment;
  const { a } = two(environment);
  renameSync(`${directory}/test.db`, `${directory}/moved.db`);
  const moved = [count(a), environment.attempt(() => a.exec('INSERT INTO t VALUES (2)'))];
  renameSync(`${directory}/moved.db`, `${directory}/test.db`);
  const back = environment.attempt(() => a.exec('INSERT INTO t VALUES (2)'));
  unlinkSync(`${directory}/test.db`);
  return [moved, back, count(a), environment.attempt(() => a.exec('INSERT INTO t VALUES (3)'))];
});
same('attached files', (environment) => {
  const { directory } = environment;
  const { a, b } = two(environment);
  a.exec(
    `ATTACH '${directory}/other.db' AS other; CREATE TABLE other.o(y); BEGIN; INSERT INTO t VALUES (2); INSERT INTO o VALUES (3)`,
  );
  b.exec(`ATTACH '${directory}/other.db' AS other`);
  const during = [environment.attempt(() => b.exec('INSERT INTO o VALUES (4)')), b.prepare('SELECT * FROM o').all()];
  a.exec('COMMIT');
  return [
    during,
    b.prepare('SELECT * FROM t, o').all(),
    environment.attempt(() => a.exec(`ATTACH '${directory}/missing/x.db' AS x`)),
    a.exec('DETACH other'),
    environment.attempt(() => a.exec('SELECT * FROM o')),
    environment.attempt(() => a.exec("VACUUM INTO '/'")),
  ];
});
same('VACUUM INTO', (environment) => {
  const { a } = two(environment);
  a.exec(`VACUUM INTO '${environment.directory}/copy.db'`);
  return [
    count(environment.file('copy.db')),
    environment.attempt(() => a.exec(`VACUUM INTO '${environment.directory}/copy.db'`)),
  ];
});
same('a file that may only be read', (environment) => {
  const { a } = two(environment);
  a.close();
  chmodSync(`${environment.directory}/test.db`, 0o444);
  return count(environment.file());
});
same('an iterator holds its lock until it is left', (environment) => {
  const { a, b } = two(environment);
  a.exec('INSERT INTO t VALUES (2), (3)');
  const iterator = a.prepare('SELECT x FROM t').iterate();
  iterator.next();
  const during = environment.attempt(() => b.exec('INSERT INTO t VALUES (4)'));
  iterator.return?.();
  return [during, environment.attempt(() => b.exec('INSERT INTO t VALUES (4)'))];
});
same('closing gives up all locks', (environment) => {
  const { a, b } = two(environment);
  a.exec('BEGIN EXCLUSIVE; INSERT INTO t VALUES (2)');
  a.close();
  return [
    count(b),
    environment.attempt(() => b.exec('INSERT INTO t VALUES (3)')),
    existsSync(`${environment.directory}/test.db-journal`),
  ];
});
