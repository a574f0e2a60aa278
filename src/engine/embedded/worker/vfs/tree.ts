import { Changes } from './changes.ts';
import { EXECUTE, WRITE } from './constants.ts';
import { fail } from './errors.ts';
import { Device, Directory, type Birth, type Inode, type RegularFile } from './inode.ts';
import { walk, type Location, type Start } from './lookup.ts';
import { OpenFiles } from './open-files.ts';
import { timestampFromMilliseconds, type Timestamp } from './timestamp.ts';

export interface FileSystemOptions {
  /** The time, milliseconds since 1970, for the times of files. */
  now(): number;
  /** Takes what the program writes to descriptor 1 or 2 (fd); the bytes are the receiver's to keep. */
  output(fd: number, bytes: Uint8Array): void;
  /** Fills `target` from standard input and returns how many bytes; left out: standard input is at its end. */
  input?(target: Uint8Array): number;
  /** A number in [0, 1) for the names of mkdtemp; `Math.random` when left out. */
  random?(): number;
  /** The user and group of the process. User 0, the superuser, needs no permission. Both are 1000 when left out. */
  uid?: number;
  gid?: number;
  /** Bytes that all files together may hold before writes fail with ENOSPC; 512 MiB when left out. */
  capacity?: number;
}

const directoryPermissions = 0o755;
/** Larger files than a single ArrayBuffer surely holds are refused with EFBIG. */
const largestFile = 2 ** 31 - 1;

/** The base of the file system's operations: the inodes, permissions, and the space that is left. */
export class Tree {
  readonly changes = new Changes();
  readonly uid: number;
  readonly gid: number;
  /** Permissions that new files and directories do not get: process.umask(). */
  umask = 0o022;
  protected readonly options: FileSystemOptions;
  protected readonly capacity: number;
  readonly root: Directory;
  readonly files: OpenFiles;
  protected current: Directory;
  protected used = 0;
  protected inodes = 0;
  /** The millisecond of the last time that was given: many things happen in one, and their times differ. */
  private lastMilliseconds = 0;
  private lastTimestamp: Timestamp = { seconds: 0, nanoseconds: 0 };
  private readonly start: Start;

  constructor(options: FileSystemOptions) {
    this.options = options;
    const current = (): Directory => this.current;
    const root = (): Directory => this.root;
    this.start = {
      get root() {
        return root();
      },
      get current() {
        return current();
      },
      may: (inode, wanted) => this.may(inode, wanted),
    };
    this.uid = options.uid ?? 1000;
    this.gid = options.gid ?? 1000;
    this.capacity = options.capacity ?? 512 * 1024 * 1024;
    this.root = new Directory(directoryPermissions, this.birth());
    this.root.links = 2;
    this.root.parent = this.root;
    this.current = this.root;
    const streams = [0, 1, 2].map((stream) => new Device(this.birth(), stream));
    this.files = new OpenFiles(streams);
    const devices = this.makeDirectories('/dev');
    for (const [index, name] of ['stdin', 'stdout', 'stderr'].entries()) {
      this.addEntry(devices, name, streams[index] as Device);
    }
    this.addEntry(devices, 'null', new Device(this.birth()));
    const temporary = this.makeDirectories('/tmp');
    temporary.mode |= 0o1777;
    for (const directory of [this.root, devices, temporary]) directory.uid = directory.gid = 0;
  }

  /** The absolute path of an inode, or undefined when it has no name any more. */
  pathOf(inode: Inode): string | undefined {
    const names: string[] = [];
    let current = inode;
    while (current !== this.root) {
      const parent = current.parent;
      if (parent === undefined || parent.entries.get(current.name) !== current) return undefined;
      names.push(current.name);
      current = parent;
    }
    return `/${names.reverse().join('/')}`;
  }

  protected now(): Timestamp {
    const milliseconds = this.options.now();
    if (milliseconds !== this.lastMilliseconds) {
      this.lastMilliseconds = milliseconds;
      this.lastTimestamp = timestampFromMilliseconds(milliseconds);
    }
    return this.lastTimestamp;
  }

  birth(): Birth {
    this.inodes += 1;
    return { number: this.inodes, uid: this.uid, gid: this.gid, time: this.now() };
  }

  /** The inode that the path leads to, symbolic links followed, or undefined; never throws. */
  find(path: string): Inode | undefined {
    const location = walk(this.start, path, true);
    return typeof location === 'string' ? undefined : location.inode;
  }

