/**
 * Who belongs to whom: the threads of a process. The kernel makes their workers, so that a process that hangs
 * takes its threads with it when it is ended.
 */
import type { KernelToHost, KernelToProcess, Preload, ProcessImage, Program, ThreadStart } from '../protocol.ts';

export interface ProcessesContext {
  prepare(task: number, runtime: string, boot: KernelToProcess, transfer: Transferable[]): void;
  /** Runs a program in a task under the name of another. */
  start(task: number, like: number, program: Program): void;
  send(task: number, message: KernelToProcess): void;
  end(task: number): void;
}

/** What a worker was made of; its threads are made of the same. */
interface Made {
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly library: string[];
  program: Program | undefined;
}

interface Thread {
  /** The task that started it, and the number by which that knows it. */
  readonly parent: number;
  readonly id: number;
  /** The task of the process's main thread. */
  readonly process: number;
}

interface Travelling {
  readonly port: MessagePort;
  readonly backlog: readonly unknown[];
}

/** What has to be transferred along with a port: itself, and what waits in it. */
function threadTransfer({ port, backlog }: Travelling): Transferable[] {
  const waiting = backlog as readonly { bytes: Uint8Array<ArrayBuffer>; buffers: ArrayBuffer[]; ports: Travelling[] }[];
  return [port, ...waiting.flatMap(({ bytes, buffers, ports }) => [bytes.buffer, ...buffers, ...ports.flatMap(threadTransfer)])];
}

/** Numbers of tasks that are not the host's; connection numbers leave room for them. */
const FIRST_TASK = 2 ** 20;
/** Workers that the programs of one session may start. */
const LIMIT = 64;

export class Processes {
  readonly #context: ProcessesContext;
  readonly #made = new Map<number, Made>();
  readonly #threads = new Map<number, Thread>();
  #next = FIRST_TASK;

  constructor(context: ProcessesContext) {
    this.#context = context;
  }

  prepared(task: number, runtime: string, image: ProcessImage): void {
    this.#made.set(task, { runtime, image, library: [...image.library], program: undefined });
  }

  preloaded(task: number, { library }: Preload): void {
    this.#made.get(task)?.library.push(...library);
  }

  started(task: number, program: Program): void {
    const made = this.#made.get(task);
    if (!made) return;
    made.library.push(...(program.image.library ?? []));
    const { tree: _tree, ...rest } = program;
    made.program = { ...rest, files: {} };
  }

  /** The task whose output and limits a task shares: its process's main thread. */
  processOf(task: number): number {
    return this.#threads.get(task)?.process ?? task;
  }

  startThread(parent: number, start: ThreadStart): void {
    const made = this.#made.get(parent);
    if (!made?.program) return;
    const id = Number(start.id);
    if (this.#threads.size >= LIMIT) {
      this.#context.send(parent, { type: 'thread-exit', id, code: 1, reason: `A session may have ${LIMIT} threads and child processes at a time.` });
      return;
    }
    const task = this.#next++;
    const { program, image } = made;
    const { name, port, env, execArgv, cwd, files } = start;
    this.#threads.set(task, { parent, id, process: this.processOf(parent) });
    const parts = { ...image, library: made.library, extensions: [...image.extensions, ...(program.image.extensions ?? [])], sqlite: program.image.sqlite ?? image.sqlite };
    this.prepared(task, made.runtime, parts);
    this.#context.prepare(task, made.runtime, { type: 'boot', image: parts, thread: { id, name, port } }, threadTransfer(port));
    const run: Program = { ...program, image: {}, cwd, env, execArgv: execArgv ?? program.execArgv, argv: [], copy: files, task };
    this.started(task, run);
    this.#context.start(task, this.processOf(parent), run);
  }

  stopThread(parent: number, id: number): void {
    for (const [task, thread] of this.#threads) {
      if (thread.parent !== parent || thread.id !== id) continue;
      this.#finish(task, 1, undefined);
      this.#context.end(task);
    }
  }

  /** A task is gone: its threads go with it, and its parent hears of it. */
  ended(task: number, code: number | null): void {
    this.#made.delete(task);
    for (const [child, { parent }] of this.#threads) {
      if (parent !== task) continue;
      this.#threads.delete(child);
      this.#context.end(child);
    }
    this.#finish(task, code ?? 1, undefined);
  }

  #finish(task: number, code: number, reason: string | undefined): void {
    const thread = this.#threads.get(task);
    if (!thread) return;
    this.#threads.delete(task);
    this.#context.send(thread.parent, { type: 'thread-exit', id: thread.id, code, ...(reason === undefined ? {} : { reason }) });
  }

  /** What the host, which knows processes only, is told; undefined when that is nothing. */
  toHost(message: KernelToHost): KernelToHost | undefined {
    if (!('pid' in message) || message.pid < FIRST_TASK) return message;
    const { pid } = message;
    switch (message.type) {
      case 'output':
      case 'notice':
      case 'missing':
      case 'listening':
      case 'closed':
        return { ...message, pid: this.processOf(pid) };
      case 'failed':
        this.#finish(pid, 1, message.reason);
        this.#context.end(pid);
        return undefined;
      default:
        return undefined;
    }
  }
}
