/**
 * The order of libuv's thread pool (https://docs.libuv.org/en/v1.x/threadpool.html): work on files and names,
 * compression and long cryptography take one of its threads; work that finds no thread free waits its turn. The engine
 * has no such threads: work that occupies one is computed in slices between other callbacks, and work that takes no
 * time in this engine, as on files, only waits for one to be free.
 */

/** The sizes of libuv's src/threadpool.c. */
const DEFAULT_SIZE = 4;
const MAX_SIZE = 1024;

export class ThreadPool {
  readonly #wanted: () => string | undefined;
  readonly #waiting: (() => void)[] = [];
  #size = 0;
  #busy = 0;

  /** @param wanted gives UV_THREADPOOL_SIZE; asked when the pool is used for the first time, as in libuv */
  constructor(wanted: () => string | undefined) {
    this.#wanted = wanted;
  }

  /** Calls `start` when a thread is free, at once if one is; the thread is taken until `start`'s argument is called. */
  occupy(start: (free: () => void) => void): void {
    this.#enter(() => {
      this.#busy += 1;
      start(() => {
        this.#busy -= 1;
        while (this.#busy < this.#size) {
          const next = this.#waiting.shift();
          if (!next) return;
          next();
        }
      });
    });
  }

  /** Calls `start` when a thread is free, at once if one is. */
  pass(start: () => void): void {
    this.#enter(start);
  }

  #enter(start: () => void): void {
    this.#size ||= sizeOf(this.#wanted());
    if (this.#busy < this.#size) start();
    else this.#waiting.push(start);
  }
}

function sizeOf(wanted: string | undefined): number {
  if (wanted === undefined) return DEFAULT_SIZE;
  return Math.min(Math.max(Number.parseInt(wanted, 10) || 1, 1), MAX_SIZE);
}
