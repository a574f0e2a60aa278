import type { CompiledStatement } from './compiled-statement.ts';

const capacity = 50;

/** The connection for which statements are compiled. */
interface Compiler {
  /** The program's authorizer, or null. */
  readonly authorizer: unknown;
  compile(sql: string): CompiledStatement | undefined;
}

/** Statements that leave the schema and the settings of the connection as they are. */
const dataStatement = /^\s*(?:select|insert|replace|update|delete|with|values)\b/i;

/**
 * Compiled statements by their text, so that the StatementSync objects of one text share one. In Node a
 * StatementSync that is dropped is finalized when it is collected; garbage collection in a browser knows
 * nothing of the memory behind it and finalizes only between tasks, so a loop that prepares the same
 * statement 100,000 times would fill SQLite's memory. With the pool it takes the memory of one.
 *
 * Whatever could make compiling the same text again fail, or mean something else, empties the pool:
 * statements that change the schema or settings, new functions, authorizers and limits.
 */
export class StatementPool {
  readonly #connection: Compiler;
  /** Least recently used first. */
  readonly #compiled = new Map<string, CompiledStatement>();

  constructor(connection: Compiler) {
    this.#connection = connection;
  }

  /** A compiled statement for `sql`, counted as used once more; undefined when `sql` is empty. */
  acquire(sql: string): CompiledStatement | undefined {
    const pooled = this.#compiled.get(sql);
    if (pooled !== undefined && !pooled.iterating && !pooled.running) {
      this.#compiled.delete(sql);
      this.#compiled.set(sql, pooled);
      pooled.users++;
      return pooled;
    }
    return this.#add(sql, pooled);
  }

  #add(sql: string, replaced: CompiledStatement | undefined): CompiledStatement | undefined {
    const compiled = this.#connection.compile(sql);
    if (compiled === undefined) return undefined;
    compiled.users++;
    // An authorizer must hear of every statement that is prepared.
    if (this.#connection.authorizer !== null || !dataStatement.test(sql)) return compiled;
    if (replaced !== undefined) this.#drop(replaced);
    compiled.pooled = true;
    this.#compiled.set(sql, compiled);
    if (this.#compiled.size > capacity) {
      for (const oldest of this.#compiled.values()) {
        this.#drop(oldest);
        break;
      }
    }
    return compiled;
  }

  /** A StatementSync that held the compiled statement is gone. */
  release(compiled: CompiledStatement): void {
    compiled.users--;
    if (compiled.users === 0 && !compiled.pooled) compiled.finalize();
  }

  /** To be called before a statement runs: one that is not about data empties the pool. */
  beforeRunning(compiled: CompiledStatement): void {
    if (!compiled.pooled && this.#compiled.size > 0 && !dataStatement.test(compiled.sql)) this.clear();
  }

  clear(): void {
    for (const compiled of this.#compiled.values()) this.#drop(compiled);
  }

  #drop(compiled: CompiledStatement): void {
    compiled.pooled = false;
    this.#compiled.delete(compiled.sql);
    if (compiled.users === 0) compiled.finalize();
  }
}
