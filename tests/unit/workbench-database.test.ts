/** The database pane's model: what is in a database, what a request has changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../src/engine/engine.ts';
import { DatabaseStore, PAGE } from '../../src/workbench/stores/database.ts';
import type { Answer } from '../../src/workbench/stores/exchange.ts';
import { State, watch } from '../../src/workbench/stores/signal.ts';
import { LocalDatabases } from '../support/local-databases.ts';
import { SHOP } from '../support/shop-tables.ts';

/** A store over a program's databases, and what a test does to it. */
function setup() {
  const program = new LocalDatabases();
  const databases = new State<LocalDatabases | null>(program);
  const answer = new State<Pick<Answer, 'number' | 'state'> | null>(null);
  const readers: LocalDatabases[] = [];
  const engine = {
    boot: async () => {
      const reader = new LocalDatabases();
      // As the program of the reader does.
      new reader.sqlite.DatabaseSync(':memory:').close();
      readers.push(reader);
      const subscribe = (listener: (event: { type: string }) => void) => {
        listener({ type: 'output' });
        return () => {};
      };
      return { ok: true, session: { databases: reader, subscribe, start: async () => ({ ok: true }), dispose() {} } };
    },
  } as unknown as Engine;
  const store = new DatabaseStore({
    run: {
      get databases() {
        return databases.value;
      },
      processes: [],
      active: true,
      phase: 'running',
    },
    exchange: {
      get answer() {
        return answer.value;
      },
    },
    loadEngine: async () => engine,
  } as never);
  let number = 0;
  /** Until it has looked at what is wanted so far. */
  const looked = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (store.looking || (store.note === null && store.seen === null));
  };
  return {
    program,
    store,
    readers,
    looked,
    /** A request has been sent and answered. */
    async request(work: () => void) {
      number += 1;
      answer.value = { number, state: 'waiting' };
      work();
      answer.value = { number, state: 'answered' };
      await looked();
    },
    async stop() {
      databases.value = null;
      await looked();
    },
  };
}

test('tables are shown with columns, indexes and numbers of rows', async () => {
  const { program, store, looked } = setup();
  const db = new program.sqlite.DatabaseSync(':memory:');
  db.exec(`${SHOP} INSERT INTO customers (email) VALUES ('a'), ('b'); INSERT INTO words VALUES ('one')`);
  store.begin();
  await looked();
  const { tables } = store.seen!;
  assert.deepEqual(
    tables.filter(({ kind }) => kind !== 'shadow').map(({ name, kind, rows }) => [name, kind, rows]),
    [
      ['customers', 'table', 2],
      ['orders', 'table', 0],
      ['stock', 'table', 0],
      ['totals', 'view', 0],
      ['words', 'virtual', 1],
    ],
  );
  assert.equal(tables.find(({ name }) => name === 'words_data')?.kind, 'shadow');
  const [customers, orders, stock] = tables;
  assert.equal(customers!.strict, true);
  assert.deepEqual(customers!.columns[2], {
    ...{ name: 'name', type: 'TEXT', notNull: false, defaultValue: "'nobody'", primaryKey: 0 },
    ...{ generated: false, references: null },
  });
  assert.equal(orders!.columns[1]!.references, 'customers (id)');
  assert.deepEqual(
    orders!.indexes.map(({ name, columns, partial, origin }) => [name, columns, partial, origin]),
    [
      ['orders_open', ['total'], true, 'statement'],
      ['orders_customer_day', ['customer', 'day'], false, 'statement'],
    ],
  );
  assert.equal(customers!.indexes[0]!.origin, 'unique');
  assert.deepEqual(stock!.key, ['shop', 'item']);
  assert.equal(store.table?.name, 'customers');
  assert.deepEqual(
    store.page?.rows.map(({ cells }) => cells.map(({ text }) => text)),
    [
      ['1', 'a', 'nobody'],
      ['2', 'b', 'nobody'],
    ],
  );
  store.end();
});

test('a large table is shown page by page', async () => {
  const { program, store, looked } = setup();
  const db = new program.sqlite.DatabaseSync(':memory:');
  db.exec(
    'CREATE TABLE t (id INTEGER PRIMARY KEY); WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 120) INSERT INTO t SELECT i FROM n',
  );
  store.begin();
  await looked();
  const ids = () => store.page!.rows.map(({ cells }) => Number(cells[0]!.text));
  assert.deepEqual([ids()[0], ids().length, store.page!.more], [1, PAGE, true]);
  store.show('t', 2 * PAGE);
  await store.query('SELECT 1');
  assert.deepEqual([ids()[0], ids().length, store.page!.more], [101, 20, false]);
  store.end();
});

