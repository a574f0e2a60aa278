import { SQLITE_STMTSTATUS_REPREPARE } from './constants.ts';
import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';

/** The user of a compiled statement: a StatementSync. */
export interface StatementUser {
  /** Binds the parameters of its last run again. */
  rebind(): void;
}

/** SQLite's sqlite3_stmt. Several StatementSync of the same text may share one, see StatementPool. */
export class CompiledStatement {
  readonly sql: string;
  /** 0 once finalized. */
  pointer: Pointer;
  /** How many StatementSync objects hold the statement. */
  users = 0;
  pooled = false;
  /** The StatementSync whose parameters are bound. */
  owner: StatementUser | undefined;
  /** Whether an iterator of the owner is between its first and last row. */
  iterating = false;
  readonly #library: Library;
  readonly #finalized: (compiled: CompiledStatement) => void;
  #running = 0;
  #doomed = false;
  #parameterNames: (string | null)[] | undefined;
  #columnNames: string[] | undefined;
  #columnNamesOf = 0;

  /** @param finalized is called when SQLite has the statement back */
  constructor(library: Library, sql: string, pointer: Pointer, finalized: (compiled: CompiledStatement) => void) {
    this.#library = library;
    this.#finalized = finalized;
    this.sql = sql;
    this.pointer = pointer;
  }

  /** Whether SQLite is executing the statement further up the stack: a user function has called back into it. */
  get running(): boolean {
    return this.#running > 0;
  }

  /** One step; @returns SQLITE_ROW, SQLITE_DONE or an error code. */
  step(): number {
    this.#running++;
    try {
      return this.#library.exports.sqlite3_step(this.pointer);
    } finally {
      this.#running--;
      if (this.#doomed && this.#running === 0) this.#end();
    }
  }

  /** Names of the parameters, the first at index 0, null for `?`. */
  get parameterNames(): readonly (string | null)[] {
    if (this.#parameterNames === undefined) {
      const { exports, heap } = this.#library;
      const count = exports.sqlite3_bind_parameter_count(this.pointer);
      this.#parameterNames = Array.from({ length: count }, (_, index) =>
        heap.nullableText(exports.sqlite3_bind_parameter_name(this.pointer, index + 1)),
      );
    }
    return this.#parameterNames;
  }

  /**
   * Names of the columns, to be asked for after a step: SQLite may have compiled the statement again
   * because the schema changed, and then `*` stands for other columns.
   */
  get columnNames(): readonly string[] {
    const { exports, heap } = this.#library;
    const compilations = exports.sqlite3_stmt_status(this.pointer, SQLITE_STMTSTATUS_REPREPARE, 0);
    if (this.#columnNames === undefined || compilations !== this.#columnNamesOf) {
      const count = exports.sqlite3_column_count(this.pointer);
      this.#columnNames = Array.from({ length: count }, (_, column) =>
        heap.terminatedText(exports.sqlite3_column_name(this.pointer, column)),
      );
      this.#columnNamesOf = compilations;
    }
    return this.#columnNames;
  }

  /** Gives the statement back to SQLite: at once, or when the step that SQLite is executing has ended. */
  finalize(): void {
    if (this.#running > 0) this.#doomed = true;
    else if (this.pointer !== 0) this.#end();
  }

  /** Whether the statement has been finalized, or is about to be. */
  get finalized(): boolean {
    return this.pointer === 0 || this.#doomed;
  }

  #end(): void {
    this.#finalized(this);
    this.#library.exports.sqlite3_finalize(this.pointer);
    this.pointer = 0;
  }
}
