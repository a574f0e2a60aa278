/** What has gone wrong in the programs that run or ran: the error, where it is, and whether it has ended one. */
import type { FilesStore } from './files.ts';
import type { LogStore } from './log.ts';
import type { ProgramError } from './program-error.ts';
import type { RunStore } from './run.ts';
import { State, untracked, watch } from './signal.ts';

export interface Failure extends ProgramError {
  /** The process's name. */
  readonly process: string;
  /** Whether the process has ended for it. */
  readonly fatal: boolean;
}

/** How long errors are collected before they are looked at, in milliseconds: a flood of them costs no more than one. */
const PAUSE = 120;

export class FailureStore {
  readonly #files: FilesStore;
  readonly #log: LogStore;
  readonly #run: RunStore;
  readonly #error = new State<Failure | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(files: FilesStore, log: LogStore, run: RunStore) {
    this.#files = files;
    this.#log = log;
    this.#run = run;
    watch(
      () => log.errors,
      () => this.#soon(),
    );
    watch(
      () => run.failed,
      () => void this.#look(),
    );
  }

  /** The error that has ended a process; else the last that one has printed. */
  get error(): Failure | null {
    return this.#error.value;
  }

  #soon(): void {
    // What was said of the run before does not hold any longer.
    if (this.#log.errors === 0) this.#error.value = null;
    else this.#timer ??= setTimeout(() => void this.#look(), PAUSE);
  }

  async #look(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { failed } = this.#run;
    if (failed === null && this.#log.errors === 0) {
      this.#error.value = null;
      return;
    }
    const { readProgramError } = await import('./program-error.ts');
    untracked(() => {
      const found = [...(failed === null ? [] : [failed.name]), ...this.#log.names].flatMap((process) => {
        const lines = this.#log.of(process).lines.filter(({ stream }) => stream === 'stderr');
        const error = readProgramError(
          lines.map(({ text }) => text),
          this.#files.contents,
        );
        return error === null ? [] : [{ ...error, process, fatal: process === failed?.name }];
      });
      this.#error.value = found[0] ?? null;
    });
  }
}
