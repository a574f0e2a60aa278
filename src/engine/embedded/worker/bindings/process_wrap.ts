/**
 * `internalBinding('process_wrap')`: child processes under lib/internal/child_process.js (src/process_wrap.cc
 * is the contract). The only program that can be started is node; a child is a worker of its own that the kernel makes.
 */
import type { KernelToProcess } from '../../protocol/messages.ts';
import { PROCESS_LIMIT, type DescriptorStart, type ProcessStart } from '../../protocol/child-processes.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { ReadCommand } from '../children/child-command.ts';
import type { Pids } from '../children/pids.ts';
import type { InheritDescriptor, StdioOption } from '../children/stdio.ts';
import type { Facts } from '../facts.ts';
import type { Handle } from '../handles/handle.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Network } from '../network/network.ts';
import type { Stream } from '../network/stream.ts';
import type { PipeWrap } from './pipe_wrap.ts';

export interface ProcessWrapContext {
  /** The worker's class, handed in so that the extension's script has no copy of it. */
  readonly Handle: typeof Handle;
  readonly facts: Facts;
  readonly loop: EventLoop;
  readonly onclose: symbol;
  readonly network: Network;
  readonly pipes: PipeWrap;
  readonly pids: Pids;
  readonly commandOf: ReadCommand;
  readonly inherit: InheritDescriptor;
  /** Whether there is a directory of that name. */
  isDirectory(path: string): boolean;
  currentDirectory(): string;
  start(process: Omit<ProcessStart, keyof StartFiles>): void;
  /** @returns 0 or a negative error number */
  kill(pid: number, signal: number): number;
  notice(text: string): void;
  /** @param name of an error, such as `UV_ENOENT` */
  uv(name: string): number;
}

export interface ProcessWrap {
  readonly binding: object;
  /** The kernel says that a child has ended. */
  exited(message: KernelToProcess & { readonly type: 'child-exit' }): void;
}

export function createProcessWrap(context: ProcessWrapContext): ProcessWrap {
  const { Handle, facts, loop, network, pids, commandOf, inherit, notice, uv } = context;
  const running = new Map<number, { exited(code: number, signal: string): void }>();

  class Process extends Handle {
    // Node's library writes it on the handle.
    declare onexit: (code: number, signal: string) => void;
    declare pid: number | undefined;
    #running = false;
    /** This process's ends of the child's pipes. */
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

    /** Fails to start the child: its pipes are made all the same, with nobody at their other ends (uv_spawn). */
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
      if (option.type !== 'pipe' && option.type !== 'overlapped') return inherit(option);
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
    exited({ pid, code, signal, error }) {
      const child = running.get(pid);
      running.delete(pid);
      pids.children.delete(pid);
      const status = error === undefined ? (code ?? 0) : uv(`UV_${error}`);
      if (child) loop.defer(() => child.exited(status, signal ?? ''));
    },
  };
}
