import { inspect } from 'node:util';
import { same, type Environment } from '../support/sqlite-pair.ts';

/** Two databases with the same table, and a session on the first. */
function two({ memory }: Environment) {
  const [source, target] = [memory(), memory()] as const;
  for (const database of [source, target])
    database.exec(
      'CREATE TABLE t(id INTEGER PRIMARY KEY, v); CREATE TABLE u(a, b, PRIMARY KEY (a, b)) WITHOUT ROWID; CREATE TABLE without_key(x)',
    );
  return { source, target, session: source.createSession() };
}

const work = `INSERT INTO t VALUES (1, 'one'), (2, 2.5), (3, x'00ff'), (4, NULL), (5, 9223372036854775807); INSERT INTO u VALUES ('a', 'b');
  UPDATE t SET v = 'changed' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO without_key VALUES (1)`;

for (const kind of ['changeset', 'patchset'] as const) {
  same(`a ${kind} is applied`, (environment) => {
    const { source, target, session } = two(environment);
    source.exec(work);
    const changes = session[kind]();
    return [
      changes,
      target.applyChangeset(changes),
      target.prepare('SELECT * FROM t', { readBigInts: true }).all(),
      target.prepare('SELECT * FROM u').all(),
      session[kind]().length === changes.length,
    ];
  });
  for (const [name, answer] of Object.entries({
    OMIT: 0,
    REPLACE: 1,
    ABORT: 2,
    'a wrong number': 99,
    'a string': 'x',
    nothing: undefined,
    'an error': new Error('conflict'),
  })) {
    same(`conflicts of a ${kind}, answered with ${name}`, (environment) => {
      const { source, target, session } = two(environment);
      source.exec('INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)');
      target.exec('INSERT INTO t VALUES (1, 100), (7, 7)');
      const kinds: unknown[] = [];
      const onConflict = function onConflict(this: unknown, ...values: unknown[]) {
        kinds.push([this, ...values]);
        if (answer instanceof Error) throw answer;
        return answer as number;
      };
      const first = environment.attempt(() => target.applyChangeset(session[kind](), { onConflict }));
      source.exec('UPDATE t SET v = 20 WHERE id = 2; DELETE FROM t WHERE id = 3');
      target.exec('UPDATE t SET v = 99 WHERE id = 2; DELETE FROM t WHERE id = 3');
      const second = environment.attempt(() => target.applyChangeset(session[kind](), { onConflict }));
      return [
        first,
        second,
        kinds,
        target.prepare('SELECT * FROM t').all(),
        environment.attempt(() => target.exec('selec')),
        target.isTransaction,
      ];
    });
  }
}
same('without a handler a conflict aborts', (environment) => {
  const { source, target, session } = two(environment);
  source.exec('INSERT INTO t VALUES (1, 1), (2, 2)');
  target.exec('INSERT INTO t VALUES (2, 100)');
  return [target.applyChangeset(session.changeset()), target.prepare('SELECT * FROM t').all()];
});
same('constraints and foreign keys are conflicts too', (environment) => {
  const [source, target] = [environment.memory(), environment.memory()] as const;
  for (const database of [source, target])
    database.exec(
      'CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p, u UNIQUE, n NOT NULL DEFAULT 1); INSERT INTO p VALUES (1)',
    );
  const session = source.createSession();
  target.exec("DELETE FROM p; INSERT INTO c(id, u) VALUES (9, 'x')");
  source.exec("INSERT INTO c(id, p, u) VALUES (1, 1, 'y'), (2, NULL, 'x')");
  const kinds: unknown[] = [];
  const result = target.applyChangeset(session.changeset(), {
    onConflict: (kind) => {
      kinds.push(kind);
      return environment.constants.SQLITE_CHANGESET_OMIT;
    },
  });
  return [result, kinds, target.prepare('SELECT * FROM c').all()];
});
same('a filter chooses tables', (environment) => {
  const { source, target, session } = two(environment);
  source.exec(work);
  const tables: unknown[] = [];
  const result = target.applyChangeset(session.changeset(), {
    filter(this: unknown, ...values: unknown[]) {
      tables.push([this, ...values]);
      return (values[0] === 'u' ? 'yes' : 0) as never;
    },
  });
  return [result, tables, target.prepare('SELECT * FROM t').all(), target.prepare('SELECT * FROM u').all()];
});
same('a filter that throws is not asked again', (environment) => {
  const { source, target, session } = two(environment);
  source.exec(work);
  let calls = 0;
  return [
    environment.attempt(() =>
      target.applyChangeset(session.changeset(), {
        filter: () => {
          calls++;
          throw new Error('filter');
        },
      }),
    ),
    calls,
  ];
});
same('a session on one table', (environment) => {
  const { source } = two(environment);
  const session = source.createSession({ table: 't' });
  source.exec(work);
  return session.changeset();
});
same('a session on an attached database', ({ memory }) => {
  const database = memory();
  database.exec("ATTACH ':memory:' AS other; CREATE TABLE other.t(a PRIMARY KEY); CREATE TABLE m(a PRIMARY KEY)");
  const session = database.createSession({ db: 'other' });
  database.exec('INSERT INTO t VALUES (1); INSERT INTO m VALUES (2)');
  return session.changeset();
});
for (const args of [
  [undefined],
  [null],
  [1],
  [{}],
  [{ table: 1 }],
  [{ table: undefined }],
  [{ table: '' }],
  [{ table: 'nothing' }],
  [{ db: 1 }],
  [{ db: undefined }],
  [{ db: 'nothing' }],
  [Object.create({ table: 1 })],
]) {
  same(`createSession(${inspect(args[0])})`, (environment) => {
    const { source } = two(environment);
    const session = Reflect.apply(source.createSession as () => unknown, source, args) as {
      changeset(): Uint8Array;
    };
    source.exec('INSERT INTO t VALUES (1, 1)');
    return environment.attempt(() => session.changeset());
  });
}
for (const args of [
  [],
  [1],
  [new ArrayBuffer(1)],
  [new Uint8Array(0)],
  [new Uint8Array([1, 2, 3])],
  [Buffer.alloc(0)],
  [new Uint8Array(0), 1],
  [new Uint8Array(0), null],
  [new Uint8Array(0), { onConflict: 1 }],
  [new Uint8Array(0), { onConflict: undefined }],
  [new Uint8Array(0), { filter: 1 }],
  [new Uint8Array(0), { filter: undefined }],
  [new Uint8Array(0), Object.create({ filter: 1 })],
]) {
  same(`applyChangeset(${args.map((value) => inspect(value)).join()})`, ({ memory }) => {
    const database = memory();
    return Reflect.apply(database.applyChangeset as () => unknown, database, args) as unknown;
  });
}
same('a changeset for tables that are not there', (environment) => {
  const { source, session } = two(environment);
  source.exec(work);
  const other = environment.memory();
  return [other.applyChangeset(session.changeset()), other.prepare('SELECT count(*) AS n FROM sqlite_schema').get()];
});
same('a session that is closed', (environment) => {
  const { source, session } = two(environment);
  source.exec(work);
  session.close();
  return [
    environment.attempt(() => session.changeset()),
    environment.attempt(() => session.patchset()),
    environment.attempt(() => session.close()),
    environment.attempt(() => session[Symbol.dispose]()),
    environment.attempt(() => {
      const other = source.createSession();
      other[Symbol.dispose]();
      other.changeset();
    }),
  ];
});
same('a session whose database is closed', (environment) => {
  const { source, session } = two(environment);
  source.close();
  return [
    environment.attempt(() => session.changeset()),
    environment.attempt(() => session.close()),
    environment.attempt(() => session[Symbol.dispose]()),
  ];
});
same('a session in use cannot be closed', (environment) => {
  const { source, session } = two(environment);
  source.exec(work);
  const outcomes = new Set<string>();
  source.setAuthorizer(() => {
    try {
      session.close();
      outcomes.add('closed');
    } catch (error) {
      outcomes.add((error as Error).message);
    }
    return 0;
  });
  const { length } = session.changeset();
  source.setAuthorizer(null);
  return [...outcomes, length];
});
same('changes that are taken back are no changes', (environment) => {
  const { source, session } = two(environment);
  source.exec('BEGIN; INSERT INTO t VALUES (1, 1); ROLLBACK; INSERT INTO t VALUES (2, 2); DELETE FROM t WHERE id = 2');
  return session.changeset();
});
