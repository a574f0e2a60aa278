/** The children of a process: those that run beside it (`process_wrap`) and those that it waits for (`spawn_sync`). */
import type { ProcessStart, SyncResult, SyncStart } from '../../protocol/child-processes.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { TakeReply } from '../../shared/shared-reply.ts';
import { createProcessWrap, type ProcessWrap } from '../bindings/process_wrap.ts';
import { createSpawnSyncBinding } from '../bindings/spawn_sync.ts';
import type { PipeWrap } from '../bindings/pipe_wrap.ts';
import type { Descriptors } from '../descriptors.ts';
import { constant, type Facts } from '../facts.ts';
import type { Handle } from '../handles/handle.ts';
import type { StreamHandle } from '../handles/stream-handle.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Network } from '../network/network.ts';
import { commandReader } from './child-command.ts';
import type { Pids } from './pids.ts';
import { inheritsFrom } from './stdio.ts';

export interface ChildProcessesContext {
  /** Classes of the worker, handed in so that the extension's script has no copies of them. */
  readonly Handle: typeof Handle;
  readonly StreamHandle: typeof StreamHandle;
  readonly facts: Facts;
  readonly loop: EventLoop;
  readonly onclose: symbol;
  readonly network: Network;
  readonly descriptors: Descriptors;
  readonly pipes: PipeWrap;
  readonly pids: Pids;
  /** This process's environment, for a child that gets none of its own. */
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

export interface ChildProcesses extends ProcessWrap {
  /** `internalBinding('spawn_sync')` */
  readonly syncBinding: object;
}

export function createChildProcesses(context: ChildProcessesContext): ChildProcesses {
  const said = new Set<string>();
  const notice = (text: string): void => {
    if (said.has(text)) return;
    said.add(text);
    context.notice(text);
  };
  const shared = {
    ...context,
    notice,
    commandOf: commandReader(() => context.environment(), notice),
    inherit: inheritsFrom(context.descriptors, context.StreamHandle),
    uv: (name: string): number => constant(context.facts, 'uv', name),
  };
  return { ...createProcessWrap(shared), syncBinding: createSpawnSyncBinding(shared) };
}
