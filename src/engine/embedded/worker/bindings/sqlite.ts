/**
 * `internalBinding('sqlite')`: what src/node_sqlite.cc gives to Node's lib/sqlite.js, its databases in the process's
 * file system in memory.
 */
import type { DatabaseFile, DatabaseFiles, OpenOptions } from '../../../sqlite/files.ts';
import { createSqlite, type Library, type SqliteModule } from '../../../sqlite/index.ts';
import type { BindingContext } from '../binding.ts';
import { O_CREAT, O_EXCL, O_RDONLY, O_RDWR } from '../vfs/constants.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { Inode } from '../vfs/inode.ts';

/** rw-r--r--, as SQLite makes its files on Unix. */
const fileMode = 0o644;

/** What the binding runs on, besides the context. */
export interface SqliteBindingOptions {
  /** The bytes of sqlite3.wasm, or the module compiled from them. */
  wasm: WebAssembly.Module | Uint8Array<ArrayBuffer> | ArrayBuffer;
  /** Milliseconds since 1970 by the clock of the process. */
  now(): number;
  /** Fills the array with random bytes; crypto.getRandomValues when left out. */
  random?(target: Uint8Array): void;
  /** Called with the absolute path of each file that SQLite opens. */
  opened?(path: string): void;
  /** Called once with SQLite itself. */
  started?(library: Library): void;
}

/** Starts SQLite at once and synchronously; to be called when the program first asks for the binding. */
export function createSqliteBinding(
  context: BindingContext,
  fileSystem: FileSystem,
  options: SqliteBindingOptions,
): SqliteModule {
  const { resolve } = context.require('path') as { resolve(path: string): string };
  return createSqlite({
    wasm: options.wasm,
    files: new ProcessFiles(fileSystem, resolve, options.opened),
    now: options.now,
    random: options.random,
    started: options.started,
    defer: (callback) => context.defer(callback),
  });
}

/** Database files in the file system of the process: `fs` sees them, and they count in its space. */
export class ProcessFiles implements DatabaseFiles {
  readonly resolve: (path: string) => string;
  readonly #fileSystem: FileSystem;
  readonly #opened: (path: string) => void;

  /** @param resolve path.resolve of the process. */
  constructor(fileSystem: FileSystem, resolve: (path: string) => string, opened: (path: string) => void = () => {}) {
    this.#fileSystem = fileSystem;
    this.#opened = opened;
    this.resolve = (path) => resolve(path);
  }

  open(path: string, { write, create, exclusive }: OpenOptions): DatabaseFile {
    const flags = (write ? O_RDWR : O_RDONLY) | (create ? O_CREAT : 0) | (exclusive ? O_EXCL : 0);
    const fd = this.#fileSystem.open(path, flags, fileMode);
    const inode = this.#fileSystem.inodeOf(fd);
    if (inode.kind !== 'file') {
      this.#fileSystem.close(fd);
      throw new Error(`${path} is not a regular file; a database is one`);
    }
    this.#opened(path);
    return new ProcessFile(this.#fileSystem, fd, path, inode);
  }

  delete(path: string): boolean {
    if (this.#fileSystem.find(path) === undefined) return false;
    this.#fileSystem.unlink(path);
    return true;
  }

  size(path: string): number | undefined {
    const inode = this.#fileSystem.find(path);
    return inode?.kind === 'file' ? inode.data.size : undefined;
  }
}

class ProcessFile implements DatabaseFile {
  readonly identity: Inode;
  readonly #fileSystem: FileSystem;
  readonly #fd: number;
  readonly #path: string;

  constructor(fileSystem: FileSystem, fd: number, path: string, inode: Inode) {
    this.#fileSystem = fileSystem;
    this.#fd = fd;
    this.#path = path;
    this.identity = inode;
  }

  read(target: Uint8Array, position: number): number {
    return this.#fileSystem.read(this.#fd, target, position);
  }

  write(source: Uint8Array, position: number): void {
    this.#fileSystem.write(this.#fd, source, position);
  }

  truncate(size: number): void {
    this.#fileSystem.truncateDescriptor(this.#fd, size);
  }

  size(): number {
    return this.identity.kind === 'file' ? this.identity.data.size : 0;
  }

  sync(): void {}

  moved(): boolean {
    return this.#fileSystem.find(this.#path) !== this.identity;
  }

  close(): void {
    this.#fileSystem.close(this.#fd);
  }
}
