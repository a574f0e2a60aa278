import { inspect } from 'node:util';
import { same } from '../support/sqlite-pair.ts';

// ---- opening ------------------------------------------------------------------------------------

const paths: unknown[] = [
  ':memory:',
  '',
  undefined,
  null,
  1,
  {},
  [],
  true,
  'a\0b',
  new Uint8Array([0x61, 0]),
  Buffer.from(':memory:'),
  new URL('http://localhost/x'),
  { href: 1 },
  { href: 'file::memory:' },
  'file::memory:',
  'file:x?mode=memory',
  'file:?vfs=nothing',
  '/nowhere/at/all.db',
  '/',
];
for (const path of paths) {
  same(`opens ${inspect(path)}`, ({ DatabaseSync }) => {
    const database = new DatabaseSync(path as never);
    database.exec('CREATE TABLE t(a)');
    return [database.isOpen, database.location(), database.close()];
  });
}
same('opens paths that are strings, bytes and URLs', ({ DatabaseSync, directory }) => {
  const results: unknown[] = [];
  for (const path of [
    `${directory}/a b.db`,
    Buffer.from(`${directory}/c.db`),
    new URL(`file://${directory}/d%20e.db`),
    `file:${directory}/f.db`,
    new URL(`file://${directory}/d%20e.db?mode=ro`),
    `${directory}/./x/../g.db`,
  ]) {
    const database = new DatabaseSync(path);
    results.push(database.location());
    try {
      database.exec('CREATE TABLE t(a)');
    } catch (error) {
      results.push(error);
    }
    database.close();
  }
  return results;
});
same('URIs can ask for more', ({ DatabaseSync, directory, attempt }) => [
  attempt(() => new DatabaseSync(`file:${directory}/none.db?mode=ro`)),
  attempt(() => new DatabaseSync(`file:${directory}/none.db?mode=rw`)),
  attempt(() => new DatabaseSync(`file:${directory}/x.db?mode=nothing`)),
  attempt(() => new DatabaseSync('http://localhost/x.db')),
]);

const options: unknown[] = [
  null,
  1,
  'x',
  undefined,
  [],
  () => 1,
  {},
  { open: 1 },
  { open: undefined },
  { readOnly: 1 },
  { enableForeignKeyConstraints: 0 },
  { enableDoubleQuotedStringLiterals: 'x' },
  { allowExtension: 1 },
  { timeout: 1.5 },
  { timeout: '1' },
  { timeout: 2 ** 31 },
  { timeout: -1 },
  { timeout: 100 },
  { readBigInts: 1 },
  { returnArrays: 1 },
  { allowBareNamedParameters: 1 },
  { allowUnknownNamedParameters: 1 },
  { defensive: 1 },
  { limits: 1 },
  { limits: null },
  { limits: {} },
  { limits: { attach: -1 } },
  { limits: { attach: 1.5 } },
  { limits: { attach: '1' } },
  { limits: { attach: 2, length: 100, unknown: 1 } },
  { limits: { attach: 1000 } },
  { limits: { sqlLength: Infinity } },
  {
    get open() {
      throw new Error('getter');
    },
  },
];
for (const value of options) {
  same(`opens with options ${inspect(value)}`, ({ DatabaseSync }) => {
    const database = new DatabaseSync(':memory:', value as never);
    return [
      database.isOpen,
      database.limits,
      database.prepare('PRAGMA foreign_keys').get(),
      database.prepare('PRAGMA busy_timeout').get(),
    ];
  });
}
same('options change what statements do', ({ DatabaseSync, attempt }) => {
  const on = new DatabaseSync(':memory:', {
    enableDoubleQuotedStringLiterals: true,
    enableForeignKeyConstraints: false,
    defensive: false,
  });
  const off = new DatabaseSync(':memory:');
  return [on, off].map((database) => [
    attempt(() => database.prepare('SELECT "text" AS t').get()),
    attempt(() => database.exec('CREATE TABLE t(a DEFAULT "x")')),
    attempt(() =>
      database.exec('CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p); INSERT INTO c VALUES (1)'),
    ),
    attempt(() => database.exec('PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = name')),
    attempt(() => database.exec('PRAGMA journal_mode = OFF')),
    attempt(() => {
      database.enableDefensive(true);
      database.exec('UPDATE sqlite_schema SET name = name');
    }),
    attempt(() => {
      database.enableDefensive(false);
      database.exec('PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = name');
    }),
  ]);
});
same('open, close and open again', ({ DatabaseSync, attempt }) => {
  const database = new DatabaseSync(':memory:', { open: false });
  const results = [
    database.isOpen,
    attempt(() => database.close()),
    attempt(() => database.isTransaction),
    attempt(() => database.limits.length),
  ];
  database.open();
  results.push(
    database.isOpen,
    attempt(() => database.open()),
  );
  database.exec('CREATE TABLE t(a)');
  const statement = database.prepare('SELECT * FROM t');
  database.close();
  database.open();
  results.push(
    attempt(() => statement.all()),
    attempt(() => database.prepare('SELECT * FROM t').all()),
  );
  return results;
});
same('a failed open can be tried again', ({ DatabaseSync, attempt }) => {
  const database = new DatabaseSync('/nowhere/at/all.db', { open: false });
  return [
    attempt(() => database.open()),
    database.isOpen,
    attempt(() => database.exec('SELECT 1')),
    attempt(() => database.open()),
    attempt(() => database.close()),
  ];
});
for (const method of [
  'close',
  'prepare',
  'exec',
  'function',
  'createTagStore',
  'location',
  'aggregate',
  'createSession',
  'applyChangeset',
  'enableLoadExtension',
  'enableDefensive',
  'loadExtension',
  'serialize',
  'deserialize',
  'setAuthorizer',
]) {
  for (const args of [[], ['x'], [1]]) {
    same(`${method}(${args.join()}) on a closed database`, ({ DatabaseSync }) => {
      const database = new DatabaseSync(':memory:', { open: false });
      return Reflect.apply(Reflect.get(database, method) as () => unknown, database, args) as unknown;
    });
  }
}
same('disposing never fails', ({ DatabaseSync }) => {
  const database = new DatabaseSync(':memory:');
  return [database[Symbol.dispose](), database.isOpen, database[Symbol.dispose]()];
});

