import { backup } from './backup.ts';
import { publicConstants } from './constants.ts';
import { createDatabaseClass } from './database-class.ts';
import { type Library, type LibraryOptions, loadLibrary } from './library.ts';
import { native } from './native.ts';
import { Session } from './session.ts';
import { StatementSync } from './statement-class.ts';

export type { DatabaseFile, DatabaseFiles, OpenOptions } from './files.ts';
export type { Library, LibraryOptions, OpenConnection } from './library.ts';

export interface SqliteOptions extends LibraryOptions {
  /**
   * Runs the callback as a task of its own on the event loop and keeps the process alive until then: the
   * steps of backup(). setTimeout when left out.
   */
  defer?: (callback: () => void) => void;
  /** Called once with SQLite itself: for whoever looks into databases from outside the program. */
  started?: ((library: Library) => void) | undefined;
}

/** The exports of node:sqlite, to be used with the types of @types/node. */
export interface SqliteModule {
  DatabaseSync: new (path: unknown, options?: unknown) => object;
  StatementSync: new () => object;
  Session: new () => object;
  backup: (...args: unknown[]) => unknown;
  constants: typeof publicConstants;
}

/**
 * Node's module node:sqlite on SQLite compiled to WebAssembly: the same classes, values and errors.
 * Starts SQLite, in about 10 ms, synchronously; fails when `options.wasm` is not its WebAssembly.
 *
 * Where it differs from Node 24.21 (SQLite 3.53.4) because the official WebAssembly build (3.54.1) is
 * compiled with other options:
 * - FTS3, FTS4, GEOPOLY and RBU are missing; the dbpage, stmt and bytecode virtual tables and sqlite_offset()
 *   are there in addition.
 * - UTF-16 databases cannot be read or made (SQLITE_OMIT_UTF16): `PRAGMA encoding` stays UTF-8.
 * - Deprecated pragmas such as count_changes answer nothing (SQLITE_OMIT_DEPRECATED).
 * - Attached databases that are new have pages of 8192 instead of 4096 bytes and a larger cache; temporary
 *   tables stay in memory.
 * - No extension can be loaded, and the SQL function load_extension does not exist.
 * And because all connections share one thread and one memory:
 * - A busy timeout does not wait, see xSleep in vfs.ts; it fails at once with the same error.
 * - WAL works, but makes no -shm file.
 * - Functions that query the database nest a hundred deep, not some four hundred and fifty.
 * Two errors of Node's are not copied: what the `step` of an aggregate throws is not lost when the aggregate
 * has a `result`, and what a `filter` of applyChangeset throws does not hide the next error of SQLite.
 */
export function createSqlite(options: SqliteOptions): SqliteModule {
  const library = loadLibrary(options);
  options.started?.(library);
  const { DatabaseSync, connectionOf } = createDatabaseClass(library);
  const defer = options.defer ?? ((callback: () => void) => void setTimeout(callback, 0));
  const run = native('backup', (_, args) => backup(args, connectionOf, defer));
  Object.defineProperty(run, 'length', { value: 2, configurable: true });
  const constants = {} as typeof publicConstants;
  for (const [name, value] of Object.entries(publicConstants)) {
    Object.defineProperty(constants, name, { value, writable: false, enumerable: true, configurable: false });
  }
  return { DatabaseSync, StatementSync, Session, backup: run, constants };
}
