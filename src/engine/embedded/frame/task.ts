/** A task of the kernel: a process or a thread. Each runs in a worker and has an id; that of a process is its pid. */
import type { ProcessImage, Program } from '../protocol/programs.ts';

export interface Task {
  readonly id: number;
  readonly worker: Worker;
  /** The parts of the engine in its worker; its threads and children get the same. */
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly library: string[];
  /** The name of the process in the session that it belongs to, once it has a program. */
  name: string | undefined;
  program: Program | undefined;
  /** Signals that the program has a listener for. */
  readonly handled: Set<string>;
  /** Characters printed that the page has not shown yet. */
  printed: number;
  /** Characters that were left out since the last line that was shown. */
  dropped: number;
}

/** The first process id of children, above those that the host gives. */
export const FIRST_CHILD = 2 ** 15;
/** The first task id of threads; the ranges of connection ids leave room for them. */
export const FIRST_THREAD = 2 ** 20;
