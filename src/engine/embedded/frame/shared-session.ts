/**
 * The part of the kernel for processes that are not alone in their session: threads, child processes, processes that
 * wait for one another, and files that they share. It is loaded with the first such program (part.ts).
 */
import type { KernelToHost, KernelToProcess } from '../protocol/messages.ts';
import type { KernelContext } from './kernel-context.ts';
import { PortCounts } from './port-counts.ts';
import { Processes } from './processes.ts';
import { readSharedMessage } from './read/shared-messages.ts';
import { SharedDisk } from './shared-disk.ts';
import { SyncCalls } from './sync-calls.ts';

export class SharedSession {
  readonly disk: SharedDisk;
  readonly ports = new PortCounts();
  readonly #kernel: KernelContext;
  readonly #processes: Processes;
  readonly #calls: SyncCalls;

  constructor(kernel: KernelContext) {
    this.#kernel = kernel;
    this.disk = new SharedDisk({
      send: (task, message) => kernel.send(task, message),
      notice: (task, text) => kernel.host({ type: 'notice', pid: task, text }),
    });
    this.#processes = new Processes(kernel, this.disk);
    this.#calls = new SyncCalls(kernel, this.#processes, this.disk);
  }

  /** @param data a message of a task that is not among those of any process */
  fromTask(task: number, data: unknown): void {
    const message = readSharedMessage(data);
    switch (message?.type) {
      case 'thread':
        return this.#processes.startThread(task, message.thread);
      case 'stop-thread':
        return this.#processes.stopThread(task, message.id);
      case 'spawn':
        return this.#processes.spawn(task, message.start);
      case 'spawn-sync':
        return this.#calls.spawn(task, message.start, message.shared);
      case 'read-sync':
        return this.#calls.read(task, message.connection, message.shared);
      case 'reply-next':
        return this.#calls.next(task);
      case 'files':
        return this.disk.changed(task, message.changes, message.applied);
      case 'files-applied':
        return void this.disk.missed(task, message.applied);
      case 'database':
        return this.disk.opened(task, message.path);
      default:
    }
  }

  /** Shows output of a process, or relays it where the process that started it has said. */
  output(task: number, stream: 'stdout' | 'stderr', text: string): void {
    const to = this.#processes.outputOf(task, stream);
    if (!to) return;
    if (to.fd === undefined) {
      const shown = this.#kernel.tasks.get(to.task);
      if (shown) this.#kernel.show(shown, to.stream, text);
    } else if (!this.#calls.relay(task, to.task, to.fd, text)) {
      this.#kernel.send(to.task, { type: 'relay', fd: to.fd, text });
    }
  }

  processOf(task: number): number {
    return this.#processes.processOf(task);
  }

  toHost(message: KernelToHost): KernelToHost | undefined {
    return this.#processes.toHost(message);
  }

  /** Takes a message to a task that waits for a child, if the message is about that child. */
  take(task: number, message: KernelToProcess): boolean {
    return this.#calls.take(task, message);
  }

  announce(): void {
    this.#processes.announce();
  }

  ended(task: number, code: number | null, signal: string | null): void {
    this.disk.ended(task);
    this.#calls.ended(task);
    this.#processes.ended(task, code, signal);
  }
}
