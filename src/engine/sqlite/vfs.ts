import {
  SQLITE_BUSY,
  SQLITE_CANTOPEN,
  SQLITE_ERROR,
  SQLITE_FULL,
  SQLITE_IOERR,
  SQLITE_IOERR_ACCESS,
  SQLITE_IOERR_DELETE,
  SQLITE_IOERR_DELETE_NOENT,
  SQLITE_IOERR_FSTAT,
  SQLITE_IOERR_FSYNC,
  SQLITE_IOERR_NOMEM,
  SQLITE_IOERR_READ,
  SQLITE_IOERR_SHORT_READ,
  SQLITE_IOERR_TRUNCATE,
  SQLITE_IOERR_WRITE,
  SQLITE_NOTFOUND,
  SQLITE_OK,
  SQLITE_OPEN_CREATE,
  SQLITE_OPEN_DELETEONCLOSE,
  SQLITE_OPEN_EXCLUSIVE,
  SQLITE_OPEN_READONLY,
  SQLITE_OPEN_READWRITE,
} from './constants.ts';
import type { Pointer, SqliteExports } from './exports.ts';
import { FileLocks } from './file-locks.ts';
import type { DatabaseFile, DatabaseFiles } from './files.ts';
import type { Heap } from './heap.ts';
import { MemoryFile } from './memory-files.ts';
import { SharedMemory } from './shared-memory.ts';
import { type Callback, installCallbacks } from './trampolines.ts';

/** The services that the operating system gives SQLite elsewhere. */
export interface VfsOptions {
  files: DatabaseFiles;
  /** Milliseconds since 1970. */
  now(): number;
  /** Fills the array with random bytes. */
  random(target: Uint8Array): void;
  /** Lets `microseconds` pass while a connection waits for a lock. */
  sleep(microseconds: number): void;
}

/** sizeof(sqlite3_vfs), sqlite3_io_methods and our sqlite3_file: a pointer to the methods and a number. */
const vfsSize = 88;
const methodsSize = 76;
const fileSize = 8;
const maximumPath = 4096;
const sectorSize = 4096;
/** SQLITE_IOCAP_POWERSAFE_OVERWRITE, as SQLite's own VFS for Unix says: it keeps journals small. */
const capabilities = 0x1000;
/** SQLITE_FCNTL_HAS_MOVED. */
const hasMoved = 20;
/** Milliseconds from noon on November 24, 4714 BC, where SQLite's days begin, to 1970. */
const julianEpoch = 210866760000000;
const millisecondsPerDay = 86400000;

interface OpenFile {
  readonly file: DatabaseFile;
  readonly path: string | undefined;
  readonly deleteOnClose: boolean;
}

/**
 * Makes `options.files` SQLite's file system (sqlite.org/vfs.html), the only one there is.
 * A temporary file, which has no name, stays in memory.
 */
