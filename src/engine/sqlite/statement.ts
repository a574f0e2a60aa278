import type { StatementSettings } from './arguments.ts';
import type { CompiledStatement, StatementUser } from './compiled-statement.ts';
import type { Connection } from './connection.ts';
import { SQLITE_DONE, SQLITE_OK, SQLITE_ROW } from './constants.ts';
import { invalidState, invalidArgumentValue, plainSqliteError } from './errors.ts';
import type { StatementPool } from './statement-pool.ts';
import { bindValue, columnValue, isBytes, type SqlValue } from './values.ts';

/** A row: an object without prototype, or an array when asked for. */
export type Row = Record<string, SqlValue> | SqlValue[];

/** Gives back the compiled statements of StatementSync objects that have been garbage-collected. */
const abandoned = new FinalizationRegistry<Lease>((lease) => lease.end());

class Lease {
  compiled: CompiledStatement;
  readonly #pool: StatementPool;

  constructor(pool: StatementPool, compiled: CompiledStatement) {
    this.#pool = pool;
    this.compiled = compiled;
  }

  end(): void {
    this.#pool.release(this.compiled);
  }
}

/** The state of a StatementSync. */
export class Statement implements StatementUser {
  readonly connection: Connection;
  readonly settings: StatementSettings;
  /** Rises when the statement starts over: iterators of an earlier run are then invalid. */
  generation = 0;
  readonly #lease: Lease;
  /** The parameters of the last run, for when another StatementSync has bound its own meanwhile. */
  #arguments: readonly unknown[] = [];
  #named = true;
  #bareNames: Map<string, string> | undefined;

  constructor(connection: Connection, sql: string, settings: StatementSettings) {
    const compiled = connection.pool.acquire(sql);
    if (compiled === undefined) throw invalidArgumentValue('The SQL query contains no statements.');
    this.connection = connection;
    this.settings = settings;
    this.#lease = new Lease(connection.pool, compiled);
  }

