import {
  COPYFILE_EXCL,
  COPYFILE_FICLONE_FORCE,
  EXECUTE,
  O_ACCMODE,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  READ,
  WRITE,
} from './constants.ts';
import { fail } from './errors.ts';
import { RegularFile, SymbolicLink, type Inode } from './inode.ts';
import { Names } from './names.ts';
import { appends, readable, writable } from './open-files.ts';
import { timestampFromMilliseconds } from './timestamp.ts';

export type { FileSystemOptions } from './tree.ts';

export const blockSize = 4096;
const filePermissions = 0o644;

/**
 * A file system in memory with the semantics of Linux's system calls. Every method is one call: it takes
 * what the call takes, does it at once, and throws a FileSystemError with the code that the call would
 * have failed with. Paths are strings; relative ones start at the current directory.
 */
export class FileSystem extends Names {
  // ---- for the engine ---------------------------------------------------------------------------

  /**
   * Puts a file there, with all directories on the way, without asking for permission and without telling
   * watchers. The contents are converted when they are first read; bytes are not copied and must not be
   * changed by the caller any more.
   * @param modified time of the last change in milliseconds since 1970; now when left out.
   */
  mount(path: string, contents: string | Uint8Array | Blob, permissions = filePermissions, modified?: number): void {
    const file = new RegularFile(permissions, this.birth(), contents);
    file.base = path;
    if (modified !== undefined) file.modified = timestampFromMilliseconds(modified);
    this.mountInode(path, file);
  }

  /** Puts a symbolic link there, as `mount` does. */
  mountLink(path: string, target: string): void {
    this.mountInode(path, new SymbolicLink(target, this.birth()));
  }

  /** Makes a directory and those above it, as `mount` does. */
  mountDirectory(path: string): void {
    this.makeDirectories(path);
  }

  private mountInode(path: string, inode: RegularFile | SymbolicLink): void {
    const cut = path.lastIndexOf('/');
    const directory = this.makeDirectories(path.slice(0, cut + 1));
    const name = path.slice(cut + 1);
    const before = directory.entries.get(name);
    if (before?.kind === 'directory') fail('EISDIR');
    if (before !== undefined) this.removeEntry(directory, name, before);
    this.addEntry(directory, name, inode);
  }

  /** The current directory, an absolute path; fails with ENOENT when it has been removed. */
  get currentDirectory(): string {
    return this.pathOf(this.current) ?? fail('ENOENT');
  }

  changeDirectory(path: string): void {
    const inode = this.existing(path, true);
    if (inode.kind !== 'directory') fail('ENOTDIR');
    this.need(inode, EXECUTE);
    this.current = inode;
  }

  /** Room in all, and left, in bytes. */
  get space(): { readonly capacity: number; readonly free: number; readonly inodes: number } {
    return { capacity: this.capacity, free: this.capacity - this.used, inodes: this.inodes };
  }

  // ---- descriptors ------------------------------------------------------------------------------

  /** @param flags O_… of open(2). @param permissions of a file that is made, before the umask. @returns a descriptor. */
  open(path: string, flags: number, permissions: number): number {
    const create = (flags & O_CREAT) !== 0;
    const follow = (flags & O_NOFOLLOW) === 0 && !(create && (flags & O_EXCL) !== 0);
    if (create && /[^/]\/+$/.test(path)) {
      // a name with a slash at its end never becomes a file, whatever is there (fs/namei.c)
      const { name } = this.locate(path.replace(/\/+$/, ''), false);
      if (name !== '.' && name !== '..') fail('EISDIR');
    }
    const { directory, name, inode: there } = this.locate(path, follow);
    if (there === undefined) {
      if (!create) fail('ENOENT');
      this.needChange(directory);
      const made = new RegularFile(permissions & ~this.umask & 0o7777, this.birth());
      this.addEntry(directory, name, made);
      const fd = this.files.add(made, flags);
      this.changes.renamed(made, directory, name);
      return fd;
    }
    if (create && (flags & O_EXCL) !== 0) fail('EEXIST');
    if (there.kind === 'link') fail('ELOOP');
    const access = flags & O_ACCMODE;
    if (there.kind === 'directory') {
      if (access !== O_RDONLY || create || (flags & O_TRUNC) !== 0) fail('EISDIR');
    } else if ((flags & O_DIRECTORY) !== 0) {
      fail('ENOTDIR');
    }
    this.need(there, (access === O_WRONLY ? 0 : READ) | (access === O_RDONLY ? 0 : WRITE));
    const fd = this.files.add(there, flags);
    if (there.kind === 'file' && (flags & O_TRUNC) !== 0) this.resize(there, 0);
    return fd;
  }

