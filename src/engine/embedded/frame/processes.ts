/**
 * The family tree of tasks: the threads of a process, and the processes that it starts. The kernel makes their workers.
 * So a process that hangs takes its threads with it when it is ended, and a process of the session takes along
 * everything that descends from it.
 */
import {
  PROCESS_LIMIT,
  type Descriptor,
  type DescriptorStart,
  type ProcessStart,
} from '../protocol/child-processes.ts';
import type { KernelToHost } from '../protocol/messages.ts';
import type { Program } from '../protocol/programs.ts';
import type { MovedPort, ThreadInfo, ThreadStart } from '../protocol/threads.ts';
import type { KernelContext } from './kernel-context.ts';
import type { SharedDisk } from './shared-disk.ts';
import { FIRST_CHILD, FIRST_THREAD, type Task } from './task.ts';

interface Thread {
  /** The task that started the thread. */
  readonly parent: number;
  /** The id by which the parent knows the thread. */
  readonly id: number;
  /** The task of the process's main thread. */
  readonly process: number;
}

interface Child {
  /** The task that started the child; undefined once the parent is gone. */
  parent: number | undefined;
  /** The process of the session from which the child descends. */
  readonly root: number;
  /** For each of the first three descriptors: the task and descriptor that it was inherited from, if it was. */
  readonly inherited: readonly ({ readonly task: number; readonly fd: number } | undefined)[];
}

type ChildStart = Omit<ProcessStart, 'pid'>;

/** The objects to transfer with a port: the port itself, and those in messages that wait in it. */
function threadTransfer({ port, backlog }: MovedPort): Transferable[] {
  const waiting = backlog as readonly { bytes: Uint8Array<ArrayBuffer>; buffers: ArrayBuffer[]; ports: MovedPort[] }[];
  return [
    port,
    ...waiting.flatMap(({ bytes, buffers, ports }) => [bytes.buffer, ...buffers, ...ports.flatMap(threadTransfer)]),
  ];
}

const TOO_MANY = `A session may have ${PROCESS_LIMIT} threads and child processes at a time.`;

export class Processes {
  readonly #kernel: KernelContext;
  readonly #disk: SharedDisk;
  readonly #threads = new Map<number, Thread>();
  readonly #children = new Map<number, Child>();
  #lastNotice: string | undefined;
  #nextThread = FIRST_THREAD;
  #nextChild = FIRST_CHILD;
  /** Process ids that are set aside for the children of a task. */
  readonly #reserved = new Map<number, Set<number>>();
  /** Process ids that were set aside for a task that is gone. */
  readonly #unused: number[] = [];

  constructor(kernel: KernelContext, disk: SharedDisk) {
    this.#kernel = kernel;
    this.#disk = disk;
  }

  /** The main thread of a task's process. */
  processOf(task: number): number {
    return this.#threads.get(task)?.process ?? task;
  }

  /** The process of the session that a task descends from. */
  rootOf(task: number): number {
    const process = this.processOf(task);
    return this.#children.get(process)?.root ?? process;
  }

  /**
   * Where the output of a task goes: it is shown as output of the task in the answer, or written to that task's
   * descriptor `fd`; undefined: nowhere.
   */
  outputOf(
    task: number,
    stream: 'stdout' | 'stderr',
  ): { readonly task: number; readonly stream: 'stdout' | 'stderr'; readonly fd?: number } | undefined {
    const process = this.processOf(task);
    const child = this.#children.get(process);
    if (!child) return { task: process, stream };
    const to = child.inherited[stream === 'stderr' ? 2 : 1];
    if (!to) return undefined;
    if (to.fd > 2 || this.#children.has(to.task)) return { ...to, stream };
    return { task: to.task, stream: to.fd === 2 ? 'stderr' : 'stdout' };
  }

  /** Where a descriptor leads that a child inherits: all the way, because the child may outlive its parent. */
  #inherit(parent: number, start: DescriptorStart): Child['inherited'][number] {
    if (start.type !== 'inherited') return undefined;
    const task = this.processOf(parent);
    return this.#children.get(task)?.inherited[start.fd] ?? { task, fd: start.fd };
  }

  // ---- threads

  startThread(parent: number, start: ThreadStart): void {
    const starter = this.#kernel.tasks.get(parent);
    if (!starter?.program) return;
    const { id, name, port, env, execArgv, cwd, files, applied } = start;
    if (this.#room <= 0) {
      this.#kernel.send(parent, { type: 'thread-exit', id, code: 1, reason: TOO_MANY });
      return;
    }
    const task = this.#nextThread++;
    this.#threads.set(task, { parent, id, process: this.processOf(parent) });
    const run: Program = {
      ...starter.program,
      image: {},
      cwd,
      env,
      execArgv: execArgv ?? starter.program.execArgv,
      argv: [],
      copy: files,
      sharing: this.#disk.fork(parent, task, applied),
      task,
    };
    this.#begin(task, starter, run, { id, name, port });
  }

  stopThread(parent: number, id: number): void {
    for (const [task, thread] of this.#threads) {
      if (thread.parent === parent && thread.id === id) this.#kernel.end(task, 'SIGKILL');
    }
  }

