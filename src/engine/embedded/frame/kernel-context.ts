/** The kernel as seen by its part for processes that are not alone (shared-session.ts). */
import type { KernelToHost, KernelToProcess } from '../protocol/messages.ts';
import type { ProcessImage, Program } from '../protocol/programs.ts';
import type { ThreadInfo } from '../protocol/threads.ts';
import type { Clock } from './clock.ts';
import type { VirtualNetwork } from './network/network.ts';
import type { Rest } from './rest.ts';
import type { Task } from './task.ts';

/** Facts that are sent along with `boot` to a thread. */
export interface ThreadBoot {
  readonly info: ThreadInfo;
  readonly transfer: Transferable[];
}

export interface KernelContext {
  readonly tasks: ReadonlyMap<number, Task>;
  readonly network: VirtualNetwork;
  readonly clock: Clock;
  readonly rest: Rest;
  host(message: KernelToHost): void;
  /** Makes a worker for a task and boots it. */
  prepare(task: number, runtime: string, image: ProcessImage, thread?: ThreadBoot): void;
  /** Runs a program in a task that is prepared. @param name the process of the session to which it belongs */
  start(task: number, name: string, program: Program): void;
  send(task: number, message: KernelToProcess): void;
  signal(task: number, signal: string): void;
  /** Ends a task at once, as the signal does. */
  end(task: number, signal: string): void;
  /** Shows output to the reader. */
  show(task: Task, stream: 'stdout' | 'stderr', text: string): void;
}
