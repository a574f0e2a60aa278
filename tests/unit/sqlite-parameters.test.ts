import { inspect } from 'node:util';
import { same } from '../support/sqlite-pair.ts';

// ---- parameters ---------------------------------------------------------------------------------

const parameters: Record<string, [sql: string, ...values: unknown[]]> = {
  'by position': ['SELECT ? a, ? b', 1, 2],
  'too few': ['SELECT ? a, ? b', 1],
  'too many': ['SELECT ? a', 1, 2],
  'some, but there are none': ['SELECT 1 a', 1],
  numbered: ['SELECT ?2 a, ?1 b', 'one', 'two'],
  'numbered with a gap': ['SELECT ?3 a', 1, 2, 3],
  'numbered by name': ['SELECT ?1 a', { 1: 'x' }],
  'numbered by full name': ['SELECT ?1 a', { '?1': 'x' }],
  'bare names': ['SELECT $a a, :b b, @c c', { a: 1, b: 2, c: 3 }],
  'full names': ['SELECT $a a, :b b, @c c', { $a: 1, ':b': 2, '@c': 3 }],
  'a name that is used twice': ['SELECT $a a, $a b', { a: 1 }],
  'names beyond ASCII': ['SELECT $größe a', { größe: 1 }],
  'an unknown name': ['SELECT $a a', { a: 1, b: 2 }],
  'names that differ in the prefix only': ['SELECT $a a, @a b', { a: 1 }],
  'full names that differ in the prefix only': ['SELECT $a a, @a b', { $a: 1, '@a': 2 }],
  'names and positions': ['SELECT $a a, ? b, :c c, ? d', { a: 1, c: 3 }, 2, 4],
  'positions although they are named': ['SELECT $a a, ? b', 1],
  'an object after the first': ['SELECT ? a, ? b', 1, { a: 1 }],
  'an array': ['SELECT ? a, ? b', [1, 2]],
  'a null object': ['SELECT $a a', Object.assign(Object.create(null) as object, { a: 1 })],
  'inherited names': ['SELECT $a a', Object.create({ a: 1 })],
  'hidden names': ['SELECT $a a', Object.defineProperty({}, 'a', { value: 1 })],
  symbols: ['SELECT $a a', { [Symbol('s')]: 1, a: 2 }],
  'a function with names': ['SELECT $a a', Object.assign(() => 1, { a: 5 })],
  'a proxy': ['SELECT $a a', new Proxy({ a: 3 }, {})],
  'a date': ['SELECT ? a', new Date(0)],
  'undefined by name': ['SELECT $a a', { a: undefined }],
  'a getter that throws': [
    'SELECT $a a',
    {
      get a() {
        throw new RangeError('getter');
      },
    },
  ],
  'a bad value after good ones': ['SELECT ? a, ? b', 1, Symbol('x')],
};
for (const [name, [sql, ...values]] of Object.entries(parameters)) {
  for (const method of ['get', 'all', 'run'] as const) {
    same(`${method} with ${name}`, ({ memory }) =>
      memory()
        .prepare(sql)
        [method](...(values as never[])),
    );
  }
  same(`iterate with ${name}`, ({ memory }) => [
    ...memory()
      .prepare(sql)
      .iterate(...(values as never[])),
  ]);
  same(`unknown names allowed, with ${name}`, ({ memory }) =>
    memory()
      .prepare(sql, { allowUnknownNamedParameters: true })
      .get(...(values as never[])),
  );
  same(`bare names not allowed, with ${name}`, ({ memory }) =>
    memory()
      .prepare(sql, { allowBareNamedParameters: false })
      .get(...(values as never[])),
  );
}

same('parameters are forgotten between runs', ({ memory }) => {
  const statement = memory().prepare('SELECT ? a, ? b');
  return [statement.get(1, 2), statement.get(3), statement.get(), statement.expandedSQL];
});
same('a conflict of bare names is reported once', ({ memory, attempt }) => {
  const statement = memory().prepare('SELECT $a a, @a b');
  return [attempt(() => statement.get({ a: 1 })), attempt(() => statement.get({ a: 1 }))];
});
same('what a failed binding leaves', ({ memory, attempt }) => {
  const statement = memory().prepare('SELECT ? a, ? b');
  return [statement.get(1, 2), attempt(() => statement.get(5, undefined as never)), statement.expandedSQL];
});

// ---- settings -----------------------------------------------------------------------------------

for (const setter of [
  'setReadBigInts',
  'setReturnArrays',
  'setAllowBareNamedParameters',
  'setAllowUnknownNamedParameters',
] as const) {
  for (const value of [true, false, undefined, 1, 'true', null]) {
    same(`${setter}(${String(value)})`, ({ memory, attempt }) => {
      const statement = memory().prepare('SELECT $a AS a');
      return [
        attempt(() => statement[setter](value as never)),
        attempt(() => statement.get({ a: 1n, b: 2 })),
        attempt(() => statement.get({ a: 1n })),
      ];
    });
  }
}
same('settings of the connection are where statements start', ({ DatabaseSync, attempt }) => {
  const database = new DatabaseSync(':memory:', {
    readBigInts: true,
    returnArrays: true,
    allowBareNamedParameters: false,
    allowUnknownNamedParameters: true,
  });
  const statement = database.prepare('SELECT $a AS a, 5 AS b');
  const other = database.prepare('SELECT $a AS a', {
    readBigInts: false,
    returnArrays: false,
    allowBareNamedParameters: true,
  });
  return [
    statement.get({ a: 1, $a: 2, x: 3 }),
    statement.run(),
    other.get({ a: 1n }),
    attempt(() => other.get({ b: 1 })),
  ];
});
for (const options of [
  null,
  1,
  'x',
  { returnArrays: 1 },
  { readBigInts: 'x' },
  { allowBareNamedParameters: null },
  { allowUnknownNamedParameters: 0 },
  undefined,
  {},
]) {
  same(`prepare with options ${inspect(options)}`, ({ memory }) =>
    memory()
      .prepare('SELECT 1 AS a', options as never)
      .get(),
  );
}
for (const sql of [
  '',
  ' ',
  '-- nothing',
  '/* nothing */ ;',
  ';',
  ';;SELECT 1',
  'SELECT',
  'SELECT 1 +',
  'selec 1',
  'SELECT * FROM nothing',
  'SELECT nothing',
  'SELECT nothing()',
  '"',
  'SELECT 1\0 + syntax error',
  'SELECT "text"',
  'INSERT INTO sqlite_schema VALUES (1)',
  undefined,
  1,
  null,
]) {
  same(`prepares ${inspect(sql)}`, ({ memory }) =>
    memory()
      .prepare(sql as never)
      .all(),
  );
  same(`executes ${inspect(sql)}`, ({ memory }) => memory().exec(sql as never));
}