  close(fd: number): void {
    const { inode } = this.files.remove(fd);
    if (inode.links > 0 || this.files.holds(inode)) return;
    if (inode.kind === 'file') this.release(inode);
    this.changes.gone(inode);
  }

  inodeOf(fd: number): Inode {
    return this.files.get(fd).inode;
  }

  /** @param position bytes from the start, or undefined: where the last read or write ended. @returns bytes read, 0 at the end. */
  read(fd: number, target: Uint8Array, position?: number): number {
    const file = this.files.get(fd);
    if (!readable(file)) fail('EBADF');
    const { inode } = file;
    if (inode.kind === 'directory') fail('EISDIR');
    if (inode.kind !== 'file') {
      return inode.kind === 'device' && inode.stream === 0 ? (this.options.input?.(target) ?? 0) : 0;
    }
    const count = inode.data.read(target, position ?? file.position);
    if (position === undefined) file.position += count;
    return count;
  }

  /** All that is left as text, where a file of ASCII text is read from its beginning; else undefined. */
  asciiToEnd(fd: number): string | undefined {
    const file = this.files.get(fd);
    const text =
      file.inode.kind === 'file' && readable(file) && file.position === 0 ? file.inode.data.asciiText : undefined;
    if (text !== undefined) file.position = text.length;
    return text;
  }

  /** @returns everything from the descriptor's position on; a view that holds until the next write. */
  readToEnd(fd: number): Uint8Array {
    const file = this.files.get(fd);
    if (file.inode.kind !== 'file' || !readable(file)) {
      const chunks: number[] = [];
      const chunk = new Uint8Array(65_536);
      for (let count = this.read(fd, chunk); count > 0; count = this.read(fd, chunk)) {
        for (const byte of chunk.subarray(0, count)) chunks.push(byte);
      }
      return Uint8Array.from(chunks);
    }
    const { bytes } = file.inode.data;
    const start = Math.min(file.position, bytes.length);
    file.position = Math.max(file.position, bytes.length);
    return bytes.subarray(start);
  }

  /** Like `read`; all of `bytes` is written or the call fails. @returns bytes written. */
  write(fd: number, bytes: Uint8Array, position?: number): number {
    const file = this.files.get(fd);
    if (!writable(file)) fail('EBADF');
    const { inode } = file;
    if (inode.kind === 'device') {
      if (inode.stream !== undefined) this.options.output(inode.stream, bytes.slice());
      return bytes.length;
    }
    if (inode.kind !== 'file' || bytes.length === 0) return 0;
    const size = inode.data.size;
    // Linux appends even when pwrite names a position (pwrite(2), "Bugs")
    const start = appends(file) ? size : (position ?? file.position);
    const end = start + bytes.length;
    this.charge(inode, Math.max(0, end - size), end);
    inode.data.write(bytes, start);
    if (position === undefined) file.position = end;
    inode.base = undefined;
    this.touch(inode);
    this.changes.changed(inode, [start, end, appends(file)]);
    return bytes.length;
  }

  truncateDescriptor(fd: number, size: number): void {
    const file = this.files.get(fd);
    if (!writable(file) || file.inode.kind !== 'file' || size < 0) fail('EINVAL');
    this.resize(file.inode, size);
  }

  /** @param flags COPYFILE_EXCL, COPYFILE_FICLONE_FORCE (which fails: nothing here can be cloned). */
  copyFile(from: string, to: string, flags: number): void {
    const source = this.open(from, O_RDONLY, 0);
    try {
      const { inode } = this.files.get(source);
      const exclusive = (flags & COPYFILE_EXCL) !== 0 ? O_EXCL : 0;
      const target = this.open(to, O_WRONLY | O_CREAT | exclusive, inode.mode & 0o777);
      try {
        if (this.files.get(target).inode === inode) return;
        if (inode.kind === 'directory') {
          this.unlink(to);
          fail('EISDIR');
        }
        if ((flags & COPYFILE_FICLONE_FORCE) !== 0) {
          this.unlink(to);
          fail('ENOTSUP');
        }
        this.truncateDescriptor(target, 0);
        const copy = this.files.get(target).inode;
        // the times are set before the bytes are written, as libuv does (src/unix/fs.c): only an empty file keeps them
        this.changeTimes(copy, inode.accessed, inode.modified);
        this.changeMode(copy, inode.mode & 0o777);
        if (inode.kind === 'file') this.write(target, inode.data.bytes);
      } finally {
        this.close(target);
      }
    } finally {
      this.close(source);
    }
  }
}
