import type { BindingContext } from '../../binding.ts';
import { FileSystemError } from '../../vfs/errors.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import { AsyncWrap } from '../../handles/async-wrap.ts';
import { pathOf as path } from '../../file-calls/requests.ts';
import { fillStats, kFsStatsFieldsNumber, type StatArray } from './stats.ts';

interface Timer {
  ref(): Timer;
  unref(): Timer;
}

interface Timers {
  setTimeout(callback: () => void, milliseconds: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** st_atime, two numbers, the one thing that may differ without a change (statbuf_eq in libuv's fs-poll.c). */
const accessTimeField = 10;

function same(a: StatArray, b: StatArray): boolean {
  return a.every((value, index) => value === b[index] || index === accessTimeField || index === accessTimeField + 1);
}

/** The class behind fs.watchFile (src/node_stat_watcher.cc, libuv's uv_fs_poll): looks again and again. */
export function createStatWatcher(context: BindingContext, fileSystem: FileSystem) {
  return class StatWatcher extends AsyncWrap {
    readonly #bigint: boolean;
    #timer: Timer | undefined;
    #referenced = true;
    #started = false;
    /** The stats of the path when it last existed. */
    #last: StatArray;
    /** 0: not looked yet; 1: the path existed; negative: the number of the error. */
    #state = 0;
    declare onchange: (status: number, stats: StatArray) => void;

    constructor(bigint: boolean) {
      super(context);
      this.#bigint = bigint;
      this.#last = this.#array(1);
    }

    /** @param interval milliseconds. @returns 0. */
    start(name: unknown, interval: number): number {
      if (this.#started) return 0;
      this.#started = true;
      const end = context.begin();
      end(() => this.#look(path(name), interval));
      return 0;
    }

    close(): void {
      this.#started = false;
      if (this.#timer !== undefined) this.#timers.clearTimeout(this.#timer);
      this.#timer = undefined;
    }

    ref(): void {
      this.#referenced = true;
      this.#timer?.ref();
    }

    unref(): void {
      this.#referenced = false;
      this.#timer?.unref();
    }

    hasRef(): boolean {
      return this.#referenced;
    }

    get #timers(): Timers {
      return context.require('timers') as Timers;
    }

    #array(states: number): StatArray {
      const length = states * kFsStatsFieldsNumber;
      return this.#bigint ? new BigInt64Array(length) : new Float64Array(length);
    }

    #look(name: string, interval: number): void {
      if (!this.#started) return;
      // the timer first: the listener may close this watcher
      this.#timer = this.#timers.setTimeout(() => this.#look(name, interval), Math.max(1, interval));
      if (!this.#referenced) this.#timer.unref();
      const now = this.#array(1);
      let status = 0;
      try {
        fillStats(now, fileSystem.stat(name));
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        status = error.errno;
      }
      const before = this.#last;
      const changed =
        status < 0 ? this.#state !== status : this.#state < 0 || (this.#state === 1 && !same(before, now));
      this.#state = status < 0 ? status : 1;
      if (status === 0) this.#last = now;
      if (!changed) return;
      const both = this.#array(2);
      both.set(now as never, 0);
      both.set(before as never, kFsStatsFieldsNumber);
      this.makeCallback(() => this.onchange(status, both));
    }
  };
}
