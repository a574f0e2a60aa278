/**
 * The files of a session as the kernel knows them: it has none itself. It passes what one process changes on to
 * all others, in one order, and keeps it for those that will need it: a child that begins with its parent's files,
 * a parent that waits for a child, a process of the session that starts later.
 */
import type { FileChanges, ForwardedChanges } from '../protocol/files.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import type { Program } from '../protocol/programs.ts';
import { areChanges } from './are-changes.ts';
import { ChangedFiles } from './changed-files.ts';

interface Member {
  readonly number: number;
  /** How many changes it has been sent, and how many of its own it has sent. */
  received: number;
  sent: number;
  /** Sent to it, and perhaps not taken yet. */
  recent: ForwardedChanges[];
}

export interface SharedDiskContext {
  send(task: number, message: KernelToProcess): void;
  /** Tells the reader something of a process. */
  notice(task: number, text: string): void;
}

const NOTHING: FileChanges = { nodes: [], entries: [], contents: [] };

type Sharing = NonNullable<Program['sharing']>;

export class SharedDisk {
  readonly #context: SharedDiskContext;
  readonly #members = new Map<number, Member>();
  /** Everything since the first process started, where further ones may start from the same beginning. */
  #since: ChangedFiles | undefined;
  /** Who has opened which databases, by path. */
  readonly #databases = new Map<string, Set<number>>();
  #numbers = 0;

  constructor(context: SharedDiskContext) {
    this.#context = context;
  }

  /**
   * A process of the session starts, and others may.
   * @returns what to tell it: what the others have changed
   */
  start(task: number): Sharing {
    const before = this.#since?.all;
    this.#since ??= new ChangedFiles();
    return this.#join(task, before ? [before] : []);
  }

  /** A process or a thread starts with the files of another, of which that had taken so many changes. */
  fork(parent: number, task: number, applied: number): Sharing {
    this.#member(parent);
    return this.#join(
      task,
      this.missed(parent, applied).map(({ changes }) => changes),
    );
  }

  /** One that was alone has no number of its own. */
  #member(task: number): Member {
    const member = this.#members.get(task) ?? { number: 0, received: 0, sent: 0, recent: [] };
    this.#members.set(task, member);
    return member;
  }

  #join(task: number, before: readonly FileChanges[]): Sharing {
    const number = (this.#numbers += 1);
    const missed = before.map((changes, index) => ({ index: index + 1, own: 0, from: [number, 0] as const, changes }));
    // It has these, in the files it begins with or in what it has missed.
    const seen = [...this.#members.values()].map((member) => [member.number, member.sent] as const);
    this.#members.set(task, { number, received: missed.length, sent: 0, recent: [...missed] });
    return { member: number, missed, seen };
  }

  /** What a process has been sent beyond the first `applied` changes. */
  missed(task: number, applied: number): readonly ForwardedChanges[] {
    const member = this.#members.get(task);
    if (!member) return [];
    member.recent = member.recent.filter(({ index }) => index > applied);
    return member.recent;
  }

  changed(task: number, changes: unknown, applied: number): void {
    const from = this.#member(task);
    from.sent += 1;
    this.missed(task, applied);
    const checked = areChanges(changes) ? changes : NOTHING;
    this.#since?.add(checked);
    for (const [each, member] of this.#members) {
      if (each === task) continue;
      const forwarded = {
        index: (member.received += 1),
        own: member.sent,
        from: [from.number, from.sent] as const,
        changes: checked,
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
        `${path} is open in another process or thread of this sandbox, too, and SQLite's locks do not reach from one to the other here: what both write at the same time can be lost or damaged. Let one of them own the database, or run the sandbox in WebContainer or in Node itself.`,
      );
    }
  }

  /** A file of the beginning was replaced: what programs made of its contents is no more. */
  replaced(path: string): void {
    this.#since?.forgetContents(path);
  }

  /** When the last one ends, the next begins from the beginning. */
  ended(task: number): void {
    this.#members.delete(task);
    for (const users of this.#databases.values()) users.delete(task);
    if (this.#members.size === 0) this.#since = undefined;
  }
}
