/**
 * Who belongs to whom: the threads of a process, and the processes that it starts. The kernel makes their
 * workers, so that a process that hangs takes its threads with it when it is ended, and a process of the
 * session everything that descends from it.
 */
import { isFatal } from '../shared/signals.ts';
import {
  PROCESS_LIMIT,
  type Descriptor,
  type DescriptorStart,
  type ProcessStart,
} from '../protocol/child-processes.ts';
import type { PassedHandle } from '../protocol/connections.ts';
import type { KernelToHost, KernelToProcess } from '../protocol/messages.ts';
import type { Preload, ProcessImage, Program } from '../protocol/programs.ts';
import type { ThreadStart } from '../protocol/threads.ts';

export interface ProcessesContext {
  prepare(task: number, runtime: string, boot: KernelToProcess, transfer: Transferable[]): void;
  /** Runs a program in a task under the name of another. */
  start(task: number, like: number, program: Program): void;
  send(task: number, message: KernelToProcess): void;
  end(task: number, signal: string): void;
  notice(task: number, text: string): void;
  /** Makes a pipe between two tasks, its ends numbered by the first. */
  pipe(from: number, own: number, to: number, other: number): number | undefined;
  /** A task is about to start with the files of another. @returns what that had not been told when it gave them. */
  fork(parent: number, task: number, applied: number): Program['sharing'];
  /** Gives an end of a connection away; false when it was not the first's. */
  handOver(from: number, to: number, handle: PassedHandle): boolean;
}

/** What a worker was made of; its threads and children are made of the same. */
interface Made {
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly library: string[];
  program: Program | undefined;
  /** Signals that the program has a listener for. */
  readonly handled: Set<string>;
  /** Numbers for processes that it starts. */
  readonly reserved: Set<number>;
}

interface Thread {
  /** The task that started it, and the number by which that knows it. */
  readonly parent: number;
  readonly id: number;
  /** The task of the process's main thread. */
  readonly process: number;
}

interface Child {
  /** The task that started it; undefined once that is gone. */
  parent: number | undefined;
  /** The process of the session that it descends from. */
  readonly root: number;
  /** Where the first three descriptors lead: `fd` of `task`, or nowhere. */
  readonly inherited: readonly ({ readonly task: number; readonly fd: number } | undefined)[];
}

type ChildStart = Omit<ProcessStart, 'pid'>;

interface Travelling {
  readonly port: MessagePort;
  readonly backlog: readonly unknown[];
}

/** What has to be transferred along with a port: itself, and what waits in it. */
function threadTransfer({ port, backlog }: Travelling): Transferable[] {
  const waiting = backlog as readonly { bytes: Uint8Array<ArrayBuffer>; buffers: ArrayBuffer[]; ports: Travelling[] }[];
  return [
    port,
    ...waiting.flatMap(({ bytes, buffers, ports }) => [bytes.buffer, ...buffers, ...ports.flatMap(threadTransfer)]),
  ];
}

/** Numbers of child processes, above those that the host gives. */
const FIRST_CHILD = 2 ** 15;
/** Numbers of threads; connection numbers leave room for them. */
const FIRST_THREAD = 2 ** 20;
const TOO_MANY = `A session may have ${PROCESS_LIMIT} threads and child processes at a time.`;

export class Processes {
  readonly #context: ProcessesContext;
  readonly #made = new Map<number, Made>();
  readonly #threads = new Map<number, Thread>();
  readonly #children = new Map<number, Child>();
  #lastNotice: string | undefined;
  #nextThread = FIRST_THREAD;
  #nextChild = FIRST_CHILD;
  /** Numbers that were set aside for a process that is gone. */
  readonly #unused: number[] = [];

  constructor(context: ProcessesContext) {
    this.#context = context;
  }

