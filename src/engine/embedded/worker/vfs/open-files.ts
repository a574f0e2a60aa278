import { O_ACCMODE, O_APPEND, O_RDONLY, O_WRONLY } from './constants.ts';
import { fail } from './errors.ts';
import { type Device, type Inode } from './inode.ts';

/** An open file description (open(2)), which a descriptor stands for. */
export interface OpenFile {
  readonly inode: Inode;
  readonly flags: number;
  /** Bytes from the start, where the next read or write without a position happens. */
  position: number;
}

/** RLIMIT_NOFILE; enough for any example, and a leak ends in EMFILE as it does on a real machine. */
const mostOpenFiles = 65_536;

/** The descriptor table of one process. 0, 1 and 2 are open from the start. */
export class OpenFiles {
  readonly #files: (OpenFile | undefined)[];
  /** No descriptor below this one is free. */
  #lowestFree: number;

  constructor(streams: readonly Device[]) {
    this.#files = streams.map((inode, fd) => ({
      inode,
      flags: fd === 0 ? O_RDONLY : O_WRONLY,
      position: 0,
    }));
    this.#lowestFree = this.#files.length;
  }

  /** @returns the lowest free descriptor, now in use. */
  add(inode: Inode, flags: number): number {
    let fd = this.#lowestFree;
    while (this.#files[fd] !== undefined) fd += 1;
    if (fd >= mostOpenFiles) fail('EMFILE');
    this.#files[fd] = { inode, flags, position: 0 };
    this.#lowestFree = fd + 1;
    return fd;
  }

  get(fd: number): OpenFile {
    return this.#files[fd] ?? fail('EBADF');
  }

  /** @returns the open file description that the descriptor stood for */
  remove(fd: number): OpenFile {
    const file = this.get(fd);
    this.#files[fd] = undefined;
    if (fd < this.#lowestFree) this.#lowestFree = fd;
    return file;
  }

  /** Whether any descriptor still stands for `inode`. */
  holds(inode: Inode): boolean {
    return this.#files.some((file) => file?.inode === inode);
  }
}

export function readable(file: OpenFile): boolean {
  return (file.flags & O_ACCMODE) !== O_WRONLY;
}

export function writable(file: OpenFile): boolean {
  return (file.flags & O_ACCMODE) !== O_RDONLY;
}

export function appends(file: OpenFile): boolean {
  return (file.flags & O_APPEND) !== 0;
}
