import type { Pointer, SqliteExports } from './exports.ts';
import type { DatabaseFiles } from './files.ts';
import { Heap } from './heap.ts';
import { hostImports } from './host-imports.ts';
import { installVfs } from './vfs.ts';

/** The surroundings of SQLite: its code, files, clock, random bytes and memory. */
export interface LibraryOptions {
  /** The bytes of sqlite3.wasm from @sqlite.org/sqlite-wasm, or the module compiled from them. */
  wasm: WebAssembly.Module | Uint8Array<ArrayBuffer> | ArrayBuffer;
  /** Where the database files live. */
  files: DatabaseFiles;
  /** Milliseconds since 1970, for `datetime('now')`. Date.now when left out. */
  now?: () => number;
  /** Fills the array with random bytes. crypto.getRandomValues when left out. */
  random?: (target: Uint8Array) => void;
  /** Lets time pass while a busy timeout runs; nobody can make progress meanwhile. Nothing when left out. */
  sleep?: (microseconds: number) => void;
  /** How large SQLite's memory may become, in bytes. 1 GiB when left out. */
  maximumMemory?: number;
}

const pageSize = 65536;
/** What sqlite3.wasm declares: it starts with 8 MiB and takes 2 GiB at most. */
const initialPages = 128;
const gibibyte = 2 ** 30;
/** How many bytes getRandomValues gives at a time, at most. */
const randomQuota = 65536;

/** SQLite itself: the instance, its memory, and the JavaScript objects that C refers to by number. */
export interface Library {
  readonly exports: SqliteExports;
  readonly heap: Heap;
  /** Memory for results that C gives through pointers, 16 bytes; read them before anything else runs. */
  readonly out: Pointer;
  /** JavaScript objects that C holds as "user data". */
  readonly references: References;
  readonly files: DatabaseFiles;
  readonly nesting: Nesting;
  /** The connections that are open. */
  readonly connections: Set<OpenConnection>;
}

/** A connection of the program's, as far as somebody who looks into its database has to do with it. */
export interface OpenConnection {
  readonly library: Library;
  readonly pointer: Pointer;
  authorizer: ((...args: unknown[]) => unknown) | null;
  /** Prepared statements that are kept for the next use. */
  readonly pool: { clear(): void };
  /** Fails with what a callback threw during the call that just ended, if one did. */
  rethrow(): void;
}

/** How many callbacks may be under way inside one another; real Node runs out of stack at about 450. */
const deepest = 100;

/**
 * Counts callbacks within callbacks: a function that queries the database with a statement that calls
 * the function. Were the stack to run out in the middle of SQLite, it could not clean up after itself.
 */
export class Nesting {
  #depth = 0;

  /** Runs a callback of the program's, or fails as V8 does when the stack is used up. */
  run<Result>(callback: () => Result): Result {
    if (this.#depth === deepest) throw new RangeError('Maximum call stack size exceeded');
    this.#depth++;
    try {
      return callback();
    } finally {
      this.#depth--;
    }
  }
}

/** Gives objects numbers that can stand for a C pointer. */
export class References {
  readonly #objects = new Map<number, unknown>();
  #last = 0;

  add(object: unknown): number {
    this.#last++;
    this.#objects.set(this.#last, object);
    return this.#last;
  }

  get(number: number): unknown {
    return this.#objects.get(number);
  }

  remove(number: number): void {
    this.#objects.delete(number);
  }
}

/**
 * Starts SQLite. Synchronous: about 10 ms, in a browser allowed in workers only (a page may compile no
 * more than a few kilobytes at once). Fails with the browser's error when the bytes are not WebAssembly.
 */
export function loadLibrary(options: LibraryOptions): Library {
  const maximum = Math.floor((options.maximumMemory ?? gibibyte) / pageSize) * pageSize;
  const memory = new WebAssembly.Memory({ initial: initialPages, maximum: maximum / pageSize });
  const heap = new Heap(memory);
  const now = options.now ?? Date.now;
  const module = options.wasm instanceof WebAssembly.Module ? options.wasm : new WebAssembly.Module(options.wasm);
  const imports = hostImports(memory, heap, now, maximum);
  const instance = new WebAssembly.Instance(module, { env: imports, wasi_snapshot_preview1: imports });
  const exports = instance.exports as unknown as SqliteExports;
  exports.__wasm_call_ctors();
  heap.attach(exports);
  exports.sqlite3_initialize();
  removeOtherFileSystems(exports, heap);
  installVfs(exports, heap, {
    files: options.files,
    now,
    random: options.random ?? randomBytes,
    sleep: options.sleep ?? (() => {}),
  });
  return {
    exports,
    heap,
    out: heap.allocate(16),
    references: new References(),
    files: options.files,
    nesting: new Nesting(),
    connections: new Set(),
  };
}

/** The VFSes for Unix and for a browser's storage have nothing to work on here; `memdb` may stay. */
function removeOtherFileSystems(exports: SqliteExports, heap: Heap): void {
  for (const name of ['unix', 'unix-none', 'unix-dotfile', 'unix-excl', 'kvvfs']) {
    const vfs = heap.withText(name, (pointer) => exports.sqlite3_vfs_find(pointer));
    if (vfs !== 0) exports.sqlite3_vfs_unregister(vfs);
  }
}

function randomBytes(target: Uint8Array): void {
  for (let start = 0; start < target.length; start += randomQuota) {
    crypto.getRandomValues(target.subarray(start, start + randomQuota) as Uint8Array<ArrayBuffer>);
  }
}
