import { same } from '../support/sqlite-pair.ts';

/** Reads one value, its type and its bytes. */
const probe = 'SELECT ? AS value, typeof(?) AS type, hex(?) AS bytes';

const bindable: Record<string, unknown> = {
  null: null,
  zero: 0,
  'minus zero': -0,
  'an integer': 42,
  'a fraction': 1.5,
  NaN: NaN,
  Infinity: Infinity,
  'minus Infinity': -Infinity,
  'the largest safe integer': Number.MAX_SAFE_INTEGER,
  'a number beyond the safe integers': 2 ** 60,
  'the smallest number': Number.MIN_VALUE,
  true: true,
  false: false,
  'a bigint': 7n,
  'the largest bigint': 2n ** 63n - 1n,
  'the smallest bigint': -(2n ** 63n),
  'a bigint that is too large': 2n ** 63n,
  'a bigint that is too small': -(2n ** 63n) - 1n,
  'an empty string': '',
  'a short string': 'abc',
  'sixteen characters': 'a'.repeat(16),
  'seventeen characters': 'a'.repeat(17),
  'a string beyond ASCII': 'né€😀',
  'a short string that ends beyond ASCII': 'abcé',
  'a long string': 'lorem ipsum €'.repeat(20_000),
  'a string with a zero': 'a\0b',
  'a lone surrogate': 'x\ud800y',
  'a byte order mark': '\ufeffx',
  bytes: new Uint8Array([0, 1, 255]),
  'no bytes': new Uint8Array(0),
  'many bytes': new Uint8Array(100_000).fill(3),
  'a Buffer': Buffer.from('buffer'),
  'a part of a buffer': new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
  'a DataView': new DataView(new Uint8Array([1, 2, 3]).buffer, 1),
  'a Uint16Array': new Uint16Array([1, 513]),
  'a Float64Array': new Float64Array([1]),
  'an ArrayBuffer': new Uint8Array([1, 2]).buffer,
  'shared bytes': new Uint8Array(new SharedArrayBuffer(2)),
  undefined: undefined,
  'a symbol': Symbol('s'),
  'an object': {},
  'an array': [1],
  'a Date': new Date(0),
  'a function': () => 1,
  'a boxed number': Object(1) as unknown,
};

for (const [name, value] of Object.entries(bindable)) {
  same(`binds ${name} by position`, ({ memory }) =>
    memory()
      .prepare(probe)
      .get(...([null, value, value] as never[])),
  );
  same(`binds ${name} as the first parameter`, ({ memory }) =>
    memory()
      .prepare('SELECT ? AS value')
      .all(value as never),
  );
  same(`binds ${name} by name`, ({ memory }) =>
    memory()
      .prepare('SELECT $v AS value, typeof($v) AS type')
      .get({ v: value } as never),
  );
  same(`reads ${name} as bigints`, ({ memory }) => {
    const statement = memory().prepare('SELECT ? AS value');
    statement.setReadBigInts(true);
    return statement.get({} as never, value as never);
  });
  same(`shows ${name} in expandedSQL`, ({ memory, attempt }) => {
    const statement = memory().prepare('SELECT ?, ?');
    return [attempt(() => statement.all(null, value as never) && 1), statement.expandedSQL];
  });
}

const expressions = [
  '1',
  '-1',
  '0',
  '1.0',
  '-0.0',
  '9e999',
  '-9e999',
  '1e15',
  '1.5e300',
  "''",
  "'text'",
  "'é€😀'",
  "x''",
  "x'00ff'",
  'NULL',
  '9007199254740991',
  '-9007199254740991',
  '9007199254740992',
  '-9007199254740992',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775807',
  '-9223372036854775808',
  'zeroblob(5)',
  'zeroblob(0)',
  "CAST(x'ff41c3' AS TEXT)",
  "CAST(x'410042' AS TEXT)",
  "CAST(x'efbbbf41' AS TEXT)",
  "CAST(x'eda08041' AS TEXT)",
  "CAST(x'f09f98' AS TEXT)",
  "CAST(x'616263f09f9880' AS TEXT)",
  "printf('%.20s', 'aé')",
  'true',
  'false',
  '1 = 1',
  '1 / 0',
  "'5' + 2",
  "json_array(1, 'x')",
  "json('{\"a\":1}') ->> 'a'",
  'sqrt(2)',
  "unhex('zz')",
  'pi()',
];
for (const expression of expressions) {
  same(`reads ${expression}`, ({ memory }) => memory().prepare(`SELECT 'x' AS x, ${expression} AS value`).get());
  same(`reads ${expression} in all`, ({ memory }) => memory().prepare(`SELECT ${expression} AS value`).all());
  same(`reads ${expression} in iterate`, ({ memory }) => [
    ...memory().prepare(`SELECT ${expression} AS value`).iterate(),
  ]);
  same(`reads ${expression} as bigint in an array`, ({ memory }) =>
    memory().prepare(`SELECT ${expression}`, { readBigInts: true, returnArrays: true }).get(),
  );
}

const rows: Record<string, string> = {
  'columns with the same name': 'SELECT 1 AS a, 2 AS b, 3 AS a',
  'columns named like array indexes': 'SELECT 1 AS b, 2 AS "1", 3 AS "0"',
  'a column named __proto__': 'SELECT 1 AS "__proto__", 2 AS toString, 3 AS constructor',
  'a column without a name': 'SELECT 1 AS ""',
  'column names beyond ASCII': 'SELECT 1 AS "größe", 2 AS "😀"',
  'expressions as names': "SELECT 1+1, 'it''s', count(*), max(1, 2)",
  'no rows': 'SELECT 1 WHERE 0',
  'a statement without columns': 'CREATE TABLE t(a)',
  'two statements, of which the first counts': 'SELECT 1; SELECT 2',
  'a pragma': 'PRAGMA foreign_keys',
  'a query plan': 'EXPLAIN QUERY PLAN SELECT * FROM sqlite_schema WHERE name = 1',
  affinities: "SELECT * FROM (VALUES (1, 'a'), (2.5, NULL))",
};
for (const [name, sql] of Object.entries(rows)) {
  for (const returnArrays of [false, true]) {
    same(`gives ${name}${returnArrays ? ' as arrays' : ''}`, ({ memory }) => {
      const statement = memory().prepare(sql, { returnArrays });
      return [statement.columns(), statement.all(), [...statement.iterate()]];
    });
  }
  same(`gets ${name}`, ({ memory }) => memory().prepare(sql).get());
  same(`runs ${name}`, ({ memory }) => memory().prepare(sql).run());
}

same('rows are ordinary objects but for their prototype', ({ memory }) => {
  const row = memory().prepare('SELECT 1 AS a').get();
  return [Object.getPrototypeOf(row) as unknown, Object.getOwnPropertyDescriptors(row), Object.isExtensible(row)];
});
same('a blob is a copy of its own', ({ memory }) => {
  const statement = memory().prepare("SELECT x'010203' AS b");
  const { b } = statement.get() as { b: Uint8Array };
  b[0] = 9;
  return [statement.get(), b.byteOffset, b.buffer.byteLength, Object.getPrototypeOf(b) === Uint8Array.prototype];
});