// ---- state --------------------------------------------------------------------------------------

same('isTransaction', ({ memory, attempt }) => {
  const database = memory();
  const results = [database.isTransaction];
  for (const sql of [
    'BEGIN',
    'BEGIN',
    'SAVEPOINT a',
    'ROLLBACK TO a',
    'COMMIT',
    'SAVEPOINT a',
    'RELEASE a',
    'ROLLBACK',
    'BEGIN EXCLUSIVE',
    'ROLLBACK',
  ])
    results.push(attempt(() => database.exec(sql)) as never, database.isTransaction);
  return results;
});
same('exec keeps what came before an error', ({ memory, attempt }) => {
  const database = memory();
  return [
    attempt(() =>
      database.exec(
        'CREATE TABLE t(a); INSERT INTO t VALUES (1); INSERT INTO nothing VALUES (1); INSERT INTO t VALUES (2)',
      ),
    ),
    database.prepare('SELECT * FROM t').all(),
  ];
});
same('location of attached databases', ({ file, directory, attempt }) => {
  const database = file();
  database.exec(`ATTACH '${directory}/other.db' AS other; ATTACH ':memory:' AS m; ATTACH '' AS t`);
  return [
    ...['main', 'other', 'm', 't', 'temp', 'nothing', 'MAIN', '', undefined, null, 1].map((name) =>
      attempt(() => database.location(name as never)),
    ),
    database.prepare('PRAGMA database_list').all(),
  ];
});
same('limits', ({ memory, attempt }) => {
  const { limits } = memory();
  const set = (name: string, value: unknown) =>
    attempt(() => {
      Reflect.set(limits, name, value);
      return Reflect.get(limits, name) as unknown;
    });
  return [
    limits,
    Object.keys(limits),
    'attach' in limits,
    ...[1, 0, '1', -1, 1.5, NaN, Infinity, -Infinity, 2 ** 31, null, undefined, 5n].map((value) =>
      set('attach', value),
    ),
    set('length', 5),
    Object.getOwnPropertyDescriptor(limits, 'attach'),
    Object.getPrototypeOf(limits) === Object.prototype,
    { ...limits },
  ];
});
same('a limit is enforced', ({ memory, attempt }) => {
  const database = memory();
  database.limits.sqlLength = 200;
  database.limits.column = 2;
  return [
    attempt(() => database.exec('SELECT 1, 2, 3')),
    attempt(() => database.exec(`SELECT 1 -- ${'x'.repeat(200)}`)),
    attempt(() => database.prepare('SELECT 1, 2, 3')),
    database.limits === database.limits,
  ];
});
same('what limits looks like', ({ memory }) => inspect(memory().limits));

