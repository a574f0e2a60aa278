/** Files that the processes of a session share: what a process and the kernel tell each other of changes. */

/** A file, directory or symbolic link that others do not know yet. */
export interface FileNode {
  /** The id by which all processes of the session know it. */
  readonly id: string;
  /** Ids by which some know it, too: two processes made it at the same time (`free` of an entry). */
  readonly also?: readonly string[] | undefined;
  readonly kind: 'file' | 'directory' | 'link';
  readonly attributes: FileAttributes;
  /** Of a symbolic link. */
  readonly target?: string;
  /** Of a file; left out when it is as the file at `base` was when the session's process started. */
  readonly contents?: Uint8Array | undefined;
  readonly base?: string | undefined;
  /** Whether the contents were added at the end, as a log's are. */
  readonly appended?: boolean;
}

/** mode, uid, gid, and the times of access, modification and change: seconds and nanoseconds each. */
export type FileAttributes = readonly number[];

/** What a file holds now, as far as it has changed. */
export interface ContentChange {
  /** The file's id. */
  readonly id: string;
  readonly attributes: FileAttributes;
  /** The smallest size that it was cut off to. */
  readonly cut?: number | undefined;
  /** Its size in the end, when that was set. */
  readonly size?: number | undefined;
  readonly writes: readonly (readonly [position: number, bytes: Uint8Array])[];
  /** Bytes that were added at its end, wherever that is. */
  readonly appended?: Uint8Array | undefined;
}

/** What a process has changed in its files: what there is now, not how it came about. */
export interface FileChanges {
  readonly nodes: readonly FileNode[];
  /**
   * The id of what has a name in a directory now; null: nothing has it any more. `free`: the entry is new, and its
   * process saw nothing of that name. Where there is something meanwhile, the two are the same, as if the later process
   * had opened what the earlier one had made.
   */
  readonly entries: readonly (readonly [directory: string, name: string, id: string | null, free?: boolean])[];
  readonly contents: readonly ContentChange[];
}

/** A process that shares its files, and how many times it has changed them. */
export type MemberCount = readonly [member: number, count: number];

/** The changes of one process, as another gets them. */
export interface ForwardedChanges {
  /** Counts what this receiver gets, from 1. */
  readonly index: number;
  /** How many of the receiver's own changes came before these. */
  readonly own: number;
  /** The process that made them, and how many changes it has made with these. */
  readonly from: MemberCount;
  readonly changes: FileChanges;
}

/** The files with which a process begins that another one starts. */
export interface StartFiles {
  /** All that the starter has. */
  readonly files: FileChanges;
  /** How many changes of other processes are in them. */
  readonly applied: number;
}

export type FilesToKernel =
  /** Changes to the process's files, and how many changes of others it has applied. */
  | { readonly type: 'files'; readonly changes: FileChanges; readonly applied: number }
  /** The process has applied so many changes of others. */
  | { readonly type: 'files-applied'; readonly applied: number }
  /** SQLite has opened the file at `path`, and its locks reach no further than the process. */
  | { readonly type: 'database'; readonly path: string };

/** A program has written a file into a folder that the page watches. */
export interface WrittenToKernel {
  readonly type: 'written';
  readonly path: string;
  readonly contents: ArrayBuffer;
}

export type WrittenToHost = WrittenToKernel & { readonly pid: number };

export type FilesToProcess =
  | ({ readonly type: 'files' } & ForwardedChanges)
  /** So many of the process's own changes have been passed on. */
  | { readonly type: 'files-taken'; readonly count: number };

/** The reader has replaced a file: processes that start from now on see it, whatever programs have made of it. */
export interface FilesFromHost {
  readonly type: 'replaced';
  readonly path: string;
}
