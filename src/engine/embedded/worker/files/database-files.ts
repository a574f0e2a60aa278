/** The bytes of a SQLite database in the files of the process. */
import type { Send } from '../network/stream.ts';
import type { FileSystem } from '../vfs/file-system.ts';

/** Bytes of a database, with its journals, that are copied. */
export const LARGEST_COPY = 64 * 2 ** 20;

/** What SQLite puts beside a database: its write-ahead log, its journal. */
const BESIDE = ['', '-wal', '-journal'];

/** Whether it is a database's own file, and none that lies beside one. */
export const isDatabase = (path: string): boolean => !/-(?:journal|wal|shm)$/.test(path);

/** How many bytes a database takes, with its journals; undefined when there is no such file. */
export function databaseSize(files: FileSystem, path: string): number | undefined {
  const [main, ...journals] = BESIDE.map((end) => sizeOf(files, path + end));
  return main === undefined ? undefined : journals.reduce((sum: number, size) => sum + (size ?? 0), main);
}

/** Copies of a database's file, its write-ahead log and its journal; null for what is not there. */
export function databaseFiles(files: FileSystem, path: string): (ArrayBuffer | null)[] {
  return BESIDE.map((end) => {
    const inode = files.find(path + end);
    return inode?.kind === 'file' ? inode.data.bytes.slice().buffer : null;
  });
}

/** Tells the page, before the process ends, what is in the databases that it has opened. */
export function leaveDatabases(files: FileSystem, paths: Iterable<string>, send: Send): void {
  for (const path of paths) {
    if (!isDatabase(path) || (databaseSize(files, path) ?? Infinity) > LARGEST_COPY) continue;
    const copies = databaseFiles(files, path);
    send(
      { type: 'left', path, files: copies },
      copies.filter((copy) => copy !== null),
    );
  }
}

function sizeOf(files: FileSystem, path: string): number | undefined {
  const inode = files.find(path);
  return inode?.kind === 'file' ? inode.data.size : undefined;
}
