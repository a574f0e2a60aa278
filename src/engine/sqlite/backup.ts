import { functionOption, integerOption, isObject, requireObject, requirePath, stringOption } from './arguments.ts';
import type { Connection } from './connection.ts';
import {
  SQLITE_BUSY,
  SQLITE_DONE,
  SQLITE_LOCKED,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_READWRITE,
  SQLITE_OPEN_URI,
} from './constants.ts';
import { connectionError, invalidArgumentType, outOfRange, resultError } from './errors.ts';
import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';

const defaultRate = 100;

interface BackupSettings {
  /** How many pages each step copies. */
  rate: number;
  source: string;
  target: string;
  progress: ((info: { totalPages: number; remainingPages: number }) => unknown) | undefined;
}

function readSettings(args: unknown[]): BackupSettings {
  const options = args.length > 2 ? requireObject(args[2]) : {};
  const rate = integerOption(options, 'rate') ?? defaultRate;
  if (rate < 1) throw outOfRange('The "options.rate" argument must be a positive integer.');
  return {
    rate,
    source: stringOption(options, 'source') ?? 'main',
    target: stringOption(options, 'target') ?? 'main',
    progress: functionOption(options, 'progress'),
  };
}

/**
 * backup(sourceDb, path[, options]): copies a database page by page, `rate` pages in each task.
 *
 * @param connectionOf the connection behind a DatabaseSync; fails on anything else.
 * @param defer runs the next step as a task of its own, and keeps the process alive until then.
 * @returns a promise of the number of pages; bad arguments fail at once, as in Node.
 */
export function backup(
  args: unknown[],
  connectionOf: (object: unknown) => Connection,
  defer: (callback: () => void) => void,
): Promise<number> {
  const [source, path] = args;
  if (!isObject(source)) throw invalidArgumentType('The "sourceDb" argument must be an object.');
  const connection = connectionOf(source);
  connection.requireOpen();
  const target = requirePath(path);
  const settings = readSettings(args);
  return new Promise((resolve, reject) => {
    const job = new Backup(connection.library, connection.pointer, target, settings);
    const step = () => {
      try {
        const pages = job.step();
        if (pages === undefined) defer(step);
        else resolve(pages);
      } catch (error) {
        job.finish();
        reject(error);
      }
    };
    if (job.error === undefined) defer(step);
    else reject(job.error);
  });
}

class Backup {
  /** Why the backup could not begin; undefined when it could. */
  readonly error: Error | undefined;
  readonly #library: Library;
  readonly #settings: BackupSettings;
  #destination: Pointer;
  #backup: Pointer;

  constructor(library: Library, source: Pointer, path: string, settings: BackupSettings) {
    const { exports, heap, out } = library;
    this.#library = library;
    this.#settings = settings;
    const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI;
    const code = heap.withText(path, (text) => exports.sqlite3_open_v2(text, out, flags, 0));
    this.#destination = heap.word(out);
    this.#backup =
      code !== SQLITE_OK
        ? 0
        : heap.withText(settings.target, (to) =>
            heap.withText(settings.source, (from) => exports.sqlite3_backup_init(this.#destination, to, source, from)),
          );
    if (this.#backup === 0) {
      this.error = connectionError(library, this.#destination);
      this.finish();
    }
  }

  /** Copies some pages. @returns the number of all pages once they are copied */
  step(): number | undefined {
    const { exports } = this.#library;
    const { rate, progress } = this.#settings;
    const code = exports.sqlite3_backup_step(this.#backup, rate);
    if (code !== SQLITE_OK && code !== SQLITE_DONE && code !== SQLITE_BUSY && code !== SQLITE_LOCKED) {
      const error = resultError(this.#library, code);
      throw Object.assign(error, { errstr: error.message });
    }
    const totalPages = exports.sqlite3_backup_pagecount(this.#backup);
    const remainingPages = exports.sqlite3_backup_remaining(this.#backup);
    if (remainingPages !== 0) {
      progress?.call(null, { totalPages, remainingPages });
      return undefined;
    }
    if (code !== SQLITE_DONE) throw connectionError(this.#library, this.#destination);
    this.finish();
    return totalPages;
  }

  finish(): void {
    const { exports } = this.#library;
    if (this.#backup !== 0) exports.sqlite3_backup_finish(this.#backup);
    if (this.#destination !== 0) exports.sqlite3_close_v2(this.#destination);
    this.#backup = 0;
    this.#destination = 0;
  }
}
