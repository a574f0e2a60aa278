/** Processes that wait: for a child (spawnSync), or for standard input (fs.readSync). */
import type { InputReply, SyncResult, SyncStart } from '../protocol/child-processes.ts';
import type { StartFiles } from '../protocol/files.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import { ReplyWriter, type Reply } from '../shared/shared-reply.ts';
import type { KernelContext } from './kernel-context.ts';
import type { Processes } from './processes.ts';
import type { SharedDisk } from './shared-disk.ts';
import { SyncChild } from './sync-child.ts';

export class SyncCalls {
  readonly #kernel: KernelContext;
  readonly #processes: Processes;
  readonly #disk: SharedDisk;
  /** Tasks that wait to the child that each waits for. */
  readonly #children = new Map<number, SyncChild>();
  /** Tasks that wait to the rest of an answer that did not fit in at once. */
  readonly #replies = new Map<number, ReplyWriter>();

  constructor(kernel: KernelContext, processes: Processes, disk: SharedDisk) {
    this.#kernel = kernel;
    this.#processes = processes;
    this.#disk = disk;
  }

  spawn(task: number, start: SyncStart & StartFiles, shared: SharedArrayBuffer): void {
    const { network, clock, rest, tasks } = this.#kernel;
    if (!tasks.get(task)?.program || this.#children.has(task)) return;
    const answer = (result: Omit<SyncResult, 'clock' | 'files'>): void => {
      this.#children.delete(task);
      rest.waits(task, false);
      this.#reply(task, shared, {
        ...result,
        files: this.#disk.missed(task, start.applied),
        clock: clock.state,
      } satisfies SyncResult);
    };
    const pid = this.#processes.spawnSync(task, start);
    if (pid === undefined)
      return answer({ pid: 0, status: null, signal: null, error: 'EAGAIN', output: null, relayed: [] });
    this.#children.set(
      task,
      new SyncChild(pid, start, {
        stream: (message) => network.stream(task, message),
        signal: (name) => this.#kernel.signal(pid, name),
        after: (milliseconds, callback) => clock.after(milliseconds, callback),
        ended: answer,
      }),
    );
    rest.waits(task, true);
  }

  read(task: number, connection: number, shared: SharedArrayBuffer): void {
    this.#kernel.network.readHeld(task, connection, (messages) =>
      this.#reply(
        task,
        shared,
        messages &&
          ({
            parts: messages.flatMap((message) => (message.type === 'data' ? [new Uint8Array(message.bytes)] : [])),
            ended: messages.some(({ type }) => type !== 'data'),
          } satisfies InputReply),
      ),
    );
  }

  #reply(task: number, shared: SharedArrayBuffer, answer: Reply): void {
    const reply = new ReplyWriter(shared, answer);
    if (reply.next()) this.#replies.set(task, reply);
  }

  /** The task has taken a part of its answer. */
  next(task: number): void {
    if (this.#replies.get(task)?.next() === false) this.#replies.delete(task);
  }

  take(task: number, message: KernelToProcess): boolean {
    return this.#children.get(task)?.take(message) ?? false;
  }

  /**
   * Relays output of task `from` to descriptor `fd` of task `to`. A task that waits would get a message only after what
   * it does next; so output of the child that it waits for, and of the child's descendants, becomes a part of the
   * answer.
   * @returns whether it did
   */
  relay(from: number, to: number, fd: number, text: string): boolean {
    const child = this.#children.get(to);
    if (!child || !this.#processes.descends(from, child.pid)) return false;
    child.relay(fd, text);
    return true;
  }

  ended(task: number): void {
    this.#children.delete(task);
    this.#replies.delete(task);
  }
}
