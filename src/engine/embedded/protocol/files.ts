/** Messages about changes in the files that the processes of a session share, between a process and the kernel. */

/** A file, directory or symbolic link that others do not know yet. */
export interface FileNode {
  /** The id by which all processes of the session know it. */
  readonly id: string;
  /** Ids by which some processes know it, too: two made it at the same time (`free` of an entry). */
  readonly also?: readonly string[] | undefined;
  readonly kind: 'file' | 'directory' | 'link';
  readonly attributes: FileAttributes;
  /** The target, if it is a symbolic link. */
  readonly target?: string;
  /**
   * The contents, if it is a file; left out when they are those of the file at `base` at the start of the session's
   * process.
   */
  readonly contents?: Uint8Array | undefined;
  readonly base?: string | undefined;
  /** Whether the contents were added at the end, as a log's are. */
  readonly appended?: boolean;
}

/** Attributes: mode, uid, gid, and the times of access, modification and change, in seconds and nanoseconds each. */
export type FileAttributes = readonly number[];

/** A change in the contents of a file: the parts that are different now. */
export interface ContentChange {
  /** The file's id. */
  readonly id: string;
  readonly attributes: FileAttributes;
  /** The smallest size that the file was cut off to. */
  readonly cut?: number | undefined;
  /** The file's size in the end, when that was set. */
  readonly size?: number | undefined;
  readonly writes: readonly (readonly [position: number, bytes: Uint8Array])[];
  /** Bytes that were appended, wherever the file's end is. */
  readonly appended?: Uint8Array | undefined;
}

/** Changes of a process in its files: the state that is different now, not each step. */
export interface FileChanges {
  readonly nodes: readonly FileNode[];
  /**
   * For each name in a directory that has changed, the id of the file, directory or link that has it now; null: the
   * name is gone. `free`: the entry is new, and its process saw nothing of that name. Where another process has made
   * one of the same name meanwhile, the two are one, as if the later process had opened what the earlier one had made.
   */
  readonly entries: readonly (readonly [directory: string, name: string, id: string | null, free?: boolean])[];
  readonly contents: readonly ContentChange[];
}

/** A process that shares its files, and how many times it has changed them. */
export type MemberCount = readonly [member: number, count: number];

/** The changes of one process, as another gets them. */
export interface ForwardedChanges {
  /** The number of these changes among all that the receiver gets, from 1. */
  readonly index: number;
  /** How many of the receiver's own changes came before these. */
  readonly own: number;
  /** The process that made the changes, and how many it has made with these. */
  readonly from: MemberCount;
  readonly changes: FileChanges;
}

/** The files with which a process begins when another one starts it. */
export interface StartFiles {
  /** All files of the starter. */
  readonly files: FileChanges;
  /** How many changes of other processes are in the files. */
  readonly applied: number;
}

export type FilesToKernel =
  /** Changes to the process's files, and how many changes of others it has applied. */
  | { readonly type: 'files'; readonly changes: FileChanges; readonly applied: number }
  /** Says how many changes of others the process has applied. */
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
  /** Says how many of the process's own changes have been passed on. */
  | { readonly type: 'files-taken'; readonly count: number };

/** The reader has replaced a file: processes that start from now on see it, whatever programs have made of it. */
export interface FilesFromHost {
  readonly type: 'replaced';
  readonly path: string;
}