  /**
   * Ties the compiled statement to the object that the program sees: the statement is given back when that object is
   * garbage-collected. (It is not tied to this Statement, which the compiled statement refers to.)
   */
  holdFor(object: object): void {
    abandoned.register(object, this.#lease);
  }

  get finalized(): boolean {
    return this.#lease.compiled.finalized;
  }

  requireUsable(): void {
    if (this.finalized) throw invalidState('statement has been finalized');
  }

  /** The compiled statement, whoever's parameters are bound: for questions that do not depend on parameters. */
  get compiled(): CompiledStatement {
    return this.#lease.compiled;
  }

  /**
   * Starts over with new parameters.
   *
   * @param named whether a first object among them holds named parameters.
   */
  begin(parameters: readonly unknown[], named = true): CompiledStatement {
    this.requireUsable();
    const compiled = this.#own();
    if (compiled.running) {
      throw invalidState('statement is being executed and cannot start again from a function that it calls');
    }
    const { connection } = this;
    this.generation++;
    compiled.iterating = false;
    connection.check(connection.library.exports.sqlite3_reset(compiled.pointer));
    this.#bind(compiled, parameters, named);
    connection.pool.beforeRunning(compiled);
    return compiled;
  }

  reset(compiled: CompiledStatement): void {
    if (compiled.pointer !== 0) this.connection.library.exports.sqlite3_reset(compiled.pointer);
  }

  all(compiled: CompiledStatement): Row[] {
    try {
      const rows: Row[] = [];
      let code = compiled.step();
      if (code === SQLITE_ROW && !this.connection.hasThrown) {
        const read = this.#reader(compiled);
        do {
          rows.push(read());
          code = compiled.step();
        } while (code === SQLITE_ROW && !this.connection.hasThrown);
      }
      this.connection.check(code, SQLITE_DONE);
      return rows;
    } finally {
      this.reset(compiled);
    }
  }

  get(compiled: CompiledStatement): Row | undefined {
    try {
      const code = compiled.step();
      if (code === SQLITE_DONE) {
        this.connection.rethrow();
        return undefined;
      }
      this.connection.check(code, SQLITE_ROW);
      return compiled.columnNames.length === 0 ? undefined : this.#reader(compiled)();
    } finally {
      this.reset(compiled);
    }
  }

  run(compiled: CompiledStatement): { changes: number | bigint; lastInsertRowid: number | bigint } {
    const { connection } = this;
    const { exports } = connection.library;
    compiled.step();
    connection.check(compiled.pointer === 0 ? SQLITE_OK : exports.sqlite3_reset(compiled.pointer));
    const lastInsertRowid = exports.sqlite3_last_insert_rowid(connection.pointer);
    const changes = exports.sqlite3_changes64(connection.pointer);
    return this.settings.readBigInts
      ? { changes, lastInsertRowid }
      : { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
  }

  /** The next row of a run, or undefined after the last one. */
  next(): Row | undefined {
    const compiled = this.#own();
    compiled.iterating = true;
    const code = compiled.step();
    if (code === SQLITE_ROW) {
      this.connection.rethrow();
      return this.#reader(compiled)();
    }
    this.connection.check(code, SQLITE_DONE);
    this.endIteration();
    return undefined;
  }

  beginIteration(compiled: CompiledStatement): void {
    compiled.iterating = true;
  }

  endIteration(): void {
    const { compiled } = this.#lease;
    if (compiled.owner !== this) return;
    this.reset(compiled);
    compiled.iterating = false;
  }

  get expandedSql(): string {
    const compiled = this.#own();
    const { exports, heap } = this.connection.library;
    const text = exports.sqlite3_expanded_sql(compiled.pointer);
    if (text === 0) throw plainSqliteError('Expanded SQL text would exceed configured limits');
    const expanded = heap.terminatedText(text);
    exports.sqlite3_free(text);
    return expanded;
  }

  rebind(): void {
    this.#bind(this.#lease.compiled, this.#arguments, this.#named);
  }

  /** The compiled statement with this one's parameters; a new one while another StatementSync runs it. */
  #own(): CompiledStatement {
    let { compiled } = this.#lease;
    if (compiled.owner === this) return compiled;
    if (compiled.owner !== undefined && (compiled.iterating || compiled.running)) {
      const { connection } = this;
      compiled = connection.compile(compiled.sql) as CompiledStatement;
      compiled.users++;
      connection.pool.release(this.#lease.compiled);
      this.#lease.compiled = compiled;
    }
    compiled.owner = this;
    if (this.#arguments.length > 0) this.rebind();
    else this.connection.library.exports.sqlite3_clear_bindings(compiled.pointer);
    return compiled;
  }

  #bind(compiled: CompiledStatement, parameters: readonly unknown[], named: boolean): void {
    const { connection } = this;
    const { library } = connection;
    const { pointer, parameterNames: names } = compiled;
    library.exports.sqlite3_clear_bindings(pointer);
    this.#arguments = parameters;
    this.#named = named;
    const [first] = parameters;
    let next = 0;
    if (named && isNamedParameters(first)) {
      this.#bindNamed(compiled, first);
      next = 1;
    }
    let index = 0;
    for (; next < parameters.length; next++) {
      let name = names[index];
      while (name && !name.startsWith('?')) {
        index++;
        name = names[index];
      }
      index++;
      const code = bindValue(library, pointer, index, parameters[next]);
      if (code !== SQLITE_OK) connection.check(code);
    }
  }

  #bindNamed(compiled: CompiledStatement, parameters: Record<string, unknown>): void {
    const keys = Object.keys(parameters);
    const names = compiled.parameterNames;
    if (this.settings.bareNames && this.#bareNames === undefined) this.#collectBareNames(names);
    for (const key of keys) {
      let index = names.indexOf(key);
      if (index < 0 && this.settings.bareNames) {
        const full = this.#bareNames?.get(key);
        if (full !== undefined) index = names.indexOf(full);
      }
      if (index < 0) {
        if (this.settings.unknownNames) continue;
        throw invalidState(`Unknown named parameter '${key}'`);
      }
      const { connection } = this;
      connection.check(bindValue(connection.library, compiled.pointer, index + 1, parameters[key]));
    }
  }

  #collectBareNames(names: readonly (string | null)[]): void {
    const bareNames = new Map<string, string>();
    this.#bareNames = bareNames;
    for (const full of names) {
      if (full === null) continue;
      const bare = full.slice(1);
      const other = bareNames.get(bare);
      if (other === undefined) {
        bareNames.set(bare, full);
      } else if (other !== full) {
        throw invalidState(
          `Cannot create bare named parameter '${bare}' because of conflicting names '${other}' and '${full}'.`,
        );
      }
    }
  }

  /** A function that reads the current row; good for all rows of one run. */
  #reader(compiled: CompiledStatement): () => Row {
    const { library } = this.connection;
    const { pointer, columnNames: names } = compiled;
    const { readBigInts, returnArrays } = this.settings;
    const count = names.length;
    if (returnArrays) {
      return () => {
        const row: SqlValue[] = [];
        for (let column = 0; column < count; column++) row.push(columnValue(library, pointer, column, readBigInts));
        return row;
      };
    }
    return () => {
      // Object.create(null) would make a slow object, a hash table of its own, for every row.
      const row = Object.setPrototypeOf({}, null) as Record<string, SqlValue>;
      for (let column = 0; column < count; column++) {
        row[names[column] as string] = columnValue(library, pointer, column, readBigInts);
      }
      return row;
    };
  }
}

function isNamedParameters(value: unknown): value is Record<string, unknown> {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && !isBytes(value));
}
