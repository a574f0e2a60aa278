import { Changes } from './changes.ts';
import {
  COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, EXECUTE, O_ACCMODE, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW,
  O_RDONLY, O_TRUNC, READ, S_IFMT, WRITE,
} from './constants.ts';
import { fail } from './errors.ts';
import {
  Device, Directory, RegularFile, SymbolicLink, type Birth, type Inode,
} from './inode.ts';
import { walk, type Location } from './lookup.ts';
import { appends, OpenFiles, readable, writable } from './open-files.ts';
import { timestampFromMilliseconds, type Timestamp } from './timestamp.ts';

export interface FileSystemOptions {
  /** The time, milliseconds since 1970, for the times of files. */
  now(): number;
  /** Takes what the program writes to descriptor 1 or 2 (fd); the bytes are the receiver's to keep. */
  output(fd: number, bytes: Uint8Array): void;
  /** Fills `target` from standard input and says how many bytes; left out: always at its end. */
  input?(target: Uint8Array): number;
  /** A number in [0, 1) for the names of mkdtemp; `Math.random` when left out. */
  random?(): number;
  /** Whose process this is. 0, the superuser, is asked for no permission. Both 1000 when left out. */
  uid?: number;
  gid?: number;
  /** Bytes that all files together may hold before writes fail with ENOSPC; 512 MiB when left out. */
  capacity?: number;
}

const blockSize = 4096;
const directoryPermissions = 0o755;
const filePermissions = 0o644;
const temporaryNameLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Larger files than a single ArrayBuffer surely holds are refused with EFBIG. */
const largestFile = 2 ** 31 - 1;

/**
 * A file system in memory with the semantics of Linux's system calls. Every method is one call: it takes
 * what the call takes, does it at once, and throws a FileSystemError with the code that the call would
 * have failed with. Paths are strings; relative ones start at the current directory.
 */
export class FileSystem {
  readonly changes = new Changes();
  readonly uid: number;
  readonly gid: number;
  /** Permissions that new files and directories do not get: process.umask(). */
  umask = 0o022;
  readonly #options: FileSystemOptions;
  readonly #capacity: number;
  readonly #root: Directory;
  readonly #files: OpenFiles;
  #current: Directory;
  #used = 0;
  #inodes = 0;

