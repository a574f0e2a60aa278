/**
 * All messages: between a process or a thread (a worker) and the kernel (the frame), and between the kernel and the
 * host (the page). They are plain data, with one file for each conversation.
 */
import type { StreamFromHost, StreamToHost } from '../../shared/stream.ts';
import type { ChildProcessesToKernel, ChildProcessesToProcess } from './child-processes.ts';
import type { ClockFromHost, ClockMessage, ClockToHost, ClockToKernel } from './clock.ts';
import type { ConnectionsToKernel, ConnectionsToProcess } from './connections.ts';
import type { DatabasesFromHost, DatabasesToHost, DatabasesToKernel, DatabasesToProcess } from './databases.ts';
import type { FilesFromHost, FilesToKernel, FilesToProcess, WrittenToHost, WrittenToKernel } from './files.ts';
import type { OutputFromHost, OutputToHost, OutputToKernel } from './output.ts';
import type { ProgramsFromHost, ProgramsToHost, ProgramsToKernel, ProgramsToProcess } from './programs.ts';
import type { SignalToProcess, SignalsToKernel } from './signals.ts';
import type { BroadcastToProcess, BroadcastsToKernel, ThreadsToKernel, ThreadsToProcess } from './threads.ts';
import type { WiresFromHost, WiresToHost } from './wires.ts';

/** Messages of any process. */
export type AloneToKernel =
  | ProgramsToKernel
  | OutputToKernel
  | ConnectionsToKernel
  | ClockToKernel
  | SignalsToKernel
  | BroadcastsToKernel
  | WrittenToKernel
  | DatabasesToKernel;

/** Further messages, of a process that is not alone in its session, or may not stay so. */
export type SharedToKernel = FilesToKernel | ThreadsToKernel | ChildProcessesToKernel;

export type ProcessToKernel = AloneToKernel | SharedToKernel;

export type KernelToProcess =
  | ProgramsToProcess
  | ConnectionsToProcess
  | ClockMessage
  | SignalToProcess
  | BroadcastToProcess
  | FilesToProcess
  | ThreadsToProcess
  | ChildProcessesToProcess
  | DatabasesToProcess;

export type HostToKernel =
  | ProgramsFromHost
  | OutputFromHost
  | StreamFromHost
  | ClockFromHost
  | FilesFromHost
  | WiresFromHost
  | DatabasesFromHost
  /** Answered with `pong` as long as the frame lives. */
  | { readonly type: 'ping' };

export type KernelToHost =
  | ProgramsToHost
  | OutputToHost
  | StreamToHost
  | ClockToHost
  | WiresToHost
  | WrittenToHost
  | DatabasesToHost
  | { readonly type: 'pong' };
