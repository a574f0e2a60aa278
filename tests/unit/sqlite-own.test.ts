import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTask } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MemoryFiles } from '../../src/engine/sqlite/memory-files.ts';
import { createOwn, wasm, type Database } from '../support/sqlite-pair.ts';
import { createSqlite } from '../../src/engine/sqlite/index.ts';
import { ProcessFiles } from '../../src/engine/embedded/worker/bindings/sqlite.ts';
import { FileSystem } from '../../src/engine/embedded/worker/vfs/file-system.ts';
import path from 'node:path';

// Cases for which real node:sqlite has nothing to compare with.

const value = (database: Database, sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];

test('the clock is the one handed in', () => {
  let now = Date.UTC(2030, 0, 31, 23, 59, 59, 250);
  const database = new (createOwn({ files: new MemoryFiles(), now: () => now }).DatabaseSync)(':memory:');
  assert.equal(value(database, "SELECT datetime('now')"), '2030-01-31 23:59:59');
  assert.equal(value(database, "SELECT strftime('%s %f', 'now')"), '1896134399 59.250');
  assert.equal(value(database, 'SELECT CURRENT_TIMESTAMP'), '2030-01-31 23:59:59');
  assert.equal(value(database, 'SELECT unixepoch()'), 1896134399);
  now += 1000.9;
  assert.equal(value(database, "SELECT strftime('%H:%M:%f', 'now')"), '00:00:00.250');
});