  constructor(options: FileSystemOptions) {
    this.#options = options;
    this.uid = options.uid ?? 1000;
    this.gid = options.gid ?? 1000;
    this.#capacity = options.capacity ?? 512 * 1024 * 1024;
    this.#root = new Directory(directoryPermissions, this.#birth());
    this.#root.links = 2;
    this.#root.parent = this.#root;
    this.#current = this.#root;
    const streams = [0, 1, 2].map((stream) => new Device(this.#birth(), stream));
    this.#files = new OpenFiles(streams);
    const devices = this.#makeDirectories('/dev');
    for (const [index, name] of ['stdin', 'stdout', 'stderr'].entries()) {
      this.#link(devices, name, streams[index] as Device);
    }
    this.#link(devices, 'null', new Device(this.#birth()));
    this.#makeDirectories('/tmp').mode |= 0o1777;
  }

  // ---- for the engine ---------------------------------------------------------------------------

  /**
   * Puts a file there, with all directories on the way, without asking for permission and without telling
   * watchers. The contents are converted when they are first read; bytes are not copied and must not be
   * changed by the caller any more.
   */
  mount(path: string, contents: string | Uint8Array, permissions = filePermissions): void {
    const cut = path.lastIndexOf('/');
    const directory = this.#makeDirectories(path.slice(0, cut + 1));
    const name = path.slice(cut + 1);
    const before = directory.entries.get(name);
    if (before?.kind === 'directory') fail('EISDIR');
    if (before !== undefined) this.#unlink(directory, name, before);
    this.#link(directory, name, new RegularFile(permissions, this.#birth(), contents));
  }

  /** Makes a directory and those above it, as `mount` does. */
  mountDirectory(path: string): void {
    this.#makeDirectories(path);
  }

  /** What the path leads to, symbolic links followed, or undefined; never throws. */
  find(path: string): Inode | undefined {
    const location = walk(this.#start(), path, true);
    return typeof location === 'string' ? undefined : location.inode;
  }

  /** The absolute path of an inode, or undefined when it has no name any more. */
  pathOf(inode: Inode): string | undefined {
    const names: string[] = [];
    let current = inode;
    while (current !== this.#root) {
      const parent = current.parent;
      if (parent === undefined || parent.entries.get(current.name) !== current) return undefined;
      names.push(current.name);
      current = parent;
    }
    return `/${names.reverse().join('/')}`;
  }

  /** The current directory, an absolute path; fails with ENOENT when it has been removed. */
  get currentDirectory(): string {
    return this.pathOf(this.#current) ?? fail('ENOENT');
  }

  changeDirectory(path: string): void {
    const inode = this.#existing(path, true);
    if (inode.kind !== 'directory') fail('ENOTDIR');
    this.#need(inode, EXECUTE);
    this.#current = inode;
  }

  /** Room in all, and left, in bytes. */
  get space(): { readonly capacity: number; readonly free: number; readonly inodes: number } {
    return { capacity: this.#capacity, free: this.#capacity - this.#used, inodes: this.#inodes };
  }

  // ---- names ------------------------------------------------------------------------------------

  stat(path: string): Inode {
    return this.#existing(path, true);
  }

  lstat(path: string): Inode {
    return this.#existing(path, false);
  }

  /** @param wanted READ, WRITE and EXECUTE together, or 0: whether it exists. */
  access(path: string, wanted: number): void {
    this.#need(this.#existing(path, true), wanted);
  }

  realpath(path: string): string {
    return this.pathOf(this.#existing(path, true)) ?? fail('ENOENT');
  }

  mkdir(path: string, permissions: number): void {
    const { directory, name, inode } = this.#locate(path, false);
    if (inode !== undefined) fail('EEXIST');
    this.#needChange(directory);
    const made = new Directory(permissions & ~this.umask & 0o1777, this.#birth());
    this.#link(directory, name, made);
    this.changes.renamed(made, directory, name);
  }

  /** @returns the entries by name, in no order that means anything. */
  readdir(path: string): ReadonlyMap<string, Inode> {
    const inode = this.#existing(path, true);
    if (inode.kind !== 'directory') fail('ENOTDIR');
    this.#need(inode, READ);
    return inode.entries;
  }

  rmdir(path: string): void {
    const { directory, name, inode } = this.#locate(path, false);
    if (inode === undefined) fail('ENOENT');
    if (inode === this.#root) fail('EBUSY');
    if (name === '.') fail('EINVAL');
    if (inode.kind !== 'directory') fail('ENOTDIR');
    if (name === '..' || inode.entries.size > 0) fail('ENOTEMPTY');
    this.#needChange(directory);
    this.#unlink(directory, name, inode);
    this.changes.gone(inode);
    this.changes.renamed(inode, directory, name);
  }

  unlink(path: string): void {
    const { directory, name, inode } = this.#locate(path, false);
    if (inode === undefined) fail('ENOENT');
    if (inode.kind === 'directory') fail('EISDIR');
    this.#needChange(directory);
    this.#unlink(directory, name, inode);
    this.changes.renamed(inode, directory, name);
    this.changes.linksChanged(inode);
    if (inode.links === 0 && !this.#files.holds(inode)) this.changes.gone(inode);
  }

  rename(from: string, to: string): void {
    const source = this.#locate(from, false);
    const target = this.#locate(to, false);
    const { inode } = source;
    if (inode === undefined) fail('ENOENT');
    if ([source.name, target.name].some((name) => name === '.' || name === '..' || name === '/')) fail('EBUSY');
    if (inode.kind !== 'directory' && target.slash) fail('ENOTDIR');
    if (inode === target.inode) return;
    if (inode.kind === 'directory' && this.#contains(inode, target.directory)) fail('EINVAL');
    if (target.inode?.kind === 'directory' && this.#contains(target.inode, source.directory)) fail('ENOTEMPTY');
    this.#needChange(source.directory);
    this.#needChange(target.directory);
    if (target.inode !== undefined) this.#replaceable(inode, target.inode);
    source.directory.entries.delete(source.name);
    if (inode.kind === 'directory') source.directory.links -= 1;
    inode.links -= 1;
    if (target.inode !== undefined) this.#unlink(target.directory, target.name, target.inode);
    this.#link(target.directory, target.name, inode);
    this.#touch(source.directory);
    this.changes.renamed(inode, source.directory, source.name);
    this.changes.renamed(inode, target.directory, target.name);
    this.changes.gone(inode);
    if (target.inode !== undefined) this.changes.gone(target.inode);
  }

  link(existing: string, path: string): void {
    const inode = this.#existing(existing, false);
    const { directory, name, inode: there } = this.#creating(path);
    if (there !== undefined) fail('EEXIST');
    if (inode.kind === 'directory') fail('EPERM');
    this.#needChange(directory);
    this.#link(directory, name, inode);
    inode.changed = this.#now();
    this.changes.renamed(inode, directory, name);
  }

  symlink(target: string, path: string): void {
    if (target === '') fail('ENOENT');
    const { directory, name, inode } = this.#creating(path);
    if (inode !== undefined) fail('EEXIST');
    this.#needChange(directory);
    const made = new SymbolicLink(target, this.#birth());
    this.#link(directory, name, made);
    this.changes.renamed(made, directory, name);
  }

  readlink(path: string): string {
    const inode = this.#existing(path, false);
    return inode.kind === 'link' ? inode.target : fail('EINVAL');
  }

  /** Makes a directory whose name is `prefix` and six letters. @returns its path. */
  mkdtemp(prefix: string): string {
    const random = this.#options.random ?? Math.random;
    for (;;) {
      let path = prefix;
      for (let count = 0; count < 6; count += 1) {
        path += temporaryNameLetters.charAt(Math.floor(random() * temporaryNameLetters.length));
      }
      const { inode } = this.#locate(path, false);
      if (inode === undefined) {
        this.mkdir(path, 0o700);
        return path;
      }
    }
  }

  /** @param flags COPYFILE_EXCL, COPYFILE_FICLONE_FORCE (which fails: nothing here can be cloned). */
  copyFile(from: string, to: string, flags: number): void {
    const source = this.open(from, O_RDONLY, 0);
    try {
      const { inode } = this.#files.get(source);
      const exclusive = (flags & COPYFILE_EXCL) !== 0 ? O_EXCL : 0;
      const target = this.open(to, 1 | O_CREAT | exclusive, inode.mode & 0o777);
      try {
        if (this.#files.get(target).inode === inode) return;
        if (inode.kind === 'directory') {
          this.unlink(to);
          fail('EISDIR');
        }
        if ((flags & COPYFILE_FICLONE_FORCE) !== 0) {
          this.unlink(to);
          fail('ENOTSUP');
        }
        this.truncateDescriptor(target, 0);
        this.changeMode(this.#files.get(target).inode, inode.mode & 0o777);
        if (inode.kind === 'file') this.write(target, inode.data.bytes);
      } finally {
        this.close(target);
      }
    } finally {
      this.close(source);
    }
  }

  // ---- attributes -------------------------------------------------------------------------------

  /** chmod, fchmod: what `stat`, `lstat` or `inodeOf` gave, and the new permissions. */
  changeMode(inode: Inode, permissions: number): void {
    if (this.uid !== 0 && this.uid !== inode.uid) fail('EPERM');
    inode.mode = (inode.mode & S_IFMT) | (permissions & 0o7777);
    inode.changed = this.#now();
    this.changes.changed(inode);
  }

  /** chown, fchown, lchown; 4294967295 or -1 leaves an id as it is. */
  changeOwner(inode: Inode, uid: number, gid: number): void {
    const keep = (id: number): boolean => id === -1 || id === 0xffff_ffff;
    if (this.uid !== 0) {
      if (this.uid !== inode.uid || !(keep(uid) || uid === inode.uid)) fail('EPERM');
      if (!(keep(gid) || gid === inode.gid || gid === this.gid)) fail('EPERM');
    }
    if (!keep(uid)) inode.uid = uid;
    if (!keep(gid)) inode.gid = gid;
    inode.changed = this.#now();
    this.changes.changed(inode);
  }

  changeTimes(inode: Inode, accessed: Timestamp, modified: Timestamp): void {
    if (this.uid !== 0 && this.uid !== inode.uid) fail('EPERM');
    inode.accessed = accessed;
    inode.modified = modified;
    inode.changed = this.#now();
    this.changes.changed(inode);
  }

  // ---- descriptors ------------------------------------------------------------------------------

  /** @param flags O_… of open(2). @param permissions of a file that is made, before the umask. @returns a descriptor. */
  open(path: string, flags: number, permissions: number): number {
    const create = (flags & O_CREAT) !== 0;
    const follow = (flags & O_NOFOLLOW) === 0 && !(create && (flags & O_EXCL) !== 0);
    const { directory, name, inode: there, slash } = this.#locate(path, follow);
    if (there === undefined) {
      if (!create) fail('ENOENT');
      if (slash) fail('EISDIR');
      this.#needChange(directory);
      const made = new RegularFile(permissions & ~this.umask & 0o7777, this.#birth());
      this.#link(directory, name, made);
      const fd = this.#files.add(made, flags);
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
    this.#need(there, (access === 1 ? 0 : READ) | (access === O_RDONLY ? 0 : WRITE));
    const fd = this.#files.add(there, flags);
    if (there.kind === 'file' && (flags & O_TRUNC) !== 0) this.#resize(there, 0);
    return fd;
  }

  close(fd: number): void {
    const { inode } = this.#files.remove(fd);
    if (inode.links > 0 || inode.kind !== 'file' || this.#files.holds(inode)) return;
    this.#release(inode);
    this.changes.gone(inode);
  }

  inodeOf(fd: number): Inode {
    return this.#files.get(fd).inode;
  }

  /** @param position bytes from the start, or undefined: where the last read or write ended. @returns bytes read, 0 at the end. */
  read(fd: number, target: Uint8Array, position?: number): number {
    const file = this.#files.get(fd);
    if (!readable(file)) fail('EBADF');
    const { inode } = file;
    if (inode.kind === 'directory') fail('EISDIR');
    if (inode.kind !== 'file') {
      return inode.kind === 'device' && inode.stream === 0 ? this.#options.input?.(target) ?? 0 : 0;
    }
    const count = inode.data.read(target, position ?? file.position);
    if (position === undefined) file.position += count;
    return count;
  }

  /** Like `read`; all of `bytes` is written or the call fails. @returns bytes written. */
  write(fd: number, bytes: Uint8Array, position?: number): number {
    const file = this.#files.get(fd);
    if (!writable(file)) fail('EBADF');
    const { inode } = file;
    if (inode.kind === 'device') {
      if (inode.stream !== undefined) this.#options.output(inode.stream, bytes.slice());
      return bytes.length;
    }
    if (inode.kind !== 'file' || bytes.length === 0) return 0;
    const size = inode.data.size;
    // Linux appends even when pwrite names a position (pwrite(2), "Bugs")
    const start = appends(file) ? size : position ?? file.position;
    const end = start + bytes.length;
    this.#charge(inode, Math.max(0, end - size), end);
    inode.data.write(bytes, start);
    if (position === undefined) file.position = end;
    this.#touch(inode);
    this.changes.changed(inode);
    return bytes.length;
  }

  truncateDescriptor(fd: number, size: number): void {
    const file = this.#files.get(fd);
    if (!writable(file) || file.inode.kind !== 'file' || size < 0) fail('EINVAL');
    this.#resize(file.inode, size);
  }

  // ---- below ------------------------------------------------------------------------------------

  #now(): Timestamp {
    return timestampFromMilliseconds(this.#options.now());
  }

  #birth(): Birth {
    this.#inodes += 1;
    return { number: this.#inodes, uid: this.uid, gid: this.gid, time: this.#now() };
  }

  #start() {
    return {
      root: this.#root,
      current: this.#current,
      may: (inode: Inode, wanted: number) => this.#may(inode, wanted),
    };
  }

  #locate(path: string, follow: boolean): Location {
    const location = walk(this.#start(), path, follow);
    return typeof location === 'string' ? fail(location) : location;
  }

  #existing(path: string, follow: boolean): Inode {
    return this.#locate(path, follow).inode ?? fail('ENOENT');
  }

  /** Where something that is not a directory is to be made. */
  #creating(path: string): Location {
    const location = this.#locate(path, false);
    if (location.inode === undefined && location.slash) fail('ENOENT');
    return location;
  }

  #may(inode: Inode, wanted: number): boolean {
    if (this.uid === 0) {
      return (wanted & EXECUTE) === 0 || inode.kind === 'directory' || (inode.mode & 0o111) !== 0;
    }
    const shift = inode.uid === this.uid ? 6 : inode.gid === this.gid ? 3 : 0;
    return ((inode.mode >> shift) & wanted) === wanted;
  }

  #need(inode: Inode, wanted: number): void {
    if (!this.#may(inode, wanted)) fail('EACCES');
  }

  /** Permission to make and remove names in a directory, which must not itself have been removed. */
  #needChange(directory: Directory): void {
    if (directory.links === 0) fail('ENOENT');
    this.#need(directory, WRITE | EXECUTE);
  }

  #contains(outer: Directory, inner: Directory): boolean {
    for (let directory = inner; directory !== this.#root; directory = directory.parent ?? this.#root) {
      if (directory === outer) return true;
    }
    return false;
  }

  #replaceable(inode: Inode, there: Inode): void {
    if (inode.kind === 'directory') {
      if (there.kind !== 'directory') fail('ENOTDIR');
      if (there.entries.size > 0) fail('ENOTEMPTY');
    } else if (there.kind === 'directory') {
      fail('EISDIR');
    }
  }

  #touch(inode: Inode): void {
    inode.modified = inode.changed = this.#now();
  }

  #link(directory: Directory, name: string, inode: Inode): void {
    directory.entries.set(name, inode);
    inode.parent = directory;
    inode.name = name;
    inode.links += 1;
    if (inode.kind === 'directory') directory.links += 1;
    this.#touch(directory);
  }

  #unlink(directory: Directory, name: string, inode: Inode): void {
    directory.entries.delete(name);
    this.#touch(directory);
    inode.changed = this.#now();
    if (inode.kind === 'directory') {
      inode.links = 0;
      directory.links -= 1;
      return;
    }
    inode.links -= 1;
    if (inode.links === 0 && inode.kind === 'file' && !this.#files.holds(inode)) this.#release(inode);
  }

  #makeDirectories(path: string): Directory {
    let directory = path.startsWith('/') ? this.#root : this.#current;
    for (const name of path.split('/')) {
      if (name === '' || name === '.') continue;
      const inode = name === '..' ? directory.parent ?? directory : directory.entries.get(name);
      if (inode === undefined) {
        const made = new Directory(directoryPermissions, this.#birth());
        this.#link(directory, name, made);
        directory = made;
      } else if (inode.kind === 'directory') {
        directory = inode;
      } else {
        fail('ENOTDIR');
      }
    }
    return directory;
  }

  /** Accounts for bytes that the program adds to, or takes from, a file. Mounted contents are free. */
  #charge(file: RegularFile, bytes: number, size: number): void {
    if (size > largestFile) fail('EFBIG');
    if (bytes > 0 && this.#used + bytes > this.#capacity) fail('ENOSPC');
    const charged = Math.max(0, file.charged + bytes);
    this.#used += charged - file.charged;
    file.charged = charged;
  }

  /** The last name and the last descriptor of a file are gone. */
  #release(file: RegularFile): void {
    this.#charge(file, -file.charged, 0);
    file.data.truncate(0);
  }

  #resize(file: RegularFile, size: number): void {
    this.#charge(file, size - file.data.size, size);
    file.data.truncate(size);
    this.#touch(file);
    this.changes.changed(file);
  }
}

export { blockSize };
