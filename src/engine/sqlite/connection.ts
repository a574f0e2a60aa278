import type { OpenConfiguration, StatementSettings } from './arguments.ts';
import { CompiledStatement } from './compiled-statement.ts';
import {
  SQLITE_DBCONFIG_DEFENSIVE,
  SQLITE_DBCONFIG_DQS_DDL,
  SQLITE_DBCONFIG_DQS_DML,
  SQLITE_DBCONFIG_ENABLE_FKEY,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_READONLY,
  SQLITE_OPEN_READWRITE,
  SQLITE_OPEN_URI,
} from './constants.ts';
import { connectionError, invalidState } from './errors.ts';
import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';
import { StatementPool } from './statement-pool.ts';

/** A single statement that does nothing but begin or end a transaction; it does not read the schema. */
const transactionStatement = /^\s*(?:begin|commit|end|rollback|savepoint|release)\b[^;]*;?\s*$/i;

/** The handle behind a Session object: SQLite's session until it is closed, then 0. */
export interface SessionHandle {
  pointer: Pointer;
}

/**
 * One connection to a database: what is behind a DatabaseSync. It can be closed and opened again, and
 * knows everything that has to end when it is closed.
 */
export class Connection {
  readonly library: Library;
  readonly configuration: OpenConfiguration;
  /** sqlite3*, or 0 while closed. */
  pointer: Pointer = 0;
  allowExtension: boolean;
  /** The program's authorizer, asked about every statement that is compiled. */
  authorizer: ((...args: unknown[]) => unknown) | null = null;
  readonly sessions = new Set<SessionHandle>();
  readonly pool: StatementPool;
  readonly #statements = new Set<CompiledStatement>();
  /** Whether no statement has been compiled since the connection was opened. */
  #fresh = false;
  /** The number that stands for this connection in C, once it is needed. */
  #reference: number | undefined;
  /** The error that a callback threw while SQLite was running; the program gets it once SQLite is done. */
  #thrown: { error: unknown } | undefined;

  constructor(library: Library, configuration: OpenConfiguration) {
    this.library = library;
    this.configuration = configuration;
    this.allowExtension = configuration.allowExtension;
    this.pool = new StatementPool(this);
  }

  get isOpen(): boolean {
    return this.pointer !== 0;
  }

  requireOpen(): void {
    if (this.pointer === 0) throw invalidState('database is not open');
  }

  open(): void {
    if (this.pointer !== 0) throw invalidState('database is already open');
    const { exports, heap, out } = this.library;
    const { configuration } = this;
    const access = configuration.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const code = heap.withText(configuration.path, (path) =>
      exports.sqlite3_open_v2(path, out, access | SQLITE_OPEN_URI, 0),
    );
    const pointer = heap.word(out);
    if (code !== SQLITE_OK) {
      const error = connectionError(this.library, pointer);
      exports.sqlite3_close_v2(pointer);
      throw error;
    }
    this.#setPageSize(pointer);
    const configure = (option: number, value: boolean) => {
      exports.sqlite3__wasm_db_config_ip(pointer, option, value ? 1 : 0, 0);
    };
    configure(SQLITE_DBCONFIG_DQS_DML, configuration.doubleQuotedStrings);
    configure(SQLITE_DBCONFIG_DQS_DDL, configuration.doubleQuotedStrings);
    configure(SQLITE_DBCONFIG_ENABLE_FKEY, configuration.foreignKeys);
    configure(SQLITE_DBCONFIG_DEFENSIVE, configuration.defensive);
    exports.sqlite3_busy_timeout(pointer, configuration.timeout);
    for (const [number, value] of configuration.limits) exports.sqlite3_limit(pointer, number, value);
    this.pointer = pointer;
    this.library.connections.add(this);
    this.#fresh = true;
    this.allowExtension = configuration.allowExtension;
  }