test('local time is that of the process', () => {
  const database = new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:');
  const convert = database.prepare("SELECT strftime('%Y-%m-%d %H:%M:%S %w %j', ?, 'unixepoch', 'localtime') AS t");
  const zone = process.env['TZ'];
  try {
    for (const name of ['UTC', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Kiritimati']) {
      process.env['TZ'] = name;
      for (const seconds of [0, 1e9, 1774746000, 1793500000, 4e9 / 2]) {
        const date = new Date(seconds * 1000);
        const two = (number: number, width = 2) => String(number).padStart(width, '0');
        const day = Math.round(
          (Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(date.getFullYear(), 0, 0)) /
            86400000,
        );
        assert.equal(
          convert.get(seconds)?.['t'],
          `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${date.getDay()} ${two(day, 3)}`,
        );
      }
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('random bytes are the ones handed in, else different ones each time', () => {
  const seeded = () =>
    new (createOwn({ files: new MemoryFiles(), random: (target) => target.fill(7) }).DatabaseSync)(':memory:');
  const free = () => new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:');
  assert.equal(value(seeded(), 'SELECT hex(randomblob(16))'), value(seeded(), 'SELECT hex(randomblob(16))'));
  assert.notEqual(value(free(), 'SELECT hex(randomblob(16))'), value(free(), 'SELECT hex(randomblob(16))'));
});

test('a busy timeout lets time pass by `sleep` and no other way', () => {
  const sleeps: number[] = [];
  const { DatabaseSync } = createOwn({
    files: new MemoryFiles(),
    sleep: (microseconds) => sleeps.push(microseconds),
  });
  const [a, b] = [new DatabaseSync('/x'), new DatabaseSync('/x', { timeout: 500 })] as const;
  a.exec('CREATE TABLE t(x); BEGIN IMMEDIATE');
  assert.throws(() => b.exec('INSERT INTO t VALUES (1)'), {
    code: 'ERR_SQLITE_ERROR',
    errcode: 5,
    message: 'database is locked',
  });
  assert.equal(
    sleeps.reduce((sum, sleep) => sum + sleep, 0),
    500_000,
  );
});

test('databases live in the files handed in', () => {
  const files = new MemoryFiles();
  const { DatabaseSync } = createOwn({ files });
  const database = new DatabaseSync('notes.db');
  database.exec('CREATE TABLE t(x); BEGIN; INSERT INTO t VALUES (1)');
  assert.equal(database.location(), '/notes.db');
  assert.deepEqual(files.names(), ['/notes.db', '/notes.db-journal']);
  database.exec('COMMIT');
  assert.deepEqual(files.names(), ['/notes.db']);
  assert.equal(Buffer.from(files.contents('/notes.db') as Uint8Array).toString('latin1', 0, 15), 'SQLite format 3');
  assert.equal(files.contents('/notes.db')?.length, 8192);
  const temporary = new DatabaseSync('');
  temporary.exec(
    'PRAGMA cache_size = 1; CREATE TABLE t AS SELECT zeroblob(100000) AS x; CREATE TEMP TABLE u AS SELECT * FROM t',
  );
  assert.equal(value(temporary, 'SELECT length(u.x) FROM t, u'), 100000);
  assert.deepEqual(files.names(), ['/notes.db']);
});

test('a file system that fails gives the errors of a disk that fails', () => {
  const files = new MemoryFiles();
  let failure: Error | undefined;
  const open = files.open.bind(files);
  files.open = (name, options) => {
    const file = open(name, options);
    const write = file.write.bind(file);
    file.write = (source, position) => {
      if (failure !== undefined) throw failure;
      write(source, position);
    };
    return file;
  };
  const database = new (createOwn({ files }).DatabaseSync)('/x');
  database.exec('CREATE TABLE t(x)');
  failure = Object.assign(new Error('full'), { code: 'ENOSPC' });
  assert.throws(() => database.exec('INSERT INTO t VALUES (1)'), {
    errcode: 13,
    message: 'database or disk is full',
  });
  failure = new Error('broken');
  assert.throws(() => database.exec('INSERT INTO t VALUES (1)'), { errcode: 778, message: 'disk I/O error' });
  failure = undefined;
  database.exec('INSERT INTO t VALUES (1)');
  assert.equal(value(database, 'SELECT count(*) FROM t'), 1);
});

test('databases in the file system of a process are seen by it', () => {
  const fileSystem = new FileSystem({ now: () => 0, output: () => {} });
  fileSystem.mountDirectory('/app');
  const files = new ProcessFiles(fileSystem, (name) => path.resolve('/app', name));
  const { DatabaseSync } = createOwn({ files });
  const [a, b] = [new DatabaseSync('data.db'), new DatabaseSync(new URL('file:///app/data.db'))] as const;
  a.exec('CREATE TABLE t(x); INSERT INTO t VALUES (1); BEGIN IMMEDIATE; INSERT INTO t VALUES (2)');
  assert.deepEqual([...fileSystem.readdir('/app').keys()].sort(), ['data.db', 'data.db-journal']);
  assert.throws(() => b.exec('INSERT INTO t VALUES (3)'), { errcode: 5 });
  a.exec('COMMIT');
  assert.equal(value(b, 'SELECT count(*) FROM t'), 2);
  const inode = fileSystem.stat('/app/data.db');
  assert.equal(inode.kind === 'file' && inode.data.size, 8192);
  assert.throws(() => new DatabaseSync('/app'), { errcode: 14 });
  assert.throws(() => new DatabaseSync('/missing/x.db'), { errcode: 14 });
  fileSystem.unlink('/app/data.db');
  assert.throws(() => a.exec('INSERT INTO t VALUES (3)'), { errcode: 1032 });
  a.close();
  b.close();
});

test('preparing the same statement in a loop takes the memory of one', () => {
  const memory = watchMemory();
  const database = new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:');
  database.exec('CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)');
  const before = memory();
  for (let a = 0; a < 50_000; a++)
    database.prepare('INSERT INTO t VALUES (?, ?) ON CONFLICT DO NOTHING').run(a % 100, 'x');
  assert.equal(value(database, 'SELECT count(*) FROM t'), 100);
  assert.equal(memory(), before);
});

/** Collects all garbage, and runs the finalizers that wait for it. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  await nextTask();
  await nextTask();
}

test('a statement, an iterator, a session and a tag store keep their database open', async () => {
  const { DatabaseSync } = createOwn({ files: new MemoryFiles() });
  const open = () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE t(x PRIMARY KEY); INSERT INTO t VALUES (1), (2)');
    return database;
  };
  const statement = open().prepare('SELECT count(*) AS n FROM t');
  const iterator = open().prepare('SELECT x FROM t').iterate();
  const session = open().createSession();
  const store = open().createTagStore();
  iterator.next();
  await collectGarbage();
  assert.equal(statement.get()?.['n'], 2);
  assert.equal((iterator.next().value as { x: number }).x, 2);
  assert.equal(session.changeset().length, 0);
  assert.equal(store.get`SELECT count(*) AS n FROM t`?.['n'], 2);
});

test('statements and databases that are garbage are given back', async () => {
  const memory = watchMemory();
  const { DatabaseSync } = createOwn({ files: new MemoryFiles() });
  let before = 0;
  for (let round = 0; round < 20; round++) {
    const database = new DatabaseSync(':memory:');
    for (let n = 0; n < 500; n++) database.prepare(`SELECT ${n}, ${round}, '${'x'.repeat(500)}'`).get();
    await collectGarbage();
    if (round === 5) before = memory();
  }
  assert.ok(before > 0);
  assert.equal(memory(), before);
});

test('memory grows as far as it may, and then SQLite is out of memory', () => {
  const { DatabaseSync } = createOwn({ files: new MemoryFiles(), maximumMemory: 32 * 2 ** 20 });
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t(x); INSERT INTO t VALUES (zeroblob(10000000))');
  assert.throws(() => database.exec('INSERT INTO t VALUES (zeroblob(100000000))'), {
    code: 'ERR_SQLITE_ERROR',
    errcode: 7,
    message: 'out of memory',
  });
  assert.throws(() => database.prepare('SELECT ?').get(new Uint8Array(100_000_000)), {
    name: 'RangeError',
    message: 'SQLite is out of memory',
  });
  assert.equal(value(database, 'SELECT length(x) FROM t'), 10_000_000);
});

test('an error in the step of an aggregate is not lost where Node loses it', () => {
  const database = new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:');
  const error = new Error('step');
  database.aggregate('f', {
    start: 0,
    step: (total: number, v) => {
      void [total, v];
      throw error;
    },
    result: (total) => total,
  });
  assert.throws(() => database.prepare('SELECT f(1)').all(), error);
});

test('an error in a filter of applyChangeset does not hide the next error, as it does in Node', () => {
  const { DatabaseSync } = createOwn({ files: new MemoryFiles() });
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t(a PRIMARY KEY)');
  const session = database.createSession();
  database.exec('INSERT INTO t VALUES (1)');
  assert.throws(
    () =>
      database.applyChangeset(session.changeset(), {
        filter: () => {
          throw new Error('filter');
        },
      }),
    /^Error: filter$/,
  );
  assert.throws(() => database.exec('selec'), { errcode: 1 });
});

test('what would pull the rug from under SQLite', () => {
  const { DatabaseSync } = createOwn({ files: new MemoryFiles() });
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)');
  database.function('again', () => statement.get() as never);
  const statement = database.prepare('SELECT again() AS x FROM t');
  assert.throws(() => statement.all(), {
    code: 'ERR_INVALID_STATE',
    message: 'statement is being executed and cannot start again from a function that it calls',
  });
  database.function('deep', (n) => (database.prepare('SELECT deep(? + 1) AS x').get(n) as { x: number }).x);
  assert.throws(() => database.exec('SELECT deep(1)'), {
    name: 'RangeError',
    message: 'Maximum call stack size exceeded',
  });
  database.exec('DROP TABLE t; CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)');
  database.function('end', () => {
    database.close();
    return 1;
  });
  assert.throws(() => database.prepare('SELECT end() AS x FROM t').all());
  assert.equal(database.isOpen, false);
  database.open();
  let calls = 0;
  database.setAuthorizer(() => {
    calls++;
    database.close();
    return 0;
  });
  try {
    database.prepare('SELECT 1, 2');
  } catch {
    /* Only that nothing breaks counts. */
  }
  assert.equal(calls, 1);
  assert.equal(value(new DatabaseSync(':memory:'), 'SELECT 5'), 5);
});

test('extensions cannot be loaded, and the error says so', () => {
  const database = new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:', {
    allowExtension: true,
  });
  assert.throws(() => database.loadExtension('./spellfix'), {
    code: 'ERR_LOAD_SQLITE_EXTENSION',
    message: './spellfix: SQLite extensions are native code, which this SQLite, compiled to WebAssembly, cannot load',
  });
});

