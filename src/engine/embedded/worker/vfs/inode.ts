import { S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFREG } from './constants.ts';
import { FileData } from './file-data.ts';
import type { Timestamp } from './timestamp.ts';

/** What a new inode gets from the file system that makes it. */
export interface Birth {
  readonly number: number;
  readonly uid: number;
  readonly gid: number;
  readonly time: Timestamp;
}

/** A file, directory or whatever else names lead to. `mode` holds type and permissions as st_mode does. */
abstract class BaseInode {
  readonly number: number;
  mode: number;
  uid: number;
  gid: number;
  links = 0;
  accessed: Timestamp;
  modified: Timestamp;
  changed: Timestamp;
  readonly created: Timestamp;
  /**
   * The directory in which the inode was linked last. A directory has one name only; of a file with several names it is
   * the directory of the newest, the one that watchers are told.
   */
  parent: Directory | undefined;
  name = '';

  constructor(type: number, permissions: number, birth: Birth) {
    this.number = birth.number;
    this.mode = type | permissions;
    this.uid = birth.uid;
    this.gid = birth.gid;
    this.accessed = this.modified = this.changed = this.created = birth.time;
  }

  abstract get size(): number;
}

export class RegularFile extends BaseInode {
  readonly kind = 'file';
  readonly data: FileData;
  /** The path at which the file was mounted, as long as it has the contents that were mounted. */
  base: string | undefined;
  /** Bytes counted against the file system's capacity. */
  charged = 0;

  constructor(permissions: number, birth: Birth, contents?: string | Uint8Array | Blob) {
    super(S_IFREG, permissions, birth);
    this.data = new FileData(contents);
  }

  get size(): number {
    return this.data.size;
  }
}

export class Directory extends BaseInode {
  readonly kind = 'directory';
  readonly entries = new Map<string, Inode>();

  constructor(permissions: number, birth: Birth) {
    super(S_IFDIR, permissions, birth);
    this.links = 1;
  }

  get size(): number {
    return 4096;
  }
}

export class SymbolicLink extends BaseInode {
  readonly kind = 'link';
  readonly target: string;

  constructor(target: string, birth: Birth) {
    super(S_IFLNK, 0o777, birth);
    this.target = target;
  }

  get size(): number {
    return new TextEncoder().encode(this.target).length;
  }
}

/** A process's standard stream (`stream` is its descriptor), or /dev/null when there is none. */
export class Device extends BaseInode {
  readonly kind = 'device';
  readonly stream: number | undefined;

  constructor(birth: Birth, stream?: number) {
    super(stream === undefined ? S_IFCHR : S_IFIFO, stream === undefined ? 0o666 : 0o600, birth);
    this.stream = stream;
  }

  get size(): number {
    return 0;
  }
}

export type Inode = RegularFile | Directory | SymbolicLink | Device;
