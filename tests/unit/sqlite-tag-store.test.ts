import { inspect } from 'node:util';
import { same } from '../support/sqlite-pair.ts';

same('tagged templates', ({ memory }) => {
  const source = memory();
  source.exec('CREATE TABLE t(id INTEGER PRIMARY KEY, v)');
  const sql = source.createTagStore();
  const results: unknown[] = [
    sql.run`INSERT INTO t VALUES (${1}, ${'one'}), (${2}, ${null}), (${3}, ${new Uint8Array([1])})`,
    sql.get`SELECT * FROM t WHERE id = ${1}`,
    sql.all`SELECT * FROM t`,
    [...sql.iterate`SELECT id FROM t WHERE id > ${1}`],
    sql.get`SELECT * FROM t WHERE id = ${9}`,
  ];
  for (const id of [1, 2, 3]) results.push(sql.get`SELECT v FROM t WHERE id = ${id}`);
  return [results, sql.size, sql.capacity, sql.db === source, sql.clear(), sql.size, sql];
});
const templates: unknown[][] = [
  [],
  ['SELECT 1'],
  [[]],
  [['SELECT 1', 2], 1],
  [['SELECT 1']],
  [['SELECT 1 AS a'], 5],
  [['SELECT ', ' AS a'], 5],
  [['SELECT ', ' AS a']],
  [['SELECT ? AS a']],
  [['SELECT ', ' AS a, ? AS b'], 1],
  [['SELECT $a AS a, ', ' AS b'], 1],
  [['selec']],
  [['']],
  [['SELECT ', ''], undefined],
  [['SELECT ', ''], {}],
  [['SELECT ', ''], { a: 1 }],
  [['SELECT ', ''], 2n ** 64n],
  [['SELECT ', ', ', ''], 1, 2],
  [['SELECT ', ', ', ''], 1, 2, 3],
  [['SELECT 9007199254740993']],
];
for (const args of templates) {
  for (const method of ['get', 'all', 'run', 'iterate'] as const) {
    same(`${method} of a tag store with ${inspect(args)}`, ({ memory, attempt }) => {
      const sql = memory().createTagStore();
      const outcome = attempt(() => {
        const value = Reflect.apply(sql[method] as () => unknown, sql, args) as unknown;
        return method === 'iterate' ? [...(value as Iterable<unknown>)] : value;
      });
      return [outcome, sql.size];
    });
  }
}
same('a tag store forgets what was used longest ago', (environment) => {
  const sql = environment.memory().createTagStore(2);
  const iterator = sql.iterate`SELECT 1 AS a UNION SELECT 2`;
  const rows = [iterator.next()];
  sql.get`SELECT 2`;
  sql.get`SELECT 3`;
  sql.get`SELECT 4`;
  return [sql.size, rows, iterator.next(), iterator.next()];
});
for (const method of ['get', 'all', 'run', 'iterate'] as const) {
  same(`${method} of the same template and an iterator under way`, (environment) => {
    const sql = environment.memory().createTagStore();
    const read = (how: 'get' | 'all' | 'run' | 'iterate') =>
      sql[how]`SELECT 1 AS a UNION SELECT 2 UNION SELECT 3` as unknown;
    const iterator = read('iterate') as Iterator<unknown>;
    return [
      iterator.next(),
      environment.attempt(() => (method === 'iterate' ? (read(method) as Iterator<unknown>).next() : read(method))),
      environment.attempt(() => iterator.next()),
      environment.attempt(() => iterator.next()),
    ];
  });
}
same('a tag store has the settings of its connection', ({ DatabaseSync }) => {
  const sql = new DatabaseSync(':memory:', { readBigInts: true, returnArrays: true }).createTagStore();
  return [sql.get`SELECT 1`, sql.run`SELECT 1`];
});
for (const args of [[], [undefined], [1], [0], [-1], [1.5], [NaN], [Infinity], [2 ** 40], ['5'], [null], [{}]]) {
  same(`createTagStore(${inspect(args[0])})`, ({ memory }) => {
    const database = memory();
    return (Reflect.apply(database.createTagStore as () => unknown, database, args) as { capacity: number }).capacity;
  });
}
same('a tag store whose database is closed, and open again', ({ DatabaseSync, attempt }) => {
  const database = new DatabaseSync(':memory:');
  const sql = database.createTagStore();
  sql.get`SELECT 1 AS a`;
  database.close();
  const closed = [attempt(() => sql.get`SELECT 1 AS a`), sql.size, attempt(() => sql.clear())];
  database.open();
  return [closed, attempt(() => sql.get`SELECT 1 AS a`), sql.size];
});