  /** Node's SQLite makes pages of 4096 bytes, this build of 8192. A database that is there keeps its own. */
  #setPageSize(pointer: Pointer): void {
    const { exports, files, heap } = this.library;
    const path = heap.withText('main', (name) => heap.terminatedText(exports.sqlite3_db_filename(pointer, name)));
    if (path !== '' && (files.size(path) ?? 0) > 0) return;
    heap.withText('PRAGMA page_size = 4096', (sql) => exports.sqlite3_exec(pointer, sql, 0, 0, 0));
  }

  /**
   * Sets the size of the cache. Node's SQLite caches 2 MB, this build 16 MB, and only a pragma that reads the schema
   * can change that: so it is run before the program's first statement that reads the schema anyway. When the pragma
   * fails, because the file is locked or is no database, that statement itself will say so.
   */
  #prepareFirstUse(sql: string): void {
    if (!this.#fresh || transactionStatement.test(sql)) return;
    this.#fresh = false;
    const { exports, heap } = this.library;
    exports.sqlite3_busy_timeout(this.pointer, 0);
    heap.withText('PRAGMA cache_size = -2000', (sql) => exports.sqlite3_exec(this.pointer, sql, 0, 0, 0));
    exports.sqlite3_busy_timeout(this.pointer, this.configuration.timeout);
  }

  /** Executes all statements of `sql`, without results. */
  execute(sql: string): void {
    this.requireOpen();
    this.pool.clear();
    this.#prepareFirstUse(sql);
    const { exports, heap } = this.library;
    this.check(heap.withText(sql, (text) => exports.sqlite3_exec(this.pointer, text, 0, 0, 0)));
  }

  /** Finalizes all statements, ends all sessions and closes. A backup under way goes on to its end. */
  close(): void {
    this.requireOpen();
    this.finalizeStatements();
    for (const session of this.sessions) this.endSession(session);
    const { pointer } = this;
    this.pointer = 0;
    this.library.connections.delete(this);
    this.authorizer = null;
    if (this.#reference !== undefined) this.library.references.remove(this.#reference);
    this.#reference = undefined;
    this.library.exports.sqlite3_close_v2(pointer);
  }

  /** How statements start out; each has settings of its own. */
  get statementSettings(): StatementSettings {
    const { readBigInts, returnArrays, bareNames, unknownNames } = this.configuration;
    return { readBigInts, returnArrays, bareNames, unknownNames };
  }

  /** @param pointer C's pointer to the function that asks `authorizer`. */
  setAuthorizer(authorizer: Connection['authorizer'], pointer: Pointer): void {
    const { exports, references } = this.library;
    this.pool.clear();
    this.#prepareFirstUse('');
    this.authorizer = authorizer;
    this.#reference ??= references.add(this);
    this.check(exports.sqlite3_set_authorizer(this.pointer, authorizer === null ? 0 : pointer, this.#reference));
  }

  endSession(session: SessionHandle): void {
    this.library.exports.sqlite3session_delete(session.pointer);
    session.pointer = 0;
    this.sessions.delete(session);
  }

  /** Compiles the first statement of `sql`. @returns undefined when there is none, only comments or nothing. */
  compile(sql: string): CompiledStatement | undefined {
    this.#prepareFirstUse(sql);
    const { exports, heap, out } = this.library;
    const code = heap.withText(sql, (text) => exports.sqlite3_prepare_v2(this.pointer, text, -1, out, 0));
    const pointer = code === SQLITE_OK ? heap.word(out) : 0;
    try {
      this.check(code);
    } catch (error) {
      exports.sqlite3_finalize(pointer);
      throw error;
    }
    if (pointer === 0) return undefined;
    const compiled = new CompiledStatement(this.library, sql, pointer, (each) => this.#statements.delete(each));
    this.#statements.add(compiled);
    return compiled;
  }

  finalizeStatements(): void {
    this.pool.clear();
    for (const compiled of this.#statements) compiled.finalize();
  }

  /** Keeps the error that a callback threw; the first one counts. */
  keepThrown(error: unknown): void {
    this.#thrown ??= { error };
  }

  get hasThrown(): boolean {
    return this.#thrown !== undefined;
  }

  /** Fails with the error that a callback threw during the call that just ended, if one did. */
  rethrow(): void {
    if (this.#thrown === undefined) return;
    const { error } = this.#thrown;
    this.#thrown = undefined;
    throw error;
  }

  /** Fails with the error that a callback threw, or with SQLite's, unless the call just made ended well. */
  check(code: number, expected = SQLITE_OK): void {
    if (this.#thrown !== undefined) this.rethrow();
    if (code !== expected) throw connectionError(this.library, this.pointer);
  }
}