// ---- extensions ---------------------------------------------------------------------------------

for (const allowExtension of [false, true]) {
  same(`extensions ${allowExtension ? '' : 'not '}allowed`, ({ DatabaseSync, attempt }) => {
    const database = new DatabaseSync(':memory:', { allowExtension });
    return [
      attempt(() => database.enableLoadExtension(true)),
      attempt(() => database.loadExtension(1 as never)),
      attempt(() => database.enableLoadExtension(false)),
      attempt(() => database.loadExtension('x')),
      ...[undefined, 1, 'x'].map((value) => attempt(() => database.enableLoadExtension(value as never))),
    ];
  });
}
for (const value of [undefined, 1, 'x', true, false])
  same(`enableDefensive(${inspect(value)})`, ({ memory }) => memory().enableDefensive(value as never));

// ---- serialize and deserialize ------------------------------------------------------------------

same('an image of a database opens again', ({ memory }) => {
  const database = memory();
  database.exec("CREATE TABLE t(a); INSERT INTO t VALUES ('x')");
  const image = serialize(database);
  const copy = memory();
  const statement = copy.prepare('SELECT 1');
  deserialize(copy, image);
  copy.exec('INSERT INTO t VALUES (zeroblob(20000)), (2)');
  let finalized: unknown;
  try {
    statement.get();
  } catch (error) {
    finalized = error;
  }
  return [
    image.length,
    image.constructor.name,
    copy.prepare('SELECT length(a) AS n FROM t').all(),
    database.prepare('SELECT * FROM t').all(),
    finalized,
    copy.location(),
    serialize(copy).length,
  ];
});
for (const args of [[undefined], ['main'], ['temp'], ['nothing'], [1], [null]]) {
  same(`serialize(${args.map(String).join()})`, ({ memory }) => serialize(memory(), ...args).length);
}
same('serialize(), of a file', ({ file }) => {
  const database = file();
  database.exec('CREATE TABLE t(a)');
  return serialize(database).length;
});
const image = new Uint8Array(0);
for (const args of [
  [],
  [1],
  ['x'],
  [image],
  [new ArrayBuffer(1)],
  [new Uint8Array(100)],
  [new Uint8Array(5000).fill(7)],
  [new Uint8Array(10), 1],
  [new Uint8Array(10), null],
  [new Uint8Array(10), { dbName: 1 }],
  [new Uint8Array(10), { dbName: 'nothing' }],
  [new Uint8Array(10), undefined],
]) {
  same(`deserialize(${args.map((value) => inspect(value, { maxArrayLength: 2 })).join()})`, ({ memory, attempt }) => {
    const database = memory();
    return [
      attempt(() => deserialize(database, ...args)),
      attempt(() => database.prepare('SELECT * FROM sqlite_schema').all()),
      database.isOpen,
    ];
  });
}
same('deserialize in a transaction', ({ memory, attempt }) => {
  const database = memory();
  database.exec('CREATE TABLE t(a)');
  const bytes = serialize(database);
  database.exec('BEGIN; INSERT INTO t VALUES (1)');
  return [
    attempt(() => deserialize(database, bytes)),
    attempt(() => database.prepare('SELECT * FROM t').all()),
    database.isTransaction,
  ];
});
same('deserialize with an iterator and a session open', ({ memory, attempt }) => {
  const database = memory();
  database.exec('CREATE TABLE t(a PRIMARY KEY); INSERT INTO t VALUES (1)');
  const bytes = serialize(database);
  const session = database.createSession();
  const iterator = database.prepare('SELECT * FROM t').iterate();
  return [
    iterator.next(),
    attempt(() => deserialize(database, bytes)),
    attempt(() => iterator.next()),
    attempt(() => session.changeset()),
    attempt(() => session.close()),
  ];
});

/** Both are newer than @types/node. */
function serialize(database: object, ...args: unknown[]): Uint8Array {
  return (database as { serialize(...values: unknown[]): Uint8Array }).serialize(...args);
}

function deserialize(database: object, ...args: unknown[]): void {
  (database as { deserialize(...values: unknown[]): void }).deserialize(...args);
}