  get #room(): number {
    return PROCESS_LIMIT - this.#threads.size - this.#children.size;
  }

  /** Makes a worker of the same parts as another task's and runs a program in it. */
  #begin(task: number, { runtime, image, library, program: like }: Task, program: Program, thread?: ThreadInfo): void {
    this.#kernel.prepare(
      task,
      runtime,
      {
        ...image,
        library,
        extensions: [...image.extensions, ...(like?.image.extensions ?? [])],
        wasm: { ...image.wasm, ...like?.image.wasm },
      },
      thread && { info: thread, transfer: threadTransfer(thread.port) },
    );
    this.#kernel.start(task, this.#kernel.tasks.get(this.rootOf(task))?.name ?? '', program);
  }

  // ---- child processes

  spawn(parent: number, start: ProcessStart): void {
    const { pid } = start;
    if (!this.#reserved.get(parent)?.delete(pid)) return;
    if (this.#room > 0) this.#launch(parent, pid, start);
    else {
      this.#refuse(parent);
      this.#kernel.send(parent, { type: 'child-exit', pid, code: null, signal: null, error: 'EAGAIN' });
    }
  }

  /** Starts a child that its parent waits for. @returns its process id; undefined when there is no room for it */
  spawnSync(parent: number, start: ChildStart): number | undefined {
    if (this.#room <= 0) {
      this.#refuse(parent);
      return undefined;
    }
    const pid = this.#unused.pop() ?? this.#nextChild++;
    this.#launch(parent, pid, start);
    return pid;
  }

  #refuse(parent: number): void {
    this.#notice(this.rootOf(parent), TOO_MANY);
  }

  #notice(pid: number, text: string): void {
    this.#kernel.host({ type: 'notice', pid, text });
  }

  #launch(parent: number, pid: number, start: ChildStart): void {
    const starter = this.#kernel.tasks.get(parent);
    if (!starter?.program) return;
    const { argv0, execArgv, argv, env, cwd, files, applied } = start;
    const stdio = start.stdio.map((descriptor) => this.#connect(parent, pid, descriptor));
    const inherited = start.stdio.slice(0, 3).map((descriptor) => this.#inherit(parent, descriptor));
    this.#children.set(pid, { parent, root: this.rootOf(parent), inherited });
    this.#begin(pid, starter, {
      ...starter.program,
      image: {},
      pid,
      task: pid,
      ppid: this.processOf(parent),
      cwd,
      env,
      execArgv,
      argv,
      argv0,
      copy: files,
      sharing: this.#disk.fork(parent, pid, applied),
      stdio,
    });
  }

  /** Whether a process descends from another, by parents that still live. */
  descends(pid: number, ancestor: number): boolean {
    let each: number | undefined = this.processOf(pid);
    while (each !== undefined && each !== ancestor) each = this.#children.get(each)?.parent;
    return each === ancestor;
  }

  #connect(parent: number, pid: number, start: DescriptorStart): Descriptor {
    if (start.type === 'inherited') return { type: 'output' };
    if (start.type === 'pipe') {
      const connection = this.#kernel.network.pipe(parent, start.own, pid, start.other);
      if (connection !== undefined) return { type: 'pipe', connection };
    }
    if (start.type === 'given' && this.#kernel.network.handOver(parent, pid, start.handle)) {
      return { type: 'pipe', connection: start.handle.connection, given: start.handle };
    }
    return { type: 'null' };
  }

  /** Tells every process which processes there are, and sets process ids aside for its children. */
  announce(): void {
    const running = [...this.#kernel.tasks.values()].filter(({ program }) => program !== undefined);
    const live = running.map(({ id }) => id).filter((id) => !this.#threads.has(id));
    for (const { id } of running) {
      const reserved = this.#reserved.get(id) ?? new Set();
      this.#reserved.set(id, reserved);
      const fresh: number[] = [];
      while (reserved.size < PROCESS_LIMIT) {
        const pid = this.#unused.pop() ?? this.#nextChild++;
        fresh.push(pid);
        reserved.add(pid);
      }
      this.#kernel.send(id, { type: 'pids', live, reserved: fresh, room: this.#room });
    }
  }

  // ---- ends

  /**
   * A task is gone. Its threads go with it; with a process that the host has started go all that descend from it. Its
   * parent is told.
   */
  ended(task: number, code: number | null, signal: string | null): void {
    this.#unused.push(...(this.#reserved.get(task) ?? []));
    this.#reserved.delete(task);
    for (const [each, { parent }] of this.#threads) if (parent === task) this.#kernel.end(each, 'SIGKILL');
    for (const [each, child] of this.#children) {
      if (child.root === task) this.#kernel.end(each, 'SIGKILL');
      else if (child.parent === task) child.parent = undefined;
    }
    this.#threadEnded(task, code ?? 1, undefined);
    const parent = this.#children.get(task)?.parent;
    this.#children.delete(task);
    this.announce(); // first: when 'exit' is emitted the number is nobody's any more
    if (parent !== undefined) this.#kernel.send(parent, { type: 'child-exit', pid: task, code, signal });
  }

  #threadEnded(task: number, code: number, reason: string | undefined): void {
    const thread = this.#threads.get(task);
    if (!thread) return;
    this.#threads.delete(task);
    this.#kernel.send(thread.parent, {
      type: 'thread-exit',
      id: thread.id,
      code,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** The message as the host is told it, who knows no children and threads; undefined when the host is told nothing. */
  toHost(message: KernelToHost): KernelToHost | undefined {
    if (!('pid' in message) || message.pid < FIRST_CHILD) return message;
    const { pid } = message;
    switch (message.type) {
      case 'notice':
        // Sixty children of a fork bomb report the same: the reader is told once.
        if (message.text === this.#lastNotice) return undefined;
        this.#lastNotice = message.text;
        return { ...message, pid: this.rootOf(pid) };
      case 'output':
      case 'missing':
      case 'listening':
      case 'closed':
      case 'left':
        return { ...message, pid: this.rootOf(pid) };
      case 'looked':
        return message;
      case 'failed':
        if (this.#threads.has(pid)) this.#threadEnded(pid, 1, message.reason);
        else this.#notice(this.rootOf(pid), `The browser ended a child process: ${message.reason}`);
        this.#kernel.end(pid, 'SIGABRT');
        return undefined;
      default:
        return undefined;
    }
  }
}
