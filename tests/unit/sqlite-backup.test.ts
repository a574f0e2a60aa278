import { inspect } from 'node:util';
import { count, same, type Database, type Environment } from '../support/sqlite-pair.ts';

function large(environment: Environment): Database {
  const database = environment.memory();
  database.exec(
    'CREATE TABLE t(x); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) SELECT zeroblob(4000) FROM n',
  );
  return database;
}

for (const rate of [undefined, 1, 100, 1000]) {
  same(`a backup of ${String(rate)} pages at a time`, async (environment) => {
    const progress: unknown[] = [];
    const pages = await environment.backup(large(environment), `${environment.directory}/copy.db`, {
      rate,
      progress(this: unknown, ...values: unknown[]) {
        progress.push([this, ...values]);
      },
    });
    return [pages, progress.length, progress[0], progress.at(-1), count(environment.file('copy.db'))];
  });
}
same('a backup replaces what is there, also an attached database', async (environment) => {
  const a = environment.file();
  a.exec('CREATE TABLE t(x)');
  const source = environment.memory();
  source.exec("ATTACH ':memory:' AS other; CREATE TABLE other.t(x); INSERT INTO other.t VALUES (7), (8)");
  const pages = await environment.backup(source, Buffer.from(`${environment.directory}/test.db`), {
    source: 'other',
  });
  return [pages, a.prepare('SELECT * FROM t').all()];
});
same('changes during a backup', async (environment) => {
  const source = large(environment);
  let changed = false;
  await environment.backup(source, `${environment.directory}/copy.db`, {
    rate: 10,
    progress: () => {
      if (!changed) {
        changed = true;
        source.exec("INSERT INTO t VALUES ('late')");
      }
    },
  });
  return environment.file('copy.db').prepare("SELECT count(*) AS n FROM t WHERE x = 'late'").get();
});
same('a backup whose progress throws', async (environment) => {
  const source = large(environment);
  try {
    await environment.backup(source, `${environment.directory}/copy.db`, {
      rate: 10,
      progress: () => {
        throw new RangeError('progress');
      },
    });
  } catch (error) {
    return [error, count(source)];
  }
  return 'done';
});
same('a backup to a file that is locked', async (environment) => {
  const a = environment.file();
  a.exec('CREATE TABLE t(x)');
  a.exec('BEGIN EXCLUSIVE');
  let calls = 0;
  const pages = await environment.backup(large(environment), `${environment.directory}/test.db`, {
    progress: () => {
      calls++;
      if (a.isTransaction) a.exec('COMMIT');
    },
  });
  return [pages, calls > 1];
});
same('a backup goes on when its source is closed', async (environment) => {
  const source = large(environment);
  const promise = environment.backup(source, `${environment.directory}/copy.db`, { rate: 10 });
  source.close();
  return [await promise, count(environment.file('copy.db'))];
});
const backups: [name: string, call: (environment: Environment, source: Database) => unknown][] = [
  ['nothing', ({ backup }) => Reflect.apply(backup, undefined, []) as unknown],
  ['a number', ({ backup }) => backup(1 as never, 'x')],
  ['no path', ({ backup }, source) => Reflect.apply(backup, undefined, [source]) as unknown],
  ['a bad path', ({ backup }, source) => backup(source, 'a\0b')],
  ['a URL of HTTP', ({ backup }, source) => backup(source, new URL('http://localhost/'))],
  ['a missing directory', ({ backup }, source) => backup(source, '/nowhere/at/all.db')],
  ['an unknown source', ({ backup, directory }, source) => backup(source, `${directory}/x.db`, { source: 'nothing' })],
  ['an unknown target', ({ backup, directory }, source) => backup(source, `${directory}/x.db`, { target: 'nothing' })],
  ...[
    null,
    1,
    { rate: '1' },
    { rate: 1.5 },
    { rate: 0 },
    { rate: -1 },
    { source: 1 },
    { target: 1 },
    { progress: 1 },
  ].map((options): [string, (environment: Environment, source: Database) => unknown] => [
    inspect(options),
    ({ backup, directory }, source) => backup(source, `${directory}/x.db`, options as never),
  ]),
];
for (const [name, call] of backups) {
  same(`backup with ${name}`, async (environment) => {
    let result: unknown;
    try {
      result = call(environment, large(environment));
    } catch (error) {
      return ['threw', error];
    }
    try {
      return ['resolved', await result];
    } catch (error) {
      return ['rejected', error];
    }
  });
}
same('a backup of a closed database', ({ backup, DatabaseSync }) =>
  backup(new DatabaseSync(':memory:', { open: false }), 'x'),
);
