/**
 * Reads copies of a database in a session of its own: a process that does nothing but have SQLite. So nothing that is
 * asked here reaches the program, and a query that never ends is interrupted, or its process ended.
 */
import type { DatabaseCopy, Engine, ExecuteOptions, Result, Session, SqlOutcome } from '../../engine/engine.ts';

const PROGRAM = "import 'node:sqlite';\nsetInterval(() => {}, 2 ** 30);\nconsole.log('ready');\n";

export type CopyName = 'now' | 'before';

/** Where a copy lies. */
export const pathOf = (name: CopyName): string => `/home/reader/${name}.db`;

export class DatabaseReader {
  readonly #engine: () => Promise<Engine>;
  readonly #copies = new Map<CopyName, DatabaseCopy>();
  #session: Promise<Result<{ readonly session: Session }>> | null = null;
  readonly #ids = new Map<CopyName, string>();
  #closed = false;

  constructor(engine: () => Promise<Engine>) {
    this.#engine = engine;
  }

  /** Takes a copy to read; `null` takes it away. */
  async put(name: CopyName, copy: DatabaseCopy | null): Promise<Result<{}>> {
    if (copy !== null && this.#copies.get(name) === copy && this.#ids.has(name)) return { ok: true };
    if (copy === null) this.#copies.delete(name);
    else this.#copies.set(name, copy);
    this.#ids.delete(name);
    return copy === null ? { ok: true } : this.#place(name);
  }

  /** Runs statements that read. What takes longer than its time comes back interrupted. */
  async query(
    sql: string,
    options: ExecuteOptions = {},
    name: CopyName = 'now',
  ): Promise<Result<{ outcome: SqlOutcome }>> {
    const result = await this.#query(sql, options, name);
    // It did not answer: whatever it does is ended, and the next query finds a new process.
    if (!result.ok && result.code !== 'network') this.#end();
    return result;
  }

  close(): void {
    this.#closed = true;
    this.#end();
    this.#copies.clear();
  }

  async #query(sql: string, options: ExecuteOptions, name: CopyName): Promise<Result<{ outcome: SqlOutcome }>> {
    for (const each of this.#copies.keys()) {
      const placed = this.#ids.has(each) ? null : await this.#place(each);
      if (placed && !placed.ok) return placed;
    }
    const begun = await this.#begin();
    if (!begun.ok) return begun;
    const id = this.#ids.get(name);
    if (id === undefined) return { ok: false, code: 'project', reason: 'There is no copy to read.' };
    return begun.session.databases!.execute(id, sql, { ...options, readOnly: true });
  }

  async #place(name: CopyName): Promise<Result<{}>> {
    const begun = await this.#begin();
    const copy = this.#copies.get(name);
    if (!begun.ok || copy === undefined) return begun;
    const put = await begun.session.databases!.put(pathOf(name), copy);
    if (put.ok) this.#ids.set(name, put.id);
    else this.#end();
    return put;
  }

  #begin(): Promise<Result<{ readonly session: Session }>> {
    this.#session ??= this.#boot();
    return this.#session;
  }

  async #boot(): Promise<Result<{ readonly session: Session }>> {
    const engine = await this.#engine();
    const booted = await engine.boot(
      {
        name: 'databases',
        files: { 'reader.mjs': PROGRAM },
        processes: { reader: 'node reader.mjs' },
        dependencies: [],
      },
      { autostart: false },
    );
    if (!booted.ok) {
      this.#session = null;
      return booted;
    }
    const { session } = booted;
    if (this.#closed) session.dispose();
    const ready = new Promise<void>((resolve) => {
      session.subscribe((event) => {
        if (event.type === 'output' || (event.type === 'state' && event.process.state === 'exited')) resolve();
      });
    });
    const started = await session.start('reader');
    if (!started.ok) return started;
    await ready;
    return { ok: true, session };
  }

  #end(): void {
    const session = this.#session;
    this.#session = null;
    this.#ids.clear();
    void session?.then((begun) => begun.ok && begun.session.dispose());
  }
}
