import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { MemoryFiles } from '../../src/engine/sqlite/memory-files.ts';
import { createOwn, describe } from '../support/sqlite-pair.ts';

const own = createOwn({ files: new MemoryFiles() });
const parameters = { numRuns: 300, seed: 20260101 };

const value = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.uint8Array({ maxLength: 200 }),
);

test('every value comes back as it does in Node', () => {
  const real = new DatabaseSync(':memory:');
  const ours = new own.DatabaseSync(':memory:');
  const read = [real, ours].map((database) => {
    database.exec('CREATE TABLE t(any, number NUMERIC, integer INTEGER, text TEXT, real REAL, blob BLOB)');
    const insert = database.prepare(
      'INSERT INTO t VALUES (?1, ?1, ?1, ?1, ?1, ?1) RETURNING *, typeof(any), typeof(number), typeof(integer), typeof(text), typeof(real), typeof(blob)',
      { readBigInts: true },
    );
    return (item: unknown) => describe(insert.get(item as never));
  }) as [(item: unknown) => unknown, (item: unknown) => unknown];
  fc.assert(
    fc.property(value, (item) => assert.deepEqual(read[1](item), read[0](item))),
    parameters,
  );
});

test('every value comes back as it went in, but for numbers SQLite has no type for', () => {
  const database = new own.DatabaseSync(':memory:');
  const statement = database.prepare('SELECT ? AS v');
  const big = database.prepare('SELECT ? AS v', { readBigInts: true });
  fc.assert(
    fc.property(value, (item) => {
      const expected =
        typeof item === 'boolean' ? BigInt(item) : typeof item === 'number' && Number.isNaN(item) ? null : item;
      // A lone surrogate is no text that UTF-8 can hold.
      const kept = typeof expected === 'string' ? expected.toWellFormed() : expected;
      assert.deepEqual(big.get(item as never)?.['v'], kept);
      if (typeof item !== 'bigint' && typeof item !== 'boolean')
        assert.deepEqual(statement.get(item as never)?.['v'], kept);
    }),
    parameters,
  );
});

test('rows sorted and grouped by SQLite are those Node gives', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          key: fc.string({ unit: 'grapheme', maxLength: 4 }),
          number: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
        }),
        { maxLength: 40 },
      ),
      (rows) => {
        const [expected, actual] = [new DatabaseSync(':memory:'), new own.DatabaseSync(':memory:')].map((database) => {
          database.exec('CREATE TABLE t(key TEXT, number)');
          const insert = database.prepare('INSERT INTO t VALUES ($key, $number)');
          for (const row of rows) insert.run(row);
          const results = [
            'SELECT * FROM t ORDER BY key, number',
            'SELECT upper(key) AS k, count(*) AS n, max(number) AS m FROM t GROUP BY 1 ORDER BY 1',
            "SELECT group_concat(key, '|') AS g FROM (SELECT key FROM t ORDER BY number, key)",
            'SELECT DISTINCT length(key) AS l FROM t ORDER BY 1',
          ].map((sql) => describe(database.prepare(sql).all()));
          database.close();
          return results;
        });
        assert.deepEqual(actual, expected);
      },
    ),
    { ...parameters, numRuns: 60 },
  );
});

test('what interleaved connections do to a file is what they do to the real one', () => {
  const step = fc.tuple(
    fc.nat({ max: 2 }),
    fc.constantFrom(
      'BEGIN',
      'BEGIN IMMEDIATE',
      'BEGIN EXCLUSIVE',
      'COMMIT',
      'ROLLBACK',
      'SELECT count(*) AS n FROM t',
      'INSERT INTO t VALUES (1)',
      'DELETE FROM t',
      'PRAGMA wal_checkpoint',
      'SAVEPOINT s',
      'ROLLBACK TO s',
      'RELEASE s',
    ),
  );
  let runs = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('DELETE', 'TRUNCATE', 'WAL'),
      fc.array(step, { minLength: 5, maxLength: 25 }),
      (mode, steps) => {
        runs++;
        // Real SQLite would lock memory that connections share by tables, so the database is a file.
        const [expected, actual] = [
          { DatabaseSync, path: `${directory}/${runs}.db` },
          { DatabaseSync: own.DatabaseSync, path: `/${runs}.db` },
        ].map(({ DatabaseSync: Database, path }) => {
          const connections = [0, 1, 2].map(() => new Database(path));
          connections[0]?.exec(`PRAGMA synchronous = OFF; PRAGMA journal_mode = ${mode}; CREATE TABLE t(x)`);
          const results = steps.map(([index, sql]) => {
            const connection = connections[index] as InstanceType<typeof DatabaseSync>;
            try {
              return [sql, describe(connection.prepare(sql).all()), connection.isTransaction];
            } catch (error) {
              return [sql, describe(error), connection.isTransaction];
            }
          });
          for (const connection of connections) connection.close();
          return results;
        });
        assert.deepEqual(actual, expected);
      },
    ),
    { ...parameters, numRuns: 80 },
  );
});

const { mkdtempSync, rmSync } = await import('node:fs');
const directory = mkdtempSync(`${(await import('node:os')).tmpdir()}/sqlite-property-`);
process.on('exit', () => rmSync(directory, { recursive: true }));