test('what a request has changed is marked, and nothing else', async () => {
  const { program, store, looked, request } = setup();
  const db = new program.sqlite.DatabaseSync('shop.db');
  db.exec(`PRAGMA journal_mode = wal; ${SHOP}
    INSERT INTO customers VALUES (1, 'a', 'A'), (2, 'b', 'B'), (3, 'c', 'C'); INSERT INTO stock VALUES ('x', 'y', 1)`);
  store.begin();
  await looked();
  assert.equal(store.seen!.changes, null);
  await request(() => {
    db.exec("UPDATE customers SET name = 'new' WHERE id = 2; DELETE FROM customers WHERE id = 3");
    db.exec(
      "INSERT INTO customers VALUES (4, 'd', NULL); UPDATE stock SET count = 2; CREATE TABLE more AS SELECT 1 AS x",
    );
  });
  const counts = () => Object.fromEntries([...store.seen!.changes!].filter(([name]) => !name.startsWith('words')));
  const none = { added: 0, changed: 0, removed: 0 };
  assert.deepEqual(counts(), {
    customers: { added: 1, changed: 1, removed: 1 },
    more: { added: 1, changed: 0, removed: 0 },
    orders: none,
    stock: { added: 0, changed: 1, removed: 0 },
    totals: null,
  });
  const { rows, removed } = store.page!;
  assert.deepEqual(
    rows.map(({ mark, changed }) => [mark, changed.indexOf(true)]),
    [
      [null, -1],
      ['changed', 2],
      ['new', -1],
    ],
  );
  assert.deepEqual(
    removed.map((cells) => cells.map(({ text }) => text)),
    [['3', 'c', 'C']],
  );
  store.showOnlyChanged(true);
  await store.query('SELECT 1');
  assert.deepEqual(
    store.page!.rows.map(({ cells }) => cells[0]!.text),
    ['2', '4'],
  );
  // Looking again forgets nothing; a request that changes nothing takes the marks away.
  store.look();
  await looked();
  assert.deepEqual(counts()['customers'], { added: 1, changed: 1, removed: 1 });
  await request(() => {});
  assert.deepEqual(counts()['customers'], none);
  assert.deepEqual(store.page!.rows, []);
  store.end();
});

test('a query reads a copy and changes nothing; unlocked, it changes the program’s database', async () => {
  const { program, store, looked } = setup();
  const db = new program.sqlite.DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
  let calls = 0;
  db.function('counted', () => (calls += 1));
  store.begin();
  await looked();
  assert.match((await store.query('SELECT counted()')).error!, /no such function: counted/);
  assert.match((await store.query('DELETE FROM t')).error!, /readonly/);
  assert.equal(calls, 0);
  assert.equal(program.wishes.includes('execute'), false);
  const endless = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  assert.equal((await store.query(endless)).interrupted, true);
  const changed = await store.change('UPDATE t SET x = counted() + 41');
  assert.deepEqual([changed.error, changed.results[0]!.changes], [null, 1]);
  await looked();
  assert.deepEqual({ ...db.prepare('SELECT x FROM t').get() }, { x: 42 });
  assert.equal(store.page!.rows[0]!.cells[0]!.text, '42.0');
  store.end();
});

test('what cannot be looked at is said, and what was seen stays', async () => {
  const { program, store, looked, stop } = setup();
  store.begin();
  await looked();
  assert.equal(store.note, 'The program has no database open now.');
  const db = new program.sqlite.DatabaseSync('a.db');
  db.exec('CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)');
  new program.sqlite.DatabaseSync(':memory:').exec('CREATE TABLE other (x)');
  store.look();
  await looked();
  assert.equal(store.databases.length, 2);
  assert.match(store.note, /^A transaction is open: what it has written is not shown before it is committed\.$/);
  assert.equal(store.table?.rows, 0);
  store.choose(store.databases.find(({ path: file }) => file === null)!.id);
  await looked();
  assert.equal(store.table?.name, 'other');
  program.busy = true;
  store.look();
  await looked();
  assert.match(
    store.note,
    /^The process main is busy and cannot be looked into now\. This is the database as it was at /,
  );
  await stop();
  assert.match(store.note, /^The program was stopped\. This is the database as it was at /);
  assert.deepEqual([store.live, store.table?.name], [false, 'other']);
  assert.match((await store.change('DROP TABLE other')).error!, /Nothing runs/);
  store.end();
});

test('a new start is a new database: nothing of it counts as changed', async () => {
  const { program, store, looked, request } = setup();
  const db = new program.sqlite.DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (x)');
  store.begin();
  await looked();
  await request(() => db.exec('INSERT INTO t VALUES (1)'));
  assert.equal(store.seen!.changes?.get('t')?.added, 1);
  program.task = 2;
  store.look();
  await looked();
  assert.equal(store.seen!.changes, null);
  store.end();
});

test('a program that opens its database later is looked at without being asked to', async () => {
  const { program, store, looked } = setup();
  store.begin();
  await looked();
  assert.equal(store.note, 'The program has no database open now.');
  new program.sqlite.DatabaseSync(':memory:').exec('CREATE TABLE late (x)');
  await new Promise<void>((resolve) => {
    const stop = watch(
      () => store.table,
      () => {
        stop();
        resolve();
      },
    );
  });
  assert.equal(store.table?.name, 'late');
  store.end();
});
