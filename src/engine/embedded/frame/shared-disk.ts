/**
 * Changes in the files of a session. The kernel has no files itself: it passes the changes of one process on to all
 * others, in one order, and keeps them for processes that will need them: a child that begins with its parent's files,
 * a parent that waits for a child, a process of the session that starts later.
 */
import type { FileChanges, ForwardedChanges } from '../protocol/files.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import type { Program } from '../protocol/programs.ts';
import { ChangedFiles } from './changed-files.ts';

interface Member {
  readonly number: number;
  /** How many changes of others it has been sent, and how many changes of its own it has sent. */
  received: number;
  sent: number;
  /** Changes that were sent to it, and that it may not have applied yet. */
  recent: ForwardedChanges[];
}

export interface SharedDiskContext {
  send(task: number, message: KernelToProcess): void;
  /** Tells the reader something about a process. */
  notice(task: number, text: string): void;
}

type Sharing = NonNullable<Program['sharing']>;

export class SharedDisk {
  readonly #context: SharedDiskContext;
  readonly #members = new Map<number, Member>();
  /** All changes since the first process started, kept where further processes may start with the files of then. */
  #since: ChangedFiles | undefined;
  /** Paths of databases to the tasks that have opened them. */
  readonly #databases = new Map<string, Set<number>>();
  #numbers = 0;

  constructor(context: SharedDiskContext) {
    this.#context = context;
  }

  /**
   * A process of the session starts, and others may start beside it.
   * @returns what the process has to be told of the changes of others
   */
  start(task: number): Sharing {
    const before = this.#since?.all;
    this.#since ??= new ChangedFiles();
    return this.#join(task, before ? [before] : []);
  }

  /** A process or a thread starts with the files of task `parent`, which had applied so many changes of others. */
  fork(parent: number, task: number, applied: number): Sharing {
    this.#member(parent);
    return this.#join(
      task,
      this.missed(parent, applied).map(({ changes }) => changes),
    );
  }

  /** The member that a task is. A process that was alone until now is member 0. */
  #member(task: number): Member {
    const member = this.#members.get(task) ?? { number: 0, received: 0, sent: 0, recent: [] };
    this.#members.set(task, member);
    return member;
  }

  #join(task: number, before: readonly FileChanges[]): Sharing {
    const number = (this.#numbers += 1);
    const missed = before.map((changes, index) => ({ index: index + 1, own: 0, from: [number, 0] as const, changes }));
    // The task has these changes, in the files it begins with or in what it has missed.
    const seen = [...this.#members.values()].map((member) => [member.number, member.sent] as const);
    this.#members.set(task, { number, received: missed.length, sent: 0, recent: [...missed] });
    return { member: number, missed, seen };
  }

  /** The changes that a process has been sent, beyond the first `applied` ones. */
  missed(task: number, applied: number): readonly ForwardedChanges[] {
    const member = this.#members.get(task);
    if (!member) return [];
    member.recent = member.recent.filter(({ index }) => index > applied);
    return member.recent;
  }

  changed(task: number, changes: FileChanges, applied: number): void {
    const from = this.#member(task);
    from.sent += 1;
    this.missed(task, applied);
    this.#since?.add(changes);
    for (const [each, member] of this.#members) {
      if (each === task) continue;
      const forwarded = {
        index: (member.received += 1),
        own: member.sent,
        from: [from.number, from.sent] as const,
        changes,
      };
      member.recent.push(forwarded);
      this.#context.send(each, { type: 'files', ...forwarded });
    }
    this.#context.send(task, { type: 'files-taken', count: from.sent });
  }

  /** A process has opened a SQLite database: a second one must know that there are no locks between them. */
  opened(task: number, path: string): void {
    if (/-(?:journal|wal|shm)$/.test(path)) return;
    const users = this.#databases.get(path) ?? new Set();
    this.#databases.set(path, users.add(task));
    if (users.size === 2) {
      this.#context.notice(
        task,
        `${path} is open in another process or thread of this sandbox, too, and SQLite's locks do not reach from one to the other in this engine: what both write at the same time can be lost or damaged. Let one of them own the database, or run the sandbox in WebContainer or in Node itself.`,
      );
    }
  }

  /** The reader has replaced a file that processes start with: what programs have made of its contents is forgotten. */
  replaced(path: string): void {
    this.#since?.forgetContents(path);
  }

  /** A task has ended. After the last one the next process starts with the files as they were at first. */
  ended(task: number): void {
    this.#members.delete(task);
    for (const users of this.#databases.values()) users.delete(task);
    if (this.#members.size === 0) this.#since = undefined;
  }
}
