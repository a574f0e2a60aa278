import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as real from 'node:sqlite';
import { test } from 'node:test';
import { createSqlite, type SqliteOptions } from '../../src/engine/sqlite/index.ts';
import { NodeFiles } from '../../src/engine/sqlite/node-files.ts';

/** `Session` is exported since Node 24.18, but @types/node does not have it. */
export type Sqlite = typeof import('node:sqlite') & { Session: new () => object };
export type Database = InstanceType<Sqlite['DatabaseSync']>;

/** The WebAssembly that the site ships. */
export const wasm = new WebAssembly.Module(
  readFileSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm')),
);

/** Our node:sqlite on that WebAssembly, with the types of the real one. */
export function createOwn(options: Omit<SqliteOptions, 'wasm'>): Sqlite {
  return createSqlite({ wasm, ...options }) as unknown as Sqlite;
}

const own = createOwn({ files: new NodeFiles(fs, path.resolve) });

/** The environment of an operation: node:sqlite, real or own, and an empty directory. */
export interface Environment extends Pick<
  Sqlite,
  'DatabaseSync' | 'StatementSync' | 'Session' | 'backup' | 'constants'
> {
  readonly directory: string;
  /** A new database in memory. */
  memory(): Database;
  /** A database in a file of the directory. */
  file(name?: string, options?: object): Database;
  /** The result or error of `work`, described, so that an operation can go on. */
  attempt(work: () => unknown): unknown;
}

/**
 * Runs the operation with real node:sqlite and with ours and compares what they give or how they fail, to
 * the last property: types, prototypes, names, codes, messages. `operation` must not depend on time or chance.
 */
export function same(name: string, operation: (environment: Environment) => unknown): void {
  test(name, async () => {
    const [expected, actual] = [await run(real as Sqlite, operation), await run(own, operation)];
    assert.deepEqual(actual, expected);
  });
}

async function run(sqlite: Sqlite, operation: (environment: Environment) => unknown): Promise<unknown> {
  const directory = mkdtempSync(path.join(tmpdir(), 'sqlite-'));
  const databases: Database[] = [];
  const open = (file: string, options: object) => {
    const database = new sqlite.DatabaseSync(file, options);
    databases.push(database);
    return database;
  };
  const { DatabaseSync, StatementSync, Session, backup, constants } = sqlite;
  const describeHere = (value: unknown) => describe(value, directory);
  try {
    return describeHere(
      await operation({
        DatabaseSync,
        StatementSync,
        Session,
        backup,
        constants,
        directory,
        memory: () => open(':memory:', {}),
        file: (name = 'test.db', options = {}) => open(path.join(directory, name), options),
        attempt: (work) => {
          try {
            return { gave: describeHere(work()) };
          } catch (error) {
            return { failed: describeHere(error) };
          }
        },
      }),
    );
  } catch (error) {
    return { failed: describeHere(error) };
  } finally {
    for (const database of databases) if (database.isOpen) database.close();
    rmSync(directory, { recursive: true });
  }
}

/** A value as plain data that deepEqual can compare between the two, with everything a program can see. */
export function describe(value: unknown, directory = '/nowhere'): unknown {
  if (typeof value === 'string') return value.replaceAll(directory, '<directory>');
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : value;
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return `${value.constructor.name} ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map((item) => describe(item, directory));
  const properties = Object.entries(value).map(([key, item]) => [key, describe(item, directory)]);
  if (value instanceof Error) {
    const { name, message, constructor } = value;
    return {
      error: constructor.name,
      name,
      message: describe(message, directory),
      own: Object.getOwnPropertyNames(value),
      properties,
    };
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  return { prototype: prototype === null ? null : prototype.constructor.name, properties };
}

/** A database with a small table of letters and numbers. */
export function letters({ memory }: Environment): Database {
  const database = memory();
  database.exec(
    "CREATE TABLE t(k TEXT, v INTEGER); INSERT INTO t VALUES ('a', 4), ('b', 5), ('a', 3), ('b', 8), ('c', 1)",
  );
  return database;
}

/** How many rows the table t has, as a row. */
export function count(database: Database): unknown {
  return database.prepare('SELECT count(*) AS n FROM t').get();
}
