/**
 * Databases of running programs, looked into from the page: what is in them, and that no program notices. Longer than
 * other files: one page, and one way to look, serve all of it.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DatabaseInfo, Engine, ExecuteOptions, Project, Session, SqlOutcome } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

let page: EnginePage;
before(async () => {
  page = await EnginePage.open();
  await page.page.evaluate(() => {
    Object.assign(globalThis, {
      /** Runs a project and gives its session once each of its processes has printed "ready", or has ended. */
      async began(subject: Project): Promise<Session> {
        const booted = await engine.boot(subject, { autostart: false, keepDatabases: true });
        if (!booted.ok) throw new Error(booted.reason);
        const { session } = booted;
        for (const name of Object.keys(subject.processes)) {
          const ready = Promise.withResolvers<void>();
          session.subscribe((event) => {
            if (event.type === 'output' && event.text.includes('ready')) ready.resolve();
            if (event.type === 'state' && event.process.name === name && event.process.state === 'exited')
              ready.resolve();
          });
          await session.start(name);
          await ready.promise;
        }
        return session;
      },
    });
  });
});
after(() => page.close());

interface PageScope {
  readonly engine: Engine;
  began(subject: Project): Promise<Session>;
}

const project = (source: string, processes: Record<string, string> = { main: 'node main.mjs' }): Project => ({
  name: 'databases',
  files: { 'main.mjs': source },
  processes,
  dependencies: [],
});

interface Seen {
  readonly databases: readonly DatabaseInfo[];
  readonly busy: readonly string[];
  /** Of each database that could be copied: its bytes; else why not. */
  readonly copies: readonly (readonly (number[] | null)[] | string)[];
  readonly log: string;
}

/** What is found when the program has come to rest, and what it prints when it is told to go on by SIGTERM. */
const look = (subject: Project): Promise<Seen> =>
  page.page.evaluate(async (given) => {
    const session = await (globalThis as unknown as PageScope).began(given);
    let log = '';
    session.subscribe((event) => event.type === 'output' && (log += event.text));
    const listed = await session.databases!.list();
    if (!listed.ok) throw new Error(listed.reason);
    const copies = [];
    for (const { id } of listed.databases) {
      const copied = await session.databases!.copy(id);
      const list = (bytes: Uint8Array | undefined) => (bytes ? [...bytes] : null);
      copies.push(
        copied.ok ? [[...copied.copy.main], list(copied.copy.wal), list(copied.copy.journal)] : copied.reason,
      );
    }
    for (const { name, state } of session.processes())
      if (state === 'running' && listed.busy.length === 0) await session.stop!(name);
    session.dispose();
    return { databases: listed.databases, busy: listed.busy, copies, log };
  }, subject);

