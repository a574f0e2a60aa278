import type { DatabaseFile, DatabaseFiles, OpenOptions } from './files.ts';

/** The functions of node:fs that are used; handed in, because this folder also runs where there is no node:fs. */
export interface NodeFileSystem {
  openSync(path: string, flags: number, mode: number): number;
  closeSync(fd: number): void;
  readSync(fd: number, target: Uint8Array, offset: number, length: number, position: number): number;
  writeSync(fd: number, source: Uint8Array, offset: number, length: number, position: number): number;
  ftruncateSync(fd: number, size: number): void;
  fsyncSync(fd: number): void;
  fstatSync(fd: number): Stats;
  statSync(path: string, options: { throwIfNoEntry: false }): Stats | undefined;
  unlinkSync(path: string): void;
  constants: Record<'O_RDONLY' | 'O_RDWR' | 'O_CREAT' | 'O_EXCL', number>;
}

interface Stats {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  isDirectory(): boolean;
}

/** rw-r--r--, as SQLite makes its files on Unix. */
const fileMode = 0o644;

/**
 * Database files over node:fs. The locks are those of this process only (node:fs has no flock), so one
 * database must not be open in two processes that write.
 *
 * @param resolve path.resolve of node:path.
 */
export class NodeFiles implements DatabaseFiles {
  readonly #fs: NodeFileSystem;
  readonly resolve: (path: string) => string;

  constructor(fs: NodeFileSystem, resolve: (path: string) => string) {
    this.#fs = fs;
    this.resolve = (path) => resolve(path);
  }

  open(path: string, { write, create, exclusive }: OpenOptions): DatabaseFile {
    const fs = this.#fs;
    const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = fs.constants;
    const flags = (write ? O_RDWR : O_RDONLY) | (create ? O_CREAT : 0) | (exclusive ? O_EXCL : 0);
    const fd = fs.openSync(path, flags, fileMode);
    const stats = fs.fstatSync(fd);
    if (stats.isDirectory()) {
      fs.closeSync(fd);
      throw new Error(`${path} is a directory; a database is a file`);
    }
    return new NodeFile(fs, fd, path, stats);
  }

  delete(path: string): boolean {
    if (this.#fs.statSync(path, { throwIfNoEntry: false }) === undefined) return false;
    this.#fs.unlinkSync(path);
    return true;
  }

  size(path: string): number | undefined {
    return this.#fs.statSync(path, { throwIfNoEntry: false })?.size;
  }
}

class NodeFile implements DatabaseFile {
  readonly identity: string;
  readonly #fs: NodeFileSystem;
  readonly #fd: number;
  readonly #path: string;

  constructor(fs: NodeFileSystem, fd: number, path: string, stats: Stats) {
    this.#fs = fs;
    this.#fd = fd;
    this.#path = path;
    this.identity = identityOf(stats);
  }

  read(target: Uint8Array, position: number): number {
    let done = 0;
    while (done < target.length) {
      const count = this.#fs.readSync(this.#fd, target, done, target.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(source: Uint8Array, position: number): void {
    let done = 0;
    while (done < source.length) {
      done += this.#fs.writeSync(this.#fd, source, done, source.length - done, position + done);
    }
  }

  truncate(size: number): void {
    this.#fs.ftruncateSync(this.#fd, size);
  }

  size(): number {
    return this.#fs.fstatSync(this.#fd).size;
  }

  sync(): void {
    this.#fs.fsyncSync(this.#fd);
  }

  moved(): boolean {
    const stats = this.#fs.statSync(this.#path, { throwIfNoEntry: false });
    return stats === undefined || identityOf(stats) !== this.identity;
  }

  close(): void {
    this.#fs.closeSync(this.#fd);
  }
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}
