/** SQLite's lock levels of a database file (sqlite.org/lockingv3.html), in rising order. */
export const lockNone = 0;
export const lockShared = 1;
export const lockReserved = 2;
export const lockPending = 3;
export const lockExclusive = 4;

/** How SQLite wants a file opened. */
export interface OpenOptions {
  /** Whether opening fails when the file may not be written. */
  write: boolean;
  /** Whether a file that is not there is made. */
  create: boolean;
  /** Whether opening fails when the file is there already. */
  exclusive: boolean;
}

/**
 * Where the database files live: the file system of the process, a directory on a disk, a map in a test.
 * A method that cannot do what it is asked for throws whatever it likes; SQLite turns that into its own
 * error (SQLITE_IOERR_…, SQLITE_CANTOPEN; SQLITE_FULL when the error's `code` is ENOSPC).
 */
export interface DatabaseFiles {
  /** The absolute path of what a program named: relative to the current directory, `.` and `..` resolved. */
  resolve(path: string): string;
  /** Opens a file by its absolute path. */
  open(path: string, options: OpenOptions): DatabaseFile;
  /** Removes a file. @returns false when there is no such file. */
  delete(path: string): boolean;
  /** Length in bytes, or undefined when there is no such file. */
  size(path: string): number | undefined;
}

/** A file that is open for one connection. Positions and lengths are bytes. */
export interface DatabaseFile {
  /** The same value for every opening of the same file: what locks and shared memory are kept by. */
  readonly identity: unknown;
  /** Fills `target` with the bytes from `position` on. @returns how many there were */
  read(target: Uint8Array, position: number): number;
  /** Writes all of `source`; the file grows as needed, gaps filled with zeros. */
  write(source: Uint8Array, position: number): void;
  truncate(size: number): void;
  size(): number;
  sync(): void;
  /** Whether the path that the file was opened by leads elsewhere now, or nowhere: SQLite then refuses to write. */
  moved(): boolean;
  close(): void;
}
