/**
 * The databases of a session's processes, seen from the page. The processes answer, each for itself; what a process has
 * left behind when it ended is kept here.
 */
import type { DatabaseControl, DatabaseCopy, DatabaseInfo, ExecuteOptions, Result } from '../../engine.ts';
import { failure } from '../../shared/failure.ts';
import { readAnswer } from './database-answers.ts';
import type { DatabaseAnswer, DatabasesFromHost, DatabasesToHost, DatabaseWish } from '../protocol/databases.ts';

/** Milliseconds until a process that has not answered is busy. */
const PATIENCE = 2000;
/** Milliseconds that statements may take, when whoever runs them does not say it. */
const TIME = 5000;

export interface DatabasesContext {
  send(message: DatabasesFromHost): void;
  /** The part of the worker that answers; rejects when it cannot be loaded. */
  script(): Promise<string>;
}

/** What a process has left behind, by path. */
export type LeftDatabases = ReadonlyMap<string, { readonly process: string; readonly copy: DatabaseCopy }>;

type Told = Result<{ readonly answers: readonly Answer[]; readonly busy: readonly string[] }>;

interface Answer {
  readonly task: number;
  readonly process: string;
  readonly answer: DatabaseAnswer;
}

interface Waiting {
  asked: readonly { readonly task: number; readonly name: string }[] | null;
  readonly answers: Map<number, DatabaseAnswer>;
  done(): void;
}

export class Databases implements DatabaseControl {
  readonly #context: DatabasesContext;
  readonly #left: () => LeftDatabases;
  readonly #waiting = new Map<number, Waiting>();
  /** Files that some process has told of. */
  readonly #paths = new Set<string>();
  #next = 1;
  #closed = false;

  /** @param left what processes have left behind */
  constructor(context: DatabasesContext, left: () => LeftDatabases) {
    this.#context = context;
    this.#left = left;
  }

  async list(): Promise<Result<{ databases: readonly DatabaseInfo[]; busy: readonly string[] }>> {
    const told = await this.#ask({ type: 'list', paths: [...this.#paths] });
    if (!told.ok) return told;
    const found = new Map<string, DatabaseInfo>();
    for (const { task, process, answer } of told.answers) {
      if (!('databases' in answer)) continue;
      for (const { id, ...info } of answer.databases) {
        // Processes share their files: one of those that have it open stands for all.
        const key = info.path ?? `${task}/${id}`;
        if (info.path !== null) this.#paths.add(info.path);
        const before = found.get(key);
        if (!before || (info.open && !before.open))
          found.set(key, { ...info, id: `${task}/${id}`, process, left: false });
      }
    }
    for (const [path, { process, copy }] of this.#left()) {
      if (found.has(path)) continue;
      const bytes = copy.main.length + (copy.wal?.length ?? 0) + (copy.journal?.length ?? 0);
      const state = { open: false, transaction: false, left: true };
      found.set(path, { id: `0/${path}`, process, path, schema: 'main', bytes, ...state });
    }
    return { ok: true, databases: [...found.values()], busy: told.busy };
  }

  async copy(id: string): Promise<Result<{ copy: DatabaseCopy }>> {
    const { task, own } = partsOf(id);
    const left = task === 0 ? this.#left().get(own) : undefined;
    if (left) return { ok: true, copy: left.copy };
    const answer = await this.#askOne(task, { type: 'copy', id: own });
    if (!answer.ok) return answer;
    if (!('files' in answer.answer)) return unexpected();
    const [main, wal, journal] = answer.answer.files.map((file) => file && new Uint8Array(file));
    return { ok: true, copy: { main: main ?? new Uint8Array(), ...(wal && { wal }), ...(journal && { journal }) } };
  }

  async put(path: string, { main, wal, journal }: DatabaseCopy): Promise<Result<{ id: string }>> {
    const answer = await this.#askOne(undefined, { type: 'put', path, files: [main, wal ?? null, journal ?? null] });
    return answer.ok ? { ok: true, id: `${answer.task}/${path}` } : answer;
  }

  async execute(id: string, sql: string, options: ExecuteOptions = {}): ReturnType<DatabaseControl['execute']> {
    const { task, own } = partsOf(id);
    const { time = TIME } = options;
    const answer = await this.#askOne(task, { type: 'execute', id: own, sql, options: { ...options, time } }, time);
    if (!answer.ok) return answer;
    return 'outcome' in answer.answer ? { ok: true, outcome: answer.answer.outcome } : unexpected();
  }

  receive(message: DatabasesToHost): void {
    if (message.type === 'left') return;
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if (message.type === 'looking') waiting.asked = message.tasks;
    else waiting.answers.set(message.pid, readAnswer(message.answer));
    if (waiting.asked?.every(({ task }) => waiting.answers.has(task))) waiting.done();
  }

  /** The session has ended. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting.values()) waiting.done();
  }

  async #askOne(
    task: number | undefined,
    wish: DatabaseWish,
    time = 0,
  ): Promise<Result<{ readonly task: number; readonly answer: Exclude<DatabaseAnswer, { problem: string }> }>> {
    const told = await this.#ask(wish, task, time);
    if (!told.ok) return told;
    const [first] = told.answers;
    if (!first)
      return told.busy.length > 0
        ? failure('timeout', 'The program is busy and does not answer. Stop it, or wait until it has finished.')
        : failure('project', 'The process that had the database has ended.');
    const { answer } = first;
    return 'problem' in answer ? failure('project', answer.problem) : { ok: true, task: first.task, answer };
  }

  async #ask(wish: DatabaseWish, task?: number, time = 0): Promise<Told> {
    let script: string;
    try {
      script = await this.#context.script();
    } catch (error) {
      return failure(
        'network',
        `The part of the engine that looks into databases could not be loaded (${(error as Error).message}). Check the connection and try again.`,
      );
    }
    if (this.#closed) return failure('disposed', 'The session has ended.');
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting: Waiting = { asked: null, answers: new Map(), done: resolve };
    this.#waiting.set(id, waiting);
    const timer = setTimeout(resolve, PATIENCE + time);
    this.#context.send({ type: 'look', id, ...(task !== undefined && { task }), script, wish });
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(id);
    if (this.#closed) return failure('disposed', 'The session has ended.');
    const answers: Answer[] = [];
    const busy: string[] = [];
    for (const { task: asked, name } of waiting.asked ?? []) {
      const answer = waiting.answers.get(asked);
      if (answer === undefined) busy.push(name);
      else answers.push({ task: asked, process: name, answer });
    }
    return { ok: true, answers, busy };
  }
}

function partsOf(id: string): { readonly task: number; readonly own: string } {
  const slash = id.indexOf('/');
  return { task: Number(id.slice(0, slash)), own: id.slice(slash + 1) };
}

const unexpected = () => failure('project', 'The process has given an answer that makes no sense.');
