/** What the engine's processes answer about databases, in this process: SQLite's WebAssembly on files in memory. */
import path from 'node:path';
import type { DatabaseControl, Result } from '../../src/engine/engine.ts';
import type { DatabaseAnswer, DatabaseWish } from '../../src/engine/embedded/protocol/databases.ts';
import { ProcessFiles } from '../../src/engine/embedded/worker/bindings/sqlite.ts';
import { look } from '../../src/engine/embedded/worker/databases/look.ts';
import { FileSystem } from '../../src/engine/embedded/worker/vfs/file-system.ts';
import type { Library } from '../../src/engine/sqlite/index.ts';
import { createOwn, type Sqlite } from './sqlite-pair.ts';

/** A program with SQLite and its databases, as `session.databases` shows them. */
export class LocalDatabases implements DatabaseControl {
  readonly sqlite: Sqlite;
  readonly files = new FileSystem({ now: () => 0, output: () => {} });
  readonly paths = new Set<string>();
  /** How often it was asked for what. */
  readonly wishes: DatabaseWish['type'][] = [];
  /** The number of its process. */
  task = 1;
  /** Set to have it answer nothing. */
  busy = false;
  #library: Library | undefined;

  constructor() {
    this.files.mountDirectory('/home/reader');
    const resolve = (name: string) => path.resolve('/home/reader', name);
    this.sqlite = createOwn({
      files: new ProcessFiles(this.files, resolve, (name) => this.paths.add(name)),
      started: (library) => {
        this.#library = library;
      },
    });
  }

  async list(): ReturnType<DatabaseControl['list']> {
    if (this.busy) return { ok: true, databases: [], busy: ['main'] };
    const answer = this.#ask({ type: 'list', paths: [] });
    if (!('databases' in answer)) return problem(answer);
    const databases = answer.databases.map(({ id, ...info }) => ({
      ...info,
      ...{ id: `${this.task}/${id}`, process: 'main', left: false },
    }));
    return { ok: true, databases, busy: [] };
  }

  async copy(id: string): ReturnType<DatabaseControl['copy']> {
    const answer = this.#ask({ type: 'copy', id: own(id) });
    if (!('files' in answer)) return problem(answer);
    const [main, wal, journal] = answer.files.map((file) => file && new Uint8Array(file));
    return { ok: true, copy: { main: main!, ...(wal && { wal }), ...(journal && { journal }) } };
  }

  async put(
    name: string,
    { main, wal, journal }: Parameters<DatabaseControl['put']>[1],
  ): ReturnType<DatabaseControl['put']> {
    const answer = this.#ask({ type: 'put', path: name, files: [main, wal ?? null, journal ?? null] });
    return 'id' in answer ? { ok: true, id: `${this.task}/${answer.id}` } : problem(answer);
  }

  async execute(
    ...[id, sql, options = {}]: Parameters<DatabaseControl['execute']>
  ): ReturnType<DatabaseControl['execute']> {
    const answer = this.#ask({ type: 'execute', id: own(id), sql, options });
    return 'outcome' in answer ? { ok: true, outcome: answer.outcome } : problem(answer);
  }

  #ask(wish: DatabaseWish): DatabaseAnswer {
    this.wishes.push(wish.type);
    const { files, paths } = this;
    // What goes from one worker to another is copied.
    return look({ library: this.#library, files, paths, now: () => performance.now() }, structuredClone(wish)).answer;
  }
}

const own = (id: string): string => id.slice(id.indexOf('/') + 1);

const problem = (answer: DatabaseAnswer): Result<never> => ({
  ...{ ok: false, code: 'project' },
  reason: 'problem' in answer ? answer.problem : 'unexpected',
});