test('what is not WebAssembly is refused', () => {
  assert.throws(
    () => createSqlite({ wasm: new Uint8Array([1, 2, 3]), files: new MemoryFiles() }),
    WebAssembly.CompileError,
  );
});

test('the build is the one the list of differences is about', () => {
  const database = new (createOwn({ files: new MemoryFiles() }).DatabaseSync)(':memory:');
  assert.equal(value(database, 'SELECT sqlite_version()'), '3.54.1');
  const options = database
    .prepare('PRAGMA compile_options', { returnArrays: true })
    .all()
    .flat() as unknown as string[];
  for (const option of [
    'ENABLE_FTS5',
    'ENABLE_RTREE',
    'ENABLE_SESSION',
    'ENABLE_PREUPDATE_HOOK',
    'ENABLE_DBSTAT_VTAB',
    'ENABLE_MATH_FUNCTIONS',
    'ENABLE_COLUMN_METADATA',
    'ENABLE_PERCENTILE',
  ])
    assert.ok(options.includes(option), option);
  for (const option of ['OMIT_UTF16', 'OMIT_LOAD_EXTENSION', 'OMIT_DEPRECATED', 'THREADSAFE=0', 'TEMP_STORE=2'])
    assert.ok(options.includes(option), option);
  for (const option of ['ENABLE_FTS3', 'ENABLE_GEOPOLY', 'ENABLE_RBU', 'ENABLE_STAT4'])
    assert.ok(!options.includes(option), option);
  assert.ok(wasm instanceof WebAssembly.Module);
});

/** The size of the memory of the SQLite that is started next, in bytes. */
function watchMemory(): () => number {
  const { Memory } = WebAssembly;
  let latest: WebAssembly.Memory | undefined;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      // eslint-disable-next-line @typescript-eslint/no-this-alias -- the object itself is what is watched
      latest = this;
      WebAssembly.Memory = Memory;
    }
  };
  return () => latest?.buffer.byteLength ?? 0;
}
