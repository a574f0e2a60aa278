/**
 * `internalBinding('process_wrap')`: child processes under lib/internal/child_process.js (src/process_wrap.cc
 * is the contract). The only program there is is node; a child is a worker of its own that the kernel makes.
 */
import {
  PROCESS_LIMIT,
  type DescriptorStart,
  type ProcessStart,
  type SyncResult,
  type SyncStart,
} from '../../protocol/child-processes.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { KernelToProcess } from '../../protocol/messages.ts';
import type { TakeReply } from '../../shared/shared-reply.ts';
import { commandReader } from '../child-command.ts';
import type { Descriptors } from '../descriptors.ts';
import { constant, type Facts } from '../facts.ts';
import type { EventLoop } from '../loop.ts';
import type { Network, Stream } from '../network.ts';
import type { Handle } from './handle.ts';
import { NOWHERE, type PipeWrap } from './pipe_wrap.ts';
import { createSpawnSync } from './spawn_sync.ts';
import type { StreamHandle } from './stream-handle.ts';

/** Entries of `stdio` (lib/internal/child_process.js, getValidStdio). */
export interface StdioOption {
  readonly type: 'ignore' | 'pipe' | 'overlapped' | 'wrap' | 'inherit' | 'fd';
  readonly handle?: object;
  readonly fd?: number;
}

export interface ProcessWrapContext {
  /** Classes of the worker's; this script has no copies of them. */
  readonly Handle: typeof Handle;
  readonly StreamHandle: typeof StreamHandle;
  readonly facts: Facts;
  readonly loop: EventLoop;
  readonly onclose: symbol;
  readonly network: Network;
  readonly descriptors: Descriptors;
  readonly pipes: PipeWrap;
  readonly pids: Pids;
  /** This process's, for a child that gets none of its own. */
  environment(): Readonly<Record<string, string>>;
  /** Whether there is a directory of that name. */
  isDirectory(path: string): boolean;
  currentDirectory(): string;
  start(process: Omit<ProcessStart, keyof StartFiles>): void;
  /** Runs a process to its end, while this one does nothing else. */
  run(process: SyncStart, shared: SharedArrayBuffer, take: TakeReply): SyncResult;
  signalName(signal: number): string | undefined;
  buffer(bytes: Uint8Array): Uint8Array;
  /** @returns 0 or a negative error number */
  kill(pid: number, signal: number): number;
  notice(text: string): void;
}

/** What is known here of the session's processes. */
export interface Pids {
  /** All of them, as the kernel last said, and this one's children, which it may not have known yet. */
  live: ReadonlySet<number>;
  readonly children: Set<number>;
  /** Numbers for children. */
  readonly reserved: number[];
  /** How many more there may be. */
  room: number;
}

export interface ChildProcesses {
  readonly binding: object;
  /** `internalBinding('spawn_sync')` */
  readonly syncBinding: object;
  /** The kernel says that a child has ended. */
  exited(message: KernelToProcess & { readonly type: 'child-exit' }): void;
}

export function createChildProcesses(context: ProcessWrapContext): ChildProcesses {
  const { Handle, StreamHandle, facts, loop, network, descriptors, pids } = context;
  const uv = (name: string): number => constant(facts, 'uv', name);
  const running = new Map<number, { exited(code: number, signal: string): void }>();
  const said = new Set<string>();

  function notice(text: string): void {
    if (said.has(text)) return;
    said.add(text);
    context.notice(text);
  }

  const commandOf = commandReader(() => context.environment(), notice);

  /** What a child has of this process's, or nothing. */
  function given(option: StdioOption): DescriptorStart {
    switch (option.type) {
      case 'wrap': {
        const passed = option.handle instanceof StreamHandle ? option.handle.pass() : undefined;
        return passed?.type === 'connection' ? { type: 'given', handle: passed } : { type: 'null' };
      }
      case 'inherit':
      case 'fd': {
        const fd = option.fd ?? 0;
        if (fd !== 0) return { type: 'inherited', fd };
        const stream = descriptors.take(0);
        return stream ? { type: 'given', handle: stream.lend(NOWHERE, NOWHERE) } : { type: 'null' };
      }
      default:
        return { type: 'null' };
    }
  }

  class Process extends Handle {
    // Node's library writes it on the handle.
    declare onexit: (code: number, signal: string) => void;
    declare pid: number | undefined;
    #running = false;
    /** This side's ends. */
    readonly #pipes: { readonly stream: Stream; readonly own: number }[] = [];

    constructor() {
      super(loop, context.onclose);
    }

    spawn(
      file: string,
      args: readonly string[] | undefined,
      cwd: string | undefined,
      envPairs: readonly string[] | undefined,
      stdio: readonly StdioOption[],
    ): number {
      const command = commandOf(file, args, envPairs);
      const directory = cwd ?? context.currentDirectory();
      if (!command || !context.isDirectory(directory)) return this.#refuse(stdio, 'UV_ENOENT');
      const pid = pids.reserved.shift();
      if (pids.room <= 0 || pid === undefined) {
        notice(
          `A child process was refused (EAGAIN): a session may have ${PROCESS_LIMIT} threads and child processes at a time.`,
        );
        return this.#refuse(stdio, 'UV_EAGAIN');
      }
      pids.room -= 1;
      pids.children.add(pid);
      this.pid = pid;
      this.#running = true;
      running.set(pid, this);
      this.setActive(true);
      const { argv0, execArgv, argv } = command;
      context.start({
        pid,
        argv0,
        execArgv,
        argv,
        env: command.env,
        cwd: directory,
        stdio: stdio.map((option) => this.#connect(option)),
      });
      return 0;
    }

    /** The pipes are made, and nobody is at their other ends (uv_spawn). */
    #refuse(stdio: readonly StdioOption[], error: string): number {
      for (const option of stdio) if (option.type === 'pipe' || option.type === 'overlapped') this.#connect(option);
      this.#endPipes();
      return uv(error);
    }

    #endPipes(): void {
      for (const { stream, own } of this.#pipes) stream.receive({ type: 'end', connection: own });
    }

    kill(signal: number): number {
      return this.#running && this.pid !== undefined ? context.kill(this.pid, signal) : uv('UV_ESRCH');
    }

    #connect(option: StdioOption): DescriptorStart {
      if (option.type !== 'pipe' && option.type !== 'overlapped') return given(option);
      const { stream, own, other } = network.pipe();
      this.#pipes.push({ stream, own });
      if (option.handle) context.pipes.attach(option.handle, stream);
      return { type: 'pipe', own, other };
    }

    exited(code: number, signal: string): void {
      if (code < 0) this.#endPipes();
      this.#running = false;
      this.setActive(false);
      this.onexit(code, signal);
    }
  }

  return {
    binding: { ...facts.bindings['process_wrap'], Process },
    syncBinding: createSpawnSync({ ...context, commandOf, given, uv }),
    exited({ pid, code, signal, error }) {
      const child = running.get(pid);
      running.delete(pid);
      pids.children.delete(pid);
      const status = error === undefined ? (code ?? 0) : uv(`UV_${error}`);
      if (child) loop.defer(() => child.exited(status, signal ?? ''));
    },
  };
}