/** Reads a copy with the SQLite of real Node. */
function query(copy: Seen['copies'][number] | undefined, sql: string): unknown[] {
  assert.ok(Array.isArray(copy), String(copy));
  const folder = mkdtempSync(join(tmpdir(), 'databases-'));
  try {
    for (const [index, end] of ['', '-wal', '-journal'].entries()) {
      const bytes = (copy as (number[] | null)[])[index];
      if (bytes) writeFileSync(join(folder, `copy${end}`), Uint8Array.from(bytes));
    }
    const database = new DatabaseSync(join(folder, 'copy'));
    const rows = database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
    database.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const withoutIds = (databases: readonly DatabaseInfo[]) => databases.map(({ id: _, bytes: __, ...info }) => info);

test('a database in memory is copied as its connection sees it, and neither authorizer nor functions are called', async () => {
  const { databases, copies, log } = await look(
    project(`
      import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync(':memory:');
      db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two'); ATTACH ':memory:' AS other; CREATE TABLE other.u (x)");
      let asked = 0;
      db.setAuthorizer(() => { asked += 1; return 0; });
      db.exec("BEGIN; INSERT INTO t VALUES (3, 'three')");
      const before = asked;
      const { changes, last } = db.prepare('SELECT changes() AS changes, last_insert_rowid() AS last').get();
      process.on('SIGTERM', () => {
        console.log('asked', asked - before, db.isTransaction, db.prepare('SELECT changes() AS changes, last_insert_rowid() AS last').get().changes === changes, last);
        process.exit();
      });
      setInterval(() => {}, 1000);
      console.log('ready');
    `),
  );
  assert.deepEqual(withoutIds(databases), [
    { process: 'main', path: null, schema: 'main', open: true, transaction: true, left: false },
    { process: 'main', path: null, schema: 'other', open: true, transaction: true, left: false },
  ]);
  assert.deepEqual(query(copies[0], 'SELECT * FROM t'), [
    { id: 1, v: 'one' },
    { id: 2, v: 'two' },
    { id: 3, v: 'three' },
  ]);
  assert.deepEqual(query(copies[1], 'SELECT name FROM sqlite_schema'), [{ name: 'u' }]);
  // The authorizer hears of the statement that SIGTERM's listener compiles, and of nothing else.
  assert.match(log, /asked [0-9] true true 3/);
});

test('an empty database in memory stays one whose page size can be chosen', async () => {
  const { databases, log } = await look(
    project(`
      import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync(':memory:');
      process.on('SIGTERM', () => {
        db.exec('PRAGMA page_size = 1024; CREATE TABLE t (x)');
        console.log(db.prepare('PRAGMA page_size').get().page_size);
        process.exit();
      });
      setInterval(() => {}, 1000);
      console.log('ready');
    `),
  );
  assert.deepEqual(
    databases.map(({ bytes }) => bytes),
    [0],
  );
  assert.equal(log, '1024\n');
});

for (const mode of ['wal', 'delete', 'truncate'])
  test(`a file in journal mode ${mode} is copied with what is committed, in the middle of a transaction`, async () => {
    const { databases, copies } = await look(
      project(`
        import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync('shop.db');
        db.exec("PRAGMA journal_mode = ${mode}; PRAGMA cache_size = 1; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
        db.exec("INSERT INTO t VALUES (1, 'committed')");
        db.exec("BEGIN; WITH RECURSIVE n(i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO t SELECT i, hex(randomblob(100)) FROM n");
        console.log('ready');
        setInterval(() => {}, 1000);
      `),
    );
    assert.deepEqual(withoutIds(databases), [
      {
        process: 'main',
        path: '/home/reader/databases/shop.db',
        schema: 'main',
        open: true,
        transaction: true,
        left: false,
      },
    ]);
    assert.deepEqual(query(copies[0], 'SELECT * FROM t'), [{ id: 1, v: 'committed' }]);
  });

test('two processes with one file are shown as one database, and what a script has left is there after its end', async () => {
  const shared = await look(
    project(
      `
        import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync('both.db');
        db.exec("CREATE TABLE IF NOT EXISTS t (name)");
        db.prepare('INSERT INTO t VALUES (?)').run(process.argv[2]);
        console.log('ready');
        setInterval(() => {}, 1000);
      `,
      { one: 'node main.mjs one', two: 'node main.mjs two' },
    ),
  );
  assert.equal(shared.databases.length, 1);
  assert.deepEqual(query(shared.copies[0], 'SELECT * FROM t'), [{ name: 'one' }, { name: 'two' }]);
  const left = await look(
    project(`
      import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync('left.db');
      db.exec("PRAGMA journal_mode = wal; CREATE TABLE t (x); INSERT INTO t VALUES (42)");
    `),
  );
  assert.deepEqual(withoutIds(left.databases), [
    {
      process: 'main',
      path: '/home/reader/databases/left.db',
      schema: 'main',
      open: false,
      transaction: false,
      left: true,
    },
  ]);
  assert.deepEqual(query(left.copies[0], 'SELECT * FROM t'), [{ x: 42 }]);
});

test('a busy program is named, a program without SQLite has no databases', async () => {
  const busy = await page.page.evaluate(
    async (subject) => {
      const session = await (globalThis as unknown as PageScope).began(subject);
      // It answers until its loop has begun.
      let listed = await session.databases!.list();
      while (listed.ok && listed.busy.length === 0) listed = await session.databases!.list();
      session.dispose();
      return listed.ok ? listed.busy : listed.reason;
    },
    project(`
      import { DatabaseSync } from 'node:sqlite';
      new DatabaseSync(':memory:');
      setTimeout(() => { for (;;); }, 20);
      console.log('ready');
    `),
  );
  assert.deepEqual(busy, ['main']);
  const none = await look(project('console.log("ready"); setInterval(() => {}, 1000);'));
  assert.deepEqual([none.databases, none.busy], [[], []]);
});

test('while the clock stands still a program can be looked into, and none of its timers fires', async () => {
  const seen = await page.page.evaluate(
    async (subject) => {
      const session = await (globalThis as unknown as PageScope).began(subject);
      let log = '';
      session.subscribe((event) => event.type === 'output' && (log += event.text));
      session.clock!.setRate(0);
      const listed = await session.databases!.list();
      const advanced = await session.clock!.advance(50_000);
      const early = log;
      await session.clock!.advance(50_000);
      session.dispose();
      return { found: listed.ok && listed.databases.length, advanced: advanced.ok, early, log };
    },
    project(`
      import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync(':memory:');
      db.exec('CREATE TABLE t (x)');
      setInterval(() => console.log('tick'), 100_000);
      console.log('ready');
    `),
  );
  assert.deepEqual(seen, { found: 1, advanced: true, early: '', log: 'tick\n' });
});

/** Runs statements in the only database of a program, one call after the other. */
const execute = (
  subject: Project,
  calls: readonly (readonly [sql: string, options?: ExecuteOptions])[],
): Promise<{ outcomes: readonly (SqlOutcome | string)[]; log: string }> =>
  page.page.evaluate(
    async ([given, wanted]) => {
      const session = await (globalThis as unknown as PageScope).began(given);
      let log = '';
      session.subscribe((event) => event.type === 'output' && (log += event.text));
      const listed = await session.databases!.list();
      const id = listed.ok ? listed.databases[0]!.id : '';
      const outcomes = [];
      for (const [sql, options] of wanted) {
        const result = await session.databases!.execute(id, sql, options);
        outcomes.push(result.ok ? result.outcome : result.reason);
      }
      for (const { name } of session.processes()) await session.stop!(name);
      session.dispose();
      return { outcomes, log };
    },
    [subject, calls] as const,
  );

for (const path of [':memory:', 'file.db'])
  test(`statements run in the database of the program: ${path}`, async () => {
    const { outcomes, log } = await execute(
      project(`
        import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync('${path}');
        db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
        process.on('SIGTERM', () => {
          console.log(JSON.stringify(db.prepare('SELECT * FROM t').all()));
          process.exit();
        });
        setInterval(() => {}, 1000);
        console.log('ready');
      `),
      [
        [
          "INSERT INTO t VALUES (9007199254740993, 'a'), (2, NULL); SELECT v, id, 1.0, x'0102' FROM t WHERE id > :least -- end",
          {},
        ],
        ['INSERT INTO t VALUES (3, 3)', { readOnly: true }],
        ['SELECT 1; SELEKT 2', {}],
        ['BEGIN; INSERT INTO t VALUES (4, 4)', {}],
        ['DELETE FROM t WHERE id > 100', {}],
        ['WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n', {}],
        ['WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n', { rows: 2 }],
      ],
    );
    const [first, denied, wrong, open, deleted, endless, many] = outcomes as SqlOutcome[];
    assert.deepEqual(first, {
      results: [
        { columns: [], rows: [], more: false, changes: 2, parameters: [] },
        { columns: ['v', 'id', '1.0', "x'0102'"], rows: [], more: false, changes: 0, parameters: [':least'] },
      ],
      error: null,
      interrupted: false,
    });
    assert.equal(denied!.error, 'attempt to write a readonly database');
    assert.deepEqual([wrong!.results.length, wrong!.error], [1, 'near "SELEKT": syntax error']);
    assert.match(open!.error!, /rolled back/);
    assert.equal(deleted!.results[0]!.changes, 1);
    assert.deepEqual([endless!.error, endless!.interrupted], ['interrupted', true]);
    assert.deepEqual(many!.results[0]!.rows, [[{ type: 'integer', text: '1' }], [{ type: 'integer', text: '2' }]]);
    assert.equal(many!.results[0]!.more, true);
    assert.equal(log, '[{"id":2,"v":null}]\n');
  });

test('a copy that is put into another session is read there', async () => {
  const found = await page.page.evaluate(
    async ([source, reader]) => {
      const scope = globalThis as unknown as PageScope;
      const from = await scope.began(source);
      const listed = await from.databases!.list();
      const copied = await from.databases!.copy(listed.ok ? listed.databases[0]!.id : '');
      const to = await scope.began(reader);
      if (!copied.ok) return copied.reason;
      const put = await to.databases!.put('/home/reader/now.db', copied.copy);
      if (!put.ok) return put.reason;
      const result = await to.databases!.execute(put.id, 'SELECT v FROM t', { readOnly: true });
      from.dispose();
      to.dispose();
      return result.ok ? result.outcome.results : result.reason;
    },
    [
      project(`
        import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync('w.db');
        db.exec("PRAGMA journal_mode = wal; CREATE TABLE t (v); INSERT INTO t VALUES ('here')");
        console.log('ready');
        setInterval(() => {}, 1000);
      `),
      project("import 'node:sqlite'; console.log('ready'); setInterval(() => {}, 1000);"),
    ] as const,
  );
  assert.deepEqual(found, [
    { columns: ['v'], rows: [[{ type: 'text', text: 'here' }]], more: false, changes: 0, parameters: [] },
  ]);
});
