/**
 * Whether and how this process shares its files: once it may not be alone in its session, its changes go to the other
 * processes and theirs come here (`shared-files.ts`, an extension).
 */
import type { ForwardedChanges, StartFiles } from '../../protocol/files.ts';
import type { Program } from '../../protocol/programs.ts';
import type { ProcessClock } from '../clock.ts';
import { flushFilesWith, post } from '../kernel-port.ts';
import type { Send } from '../network/stream.ts';
import { followPorts } from '../threads/port-ends.ts';
import { keepOrder } from '../threads/port-state.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { SharedFiles } from './shared-files.ts';

interface FileSharingContext {
  readonly files: FileSystem;
  readonly clock: ProcessClock;
  program(): Program;
  readonly send: Send;
  /** Sees to it that changes are sent when the program has given up control. */
  readonly later: () => void;
  /** Tells that a message has come in: the process does not rest until it has dealt with it. */
  stir(): void;
  /** The extension has not come along; does not return. */
  missing(): never;
}

export class FileSharing {
  readonly #context: FileSharingContext;
  #shared: SharedFiles | undefined;
  /** Changes of others that came before this process shared its files. */
  readonly #early: ForwardedChanges[] = [];
  /** The files that SQLite has opened, by path; journals are among them. */
  readonly databases = new Set<string>();

  constructor(context: FileSharingContext) {
    this.#context = context;
  }

  /** Shares the files from now on: the other processes hear what changes. */
  share(): SharedFiles {
    if (this.#shared) return this.#shared;
    const { files, clock, program, send, later, stir, missing } = this.#context;
    const { files: Shared } = globalThis.engineExtensions ?? {};
    if (!Shared) return missing();
    const shared = new Shared({ files, ...(program().sharing ?? { member: 0, seen: [] }), send, later });
    this.#shared = shared;
    flushFilesWith(() => shared.flush());
    keepOrder(shared);
    followPorts({
      get stands() {
        return clock.rate === 0;
      },
      taken: stir,
    });
    for (const path of this.databases) post({ type: 'database', path });
    return shared;
  }

  /** The process begins in a session that has others. @param missed their changes since its files were copied */
  join(missed: readonly ForwardedChanges[]): void {
    const shared = this.share();
    for (const changes of [...missed, ...this.#early]) shared.receive(changes);
  }

  /** The files for a process or thread that this one starts. */
  forAnother(): StartFiles {
    const shared = this.share();
    return { files: shared.copy(), applied: shared.applied };
  }

  receive(changes: ForwardedChanges): void {
    if (this.#shared) this.#shared.receive(changes);
    else this.#early.push(changes);
  }

  /** The kernel has passed so many of this process's changes on. */
  taken(count: number): void {
    this.#shared?.taken(count);
  }

  /** SQLite has opened a file: the kernel says whether another process has it open. */
  opened(path: string): void {
    this.databases.add(path);
    if (this.#shared) post({ type: 'database', path });
  }
}
