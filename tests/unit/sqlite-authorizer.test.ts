import { inspect } from 'node:util';
import { letters, same } from '../support/sqlite-pair.ts';

const authorizers: Record<string, (...values: never[]) => unknown> = {
  allows: () => 0,
  denies: () => 1,
  ignores: () => 2,
  'answers a wrong number': () => 3,
  'answers a string': () => '0',
  'answers a fraction': () => 0.5,
  'answers nothing': () => undefined,
  'answers true': () => true,
  'answers a promise': async () => 0,
  throws: () => {
    throw new Error('authorizer');
  },
};
for (const [name, authorizer] of Object.entries(authorizers)) {
  same(`an authorizer that ${name}`, (environment) => {
    const database = letters(environment);
    const known = database.prepare('SELECT v FROM t');
    known.all();
    database.setAuthorizer(authorizer as never);
    const outcomes = [
      environment.attempt(() => known.get()),
      environment.attempt(() => database.prepare('SELECT v FROM t').all()),
      environment.attempt(() => database.prepare('DELETE FROM t').run()),
      environment.attempt(() => database.exec('SELECT 1')),
    ];
    database.setAuthorizer(null);
    return [outcomes, database.prepare('SELECT count(*) AS n FROM t').get()];
  });
}
same('what an authorizer is told', (environment) => {
  const database = letters(environment);
  const told: unknown[] = [];
  database.setAuthorizer(function authorize(this: unknown, ...values: unknown[]) {
    told.push([this, ...values]);
    return environment.constants.SQLITE_OK;
  });
  for (const sql of [
    'SELECT v FROM t',
    'SELECT v FROM t',
    'CREATE VIEW w AS SELECT k FROM t',
    'SELECT * FROM w',
    'UPDATE t SET v = abs(v)',
    'BEGIN',
    'ROLLBACK',
    'PRAGMA user_version',
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r',
    "ATTACH ':memory:' AS x",
  ]) {
    database.prepare(sql).all();
  }
  return told;
});
same('an authorizer that looks at the database', (environment) => {
  const database = letters(environment);
  let busy = false;
  const counts: unknown[] = [];
  database.setAuthorizer(() => {
    if (!busy) {
      busy = true;
      counts.push(database.prepare('SELECT count(*) AS n FROM t').get());
      busy = false;
    }
    return 0;
  });
  return [database.prepare('SELECT k FROM t').get(), counts];
});
for (const value of [undefined, 1, 'x', {}])
  same(`setAuthorizer(${inspect(value)})`, ({ memory }) => memory().setAuthorizer(value as never));