  prepared(task: number, runtime: string, image: ProcessImage): void {
    this.#made.set(task, {
      runtime,
      image,
      library: [...image.library],
      program: undefined,
      handled: new Set(),
      reserved: new Set(),
    });
  }

  preloaded(task: number, { library }: Preload): void {
    this.#made.get(task)?.library.push(...library);
  }

  started(task: number, program: Program): void {
    const made = this.#made.get(task);
    if (!made) return;
    made.library.push(...(program.image.library ?? []));
    // Its children and threads begin with the same files where it has not changed them.
    const { copy: _copy, sharing: _sharing, stdio: _stdio, ...rest } = program;
    made.program = rest;
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

  /** Where output goes: it is shown as that of `task`, or written to its descriptor `fd`; undefined: nowhere. */
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

  /** Where a descriptor of a process leads that a child of it inherits: the child may outlive it. */
  #inherit(parent: number, start: DescriptorStart): Child['inherited'][number] {
    if (start.type !== 'inherited') return undefined;
    const [task, fd] = [this.processOf(parent), Number(start.fd)];
    return this.#children.get(task)?.inherited[fd] ?? { task, fd };
  }

  // ---- threads

  startThread(parent: number, start: ThreadStart): void {
    const made = this.#made.get(parent);
    if (!made?.program) return;
    const id = Number(start.id);
    if (this.#room <= 0) {
      this.#context.send(parent, { type: 'thread-exit', id, code: 1, reason: TOO_MANY });
      return;
    }
    const task = this.#nextThread++;
    const { name, port, env, execArgv, cwd, files, applied } = start;
    this.#threads.set(task, { parent, id, process: this.processOf(parent) });
    const run: Program = {
      ...made.program,
      image: {},
      cwd,
      env,
      execArgv: execArgv ?? made.program.execArgv,
      argv: [],
      copy: files,
      sharing: this.#context.fork(parent, task, Number(applied)),
      task,
    };
    this.#begin(task, made, run, { id, name, port });
  }

  stopThread(parent: number, id: number): void {
    for (const [task, thread] of this.#threads) {
      if (thread.parent === parent && thread.id === id) this.#context.end(task, 'SIGKILL');
    }
  }

  get #room(): number {
    return PROCESS_LIMIT - this.#threads.size - this.#children.size;
  }

  /** Makes a worker of the same parts as another's and runs a program in it. */
  #begin(
    task: number,
    made: Made,
    program: Program,
    thread?: { readonly id: number; readonly name: string; readonly port: Travelling },
  ): void {
    const { image, library, runtime } = made;
    const like = made.program?.image ?? {};
    const parts = {
      ...image,
      library,
      extensions: [...image.extensions, ...(like.extensions ?? [])],
      wasm: { ...image.wasm, ...like.wasm },
    };
    this.prepared(task, runtime, parts);
    const boot: KernelToProcess = { type: 'boot', image: parts, ...(thread && { thread }) };
    this.#context.prepare(task, runtime, boot, thread ? threadTransfer(thread.port) : []);
    this.started(task, program);
    this.#context.start(task, this.rootOf(task), program);
  }

  // ---- child processes

  spawn(parent: number, start: ProcessStart): void {
    const made = this.#made.get(parent);
    const pid = Number(start.pid);
    if (!made?.program || !made.reserved.delete(pid)) return;
    if (this.#room > 0) this.#launch(parent, pid, start);
    else {
      this.#context.notice(this.rootOf(parent), TOO_MANY);
      this.#context.send(parent, { type: 'child-exit', pid, code: null, signal: null, error: 'EAGAIN' });
    }
  }

  /** Starts a child that its parent waits for. @returns its number; undefined when there is no room for it. */
  spawnSync(parent: number, start: ChildStart): number | undefined {
    if (this.#room <= 0) {
      this.#context.notice(this.rootOf(parent), TOO_MANY);
      return undefined;
    }
    const pid = this.#unused.pop() ?? this.#nextChild++;
    this.#launch(parent, pid, start);
    return pid;
  }

  #launch(parent: number, pid: number, start: ChildStart): void {
    const made = this.#made.get(parent);
    if (!made?.program) return;
    const { argv0, execArgv, argv, env, cwd, files, applied } = start;
    const stdio = start.stdio.map((descriptor) => this.#connect(parent, pid, descriptor));
    const inherited = start.stdio.slice(0, 3).map((descriptor) => this.#inherit(parent, descriptor));
    this.#children.set(pid, { parent, root: this.rootOf(parent), inherited });
    this.#begin(pid, made, {
      ...made.program,
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
      sharing: this.#context.fork(parent, pid, Number(applied)),
      stdio,
    });
    this.announce();
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
      const connection = this.#context.pipe(parent, Number(start.own), pid, Number(start.other));
      if (connection !== undefined) return { type: 'pipe', connection };
    }
    if (start.type === 'given' && this.#context.handOver(parent, pid, start.handle)) {
      return { type: 'pipe', connection: start.handle.connection, given: start.handle };
    }
    return { type: 'null' };
  }

  /** Sets numbers aside for the children of `task`, and tells every process, or `task` only, which ones there are. */
  announce(task?: number): void {
    const live = [...this.#made]
      .filter(([each, { program }]) => program !== undefined && !this.#threads.has(each))
      .map(([each]) => each);
    for (const [each, { program, reserved }] of this.#made) {
      if (!program || (task !== undefined && each !== task)) continue;
      const fresh: number[] = [];
      while (reserved.size < PROCESS_LIMIT) {
        const pid = this.#unused.pop() ?? this.#nextChild++;
        fresh.push(pid);
        reserved.add(pid);
      }
      this.#context.send(each, { type: 'pids', live, reserved: fresh, room: this.#room });
    }
  }

  // ---- signals

  handles(task: number, signal: string, on: boolean): void {
    const handled = this.#made.get(task)?.handled;
    if (on) handled?.add(signal);
    else handled?.delete(signal);
  }

  /** Sends a signal to a process: its listener runs, or the process ends, or nothing happens (signal(7)). */
  signal(pid: number, signal: string): void {
    const made = this.#made.get(pid);
    if (!made || this.#threads.has(pid)) return;
    if (signal !== 'SIGKILL' && made.handled.has(signal)) this.#context.send(pid, { type: 'signal', signal });
    else if (/^SIG[A-Z0-9]+$/.test(signal) && isFatal(signal)) this.#context.end(pid, signal);
  }

  // ---- ends

  /** A task is gone: its threads go with it, with a process of the session all that descend from it; its parent hears of it. */
  ended(task: number, code: number | null, signal: string | null): void {
    const made = this.#made.get(task);
    if (!made) return;
    this.#made.delete(task);
    this.#unused.push(...made.reserved);
    for (const [each, { parent }] of this.#threads) if (parent === task) this.#context.end(each, 'SIGKILL');
    for (const [each, child] of this.#children) {
      if (child.root === task) this.#context.end(each, 'SIGKILL');
      else if (child.parent === task) child.parent = undefined;
    }
    this.#threadEnded(task, code ?? 1, undefined);
    const parent = this.#children.get(task)?.parent;
    this.#children.delete(task);
    this.announce(); // first: when 'exit' is emitted the number is nobody's any more
    if (parent !== undefined) this.#context.send(parent, { type: 'child-exit', pid: task, code, signal });
  }

  #threadEnded(task: number, code: number, reason: string | undefined): void {
    const thread = this.#threads.get(task);
    if (!thread) return;
    this.#threads.delete(task);
    this.#context.send(thread.parent, {
      type: 'thread-exit',
      id: thread.id,
      code,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** What the host, which knows processes of the session only, is told; undefined when that is nothing. */
  toHost(message: KernelToHost): KernelToHost | undefined {
    if (!('pid' in message) || message.pid < FIRST_CHILD) return message;
    const { pid } = message;
    switch (message.type) {
      case 'notice':
        // Sixty children say the same of a fork bomb: once is enough.
        if (message.text === this.#lastNotice) return undefined;
        this.#lastNotice = message.text;
        return { ...message, pid: this.rootOf(pid) };
      case 'output':
      case 'missing':
      case 'listening':
      case 'closed':
        return { ...message, pid: this.rootOf(pid) };
      case 'failed':
        if (this.#threads.has(pid)) this.#threadEnded(pid, 1, message.reason);
        else this.#context.notice(this.rootOf(pid), `The browser ended a child process: ${message.reason}`);
        this.#context.end(pid, 'SIGABRT');
        return undefined;
      default:
        return undefined;
    }
  }
}