  protected locate(path: string, follow: boolean): Location {
    const location = walk(this.start, path, follow);
    return typeof location === 'string' ? fail(location) : location;
  }

  protected existing(path: string, follow: boolean): Inode {
    return this.locate(path, follow).inode ?? fail('ENOENT');
  }

  /**
   * The location of a name that is to be made, removed or moved: a link is never followed, whatever comes after it, and
   * a slash at the end is for the caller to judge (filename_parentat in Linux's fs/namei.c).
   */
  protected entry(path: string): Location {
    const bare = path.replace(/\/+$/, '');
    const slash = bare !== path;
    if (bare === '' && slash) return { directory: this.root, name: '/', inode: this.root, slash };
    const { directory, name, inode } = this.locate(bare, false);
    return { directory, name, inode, slash };
  }

  /** The location of a name for a new inode that is no directory. */
  protected newEntry(path: string): Location {
    const entry = this.entry(path);
    if (entry.inode !== undefined) fail('EEXIST');
    if (entry.slash) fail('ENOENT');
    return entry;
  }

  protected may(inode: Inode, wanted: number): boolean {
    if (this.uid === 0) {
      return (wanted & EXECUTE) === 0 || inode.kind === 'directory' || (inode.mode & 0o111) !== 0;
    }
    const shift = inode.uid === this.uid ? 6 : inode.gid === this.gid ? 3 : 0;
    return ((inode.mode >> shift) & wanted) === wanted;
  }

  protected need(inode: Inode, wanted: number): void {
    if (!this.may(inode, wanted)) fail('EACCES');
  }

  /** Fails unless names in the directory may be made and removed; the directory must not itself have been removed. */
  protected needChange(directory: Directory): void {
    if (directory.links === 0) fail('ENOENT');
    this.need(directory, WRITE | EXECUTE);
  }

  contains(outer: Directory, inner: Directory): boolean {
    for (let directory = inner; directory !== this.root; directory = directory.parent ?? this.root) {
      if (directory === outer) return true;
    }
    return false;
  }

  protected replaceable(inode: Inode, there: Inode): void {
    if (inode.kind === 'directory') {
      if (there.kind !== 'directory') fail('ENOTDIR');
      if (there.entries.size > 0) fail('ENOTEMPTY');
    } else if (there.kind === 'directory') {
      fail('EISDIR');
    }
  }

  touch(inode: Inode): void {
    inode.modified = inode.changed = this.now();
  }

  protected addEntry(directory: Directory, name: string, inode: Inode): void {
    directory.entries.set(name, inode);
    inode.parent = directory;
    inode.name = name;
    inode.links += 1;
    if (inode.kind === 'directory') directory.links += 1;
    this.touch(directory);
  }

  protected removeEntry(directory: Directory, name: string, inode: Inode): void {
    directory.entries.delete(name);
    this.touch(directory);
    inode.changed = this.now();
    if (inode.kind === 'directory') {
      inode.links = 0;
      directory.links -= 1;
      return;
    }
    inode.links -= 1;
    if (inode.links === 0 && inode.kind === 'file' && !this.files.holds(inode)) this.release(inode);
  }

  protected makeDirectories(path: string): Directory {
    let directory = path.startsWith('/') ? this.root : this.current;
    for (const name of path.split('/')) {
      if (name === '' || name === '.') continue;
      const inode = name === '..' ? (directory.parent ?? directory) : directory.entries.get(name);
      if (inode === undefined) {
        const made = new Directory(directoryPermissions, this.birth());
        this.addEntry(directory, name, made);
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
  protected charge(file: RegularFile, bytes: number, size: number): void {
    if (size > largestFile) fail('EFBIG');
    if (bytes > 0 && this.used + bytes > this.capacity) fail('ENOSPC');
    const charged = Math.max(0, file.charged + bytes);
    this.used += charged - file.charged;
    file.charged = charged;
  }

  /** The last name and the last descriptor of a file are gone. */
  release(file: RegularFile): void {
    this.charge(file, -file.charged, 0);
    file.data.truncate(0);
  }

  /** Tells watchers that `inode` is gone, if neither a name nor a descriptor is left. */
  gone(inode: Inode): void {
    if (inode.links === 0 && !this.files.holds(inode)) this.changes.gone(inode);
  }

  protected resize(file: RegularFile, size: number): void {
    this.charge(file, size - file.data.size, size);
    file.data.truncate(size);
    file.base = undefined;
    this.touch(file);
    this.changes.changed(file, [size, size]);
  }
}