export function installVfs(exports: SqliteExports, heap: Heap, options: VfsOptions): void {
  const { files } = options;
  const open = new Map<number, OpenFile>();
  const locks = new FileLocks();
  const shared = new SharedMemory(heap);
  let lastNumber = 0;

  function at(file: Pointer): OpenFile {
    return open.get(heap.word(file + 4)) as OpenFile;
  }

  /** Runs `work`; what it throws becomes an SQLite error, for nothing may be thrown through C. */
  function guarded(failure: number, work: () => number | void): number {
    try {
      return work() ?? SQLITE_OK;
    } catch (error) {
      return (error as { code?: unknown } | null)?.code === 'ENOSPC' ? SQLITE_FULL : failure;
    }
  }

  const vfsMethods = {
    xOpen: method('iiiiii', (_vfs, name, file, flags, outFlags) =>
      guarded(SQLITE_CANTOPEN, () => {
        // Without methods SQLite does not close the file, which it must not when opening fails.
        heap.setWord(file, 0);
        const path = name === 0 ? undefined : heap.terminatedText(name);
        let readOnly = (flags & SQLITE_OPEN_READONLY) !== 0;
        const create = (flags & SQLITE_OPEN_CREATE) !== 0;
        const exclusive = (flags & SQLITE_OPEN_EXCLUSIVE) !== 0;
        let opened: DatabaseFile;
        if (path === undefined) {
          opened = new MemoryFile();
        } else if (readOnly) {
          opened = files.open(path, { write: false, create: false, exclusive });
        } else {
          try {
            opened = files.open(path, { write: true, create, exclusive });
          } catch {
            // A file that may only be read is opened for reading, as on Unix.
            opened = files.open(path, { write: false, create: false, exclusive: false });
            readOnly = true;
          }
        }
        lastNumber++;
        open.set(lastNumber, { file: opened, path, deleteOnClose: (flags & SQLITE_OPEN_DELETEONCLOSE) !== 0 });
        heap.setWord(file + 4, lastNumber);
        heap.setWord(file, ioMethods);
        if (outFlags !== 0) {
          const access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
          heap.setWord(outFlags, (flags & ~(SQLITE_OPEN_READONLY | SQLITE_OPEN_READWRITE)) | access);
        }
      }),
    ),
    xDelete: method('iiii', (_vfs, name) =>
      guarded(SQLITE_IOERR_DELETE, () =>
        files.delete(heap.terminatedText(name)) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT,
      ),
    ),
    xAccess: method('iiiii', (_vfs, name, _flags, result) =>
      guarded(SQLITE_IOERR_ACCESS, () => {
        // An empty file counts as none, as on Unix: an empty journal has nothing to roll back.
        heap.setWord(result, (files.size(heap.terminatedText(name)) ?? 0) > 0 ? 1 : 0);
      }),
    ),
    xFullPathname: method('iiiii', (_vfs, name, size, result) =>
      guarded(SQLITE_CANTOPEN, () => {
        const path = files.resolve(heap.terminatedText(name));
        return heap.withText(path, (pointer) => {
          const end = heap.bytes.indexOf(0, pointer) + 1;
          if (end - pointer > size) return SQLITE_CANTOPEN;
          heap.bytes.copyWithin(result, pointer, end);
          return SQLITE_OK;
        });
      }),
    ),
    xRandomness: method('iiii', (_vfs, size, result) => {
      const bytes = new Uint8Array(size);
      options.random(bytes);
      heap.bytes.set(bytes, result);
      return size;
    }),
    // A busy timeout waits here. Every connection of the process runs on this one thread, so whoever
    // holds the lock cannot let go of it while we wait: waiting changes nothing but the clock, and what
    // that means is for `sleep` to say. SQLite counts the waits, so the timeout ends all the same.
    xSleep: method('iii', (_vfs, microseconds) => {
      options.sleep(microseconds);
      return microseconds;
    }),
    xCurrentTime: method('iii', (_vfs, result) => {
      heap.doubles[result >> 3] = (options.now() + julianEpoch) / millisecondsPerDay;
      return SQLITE_OK;
    }),
    xCurrentTimeInt64: method('iii', (_vfs, result) => {
      heap.setLong(result, BigInt(Math.floor(options.now()) + julianEpoch));
      return SQLITE_OK;
    }),
    xGetLastError: method('iiii', () => SQLITE_OK),
  };

  const fileMethods = {
    xClose: method('ii', (file) =>
      guarded(SQLITE_IOERR, () => {
        const { file: opened, path, deleteOnClose } = at(file);
        locks.lower(opened.identity, opened, 0);
        shared.unmap(opened.identity, opened);
        open.delete(heap.word(file + 4));
        opened.close();
        if (deleteOnClose && path !== undefined) files.delete(path);
      }),
    ),
    xRead: methodWithPosition('iiiij', (file, target, size, position) =>
      guarded(SQLITE_IOERR_READ, () => {
        const count = at(file).file.read(heap.bytes.subarray(target, target + size), Number(position));
        if (count === size) return SQLITE_OK;
        heap.bytes.fill(0, target + count, target + size);
        return SQLITE_IOERR_SHORT_READ;
      }),
    ),
    xWrite: methodWithPosition('iiiij', (file, source, size, position) =>
      guarded(SQLITE_IOERR_WRITE, () => {
        at(file).file.write(heap.bytes.subarray(source, source + size), Number(position));
      }),
    ),
    xTruncate: {
      type: 'iij',
      call: (file: Pointer, size: bigint) =>
        guarded(SQLITE_IOERR_TRUNCATE, () => {
          at(file).file.truncate(Number(size));
        }),
    },
    xSync: method('iii', (file) => guarded(SQLITE_IOERR_FSYNC, () => at(file).file.sync())),
    xFileSize: method('iii', (file, result) =>
      guarded(SQLITE_IOERR_FSTAT, () => {
        heap.setLong(result, BigInt(at(file).file.size()));
      }),
    ),
    xLock: method('iii', (file, level) => {
      const { file: opened } = at(file);
      return locks.raise(opened.identity, opened, level) ? SQLITE_OK : SQLITE_BUSY;
    }),
    xUnlock: method('iii', (file, level) => {
      const { file: opened } = at(file);
      locks.lower(opened.identity, opened, level);
      return SQLITE_OK;
    }),
    xCheckReservedLock: method('iii', (file, result) => {
      heap.setWord(result, locks.reserved(at(file).file.identity) ? 1 : 0);
      return SQLITE_OK;
    }),
    xFileControl: method('iiii', (file, operation, argument) =>
      guarded(SQLITE_ERROR, () => {
        if (operation !== hasMoved) return SQLITE_NOTFOUND;
        heap.setWord(argument, at(file).file.moved() ? 1 : 0);
        return SQLITE_OK;
      }),
    ),
    xSectorSize: method('ii', () => sectorSize),
    xDeviceCharacteristics: method('ii', () => capabilities),
    xShmMap: method('iiiiii', (file, region, size, extend, result) =>
      guarded(SQLITE_IOERR_NOMEM, () => {
        const { file: opened } = at(file);
        heap.setWord(result, shared.map(opened.identity, opened, region, size, extend !== 0));
      }),
    ),
    xShmLock: method('iiiii', (file, first, count, flags) => {
      const { file: opened } = at(file);
      return shared.lock(opened.identity, opened, first, count, flags) ? SQLITE_OK : SQLITE_BUSY;
    }),
    // No barrier is needed: all connections run on one thread.
    xShmBarrier: method('vi', () => undefined),
    xShmUnmap: method('iii', (file) => {
      const { file: opened } = at(file);
      shared.unmap(opened.identity, opened);
      return SQLITE_OK;
    }),
  };

  const pointers = installCallbacks(exports, { ...vfsMethods, ...fileMethods });

  // struct sqlite3_io_methods, version 2: up to xShmUnmap, without memory-mapped files.
  const ioMethods = zeroed(heap, methodsSize);
  const fileOrder = Object.keys(fileMethods) as (keyof typeof fileMethods)[];
  heap.words.set([2, ...fileOrder.map((name) => pointers[name])], ioMethods >> 2);

  // struct sqlite3_vfs, version 2: up to xCurrentTimeInt64, without extension loading.
  const vfs = zeroed(heap, vfsSize);
  heap.words.set(
    [
      2,
      fileSize,
      maximumPath,
      0,
      heap.storeText('port3000'),
      0,
      pointers.xOpen,
      pointers.xDelete,
      pointers.xAccess,
      pointers.xFullPathname,
      0,
      0,
      0,
      0,
      pointers.xRandomness,
      pointers.xSleep,
      pointers.xCurrentTime,
      pointers.xGetLastError,
      pointers.xCurrentTimeInt64,
    ],
    vfs >> 2,
  );
  exports.sqlite3_vfs_register(vfs, 1);
}

function method(type: string, call: (...args: number[]) => number | void): Callback {
  return { type, call };
}

function methodWithPosition(
  type: string,
  call: (file: Pointer, memory: Pointer, size: number, position: bigint) => number,
): Callback {
  return { type, call };
}

function zeroed(heap: Heap, size: number): Pointer {
  const pointer = heap.allocate(size);
  heap.bytes.fill(0, pointer, pointer + size);
  return pointer;
}
