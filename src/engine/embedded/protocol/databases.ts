/** Looking into the SQLite databases of a session: what host, kernel and processes tell each other of it. */
import type { DatabaseInfo, ExecuteOptions, SqlOutcome } from '../../engine.ts';

/** What the host wants of one process, or of all. */
export type DatabaseWish =
  /** @param paths of files that some process is known to have opened */
  | { readonly type: 'list'; readonly paths: readonly string[] }
  | { readonly type: 'copy'; readonly id: string }
  | { readonly type: 'put'; readonly path: string; readonly files: readonly (Uint8Array | null)[] }
  | { readonly type: 'execute'; readonly id: string; readonly sql: string; readonly options: ExecuteOptions };

/** A database as its process knows it; the id is the process's own. */
export type FoundDatabase = Omit<DatabaseInfo, 'process' | 'left'>;

/** What a process answers. Files: the database's, its write-ahead log, its journal; null where there is none. */
export type DatabaseAnswer =
  | { readonly databases: readonly FoundDatabase[] }
  | { readonly files: readonly (ArrayBuffer | null)[] }
  | { readonly id: string }
  | { readonly outcome: SqlOutcome }
  /** It cannot be done, in a sentence. */
  | { readonly problem: string };

export interface DatabasesFromHost {
  readonly type: 'look';
  readonly id: number;
  /** The task that is asked; all when left out. */
  readonly task?: number;
  /** The part of the worker that answers (extensions/databases.ts). */
  readonly script: string;
  readonly wish: DatabaseWish;
}

export type DatabasesToProcess = Omit<DatabasesFromHost, 'task'>;

export type DatabasesToKernel =
  /** The answer is the worker's, in whose memory programs run: whoever takes it looks at what it is. */
  | { readonly type: 'looked'; readonly id: number; readonly answer: unknown }
  /** The process is about to end, and leaves the file of a database behind. */
  | { readonly type: 'left'; readonly path: string; readonly files: readonly (ArrayBuffer | null)[] };

export type DatabasesToHost =
  | (DatabasesToKernel & { readonly pid: number })
  /** These tasks were asked; each answers or ends. */
  | {
      readonly type: 'looking';
      readonly id: number;
      readonly tasks: readonly { readonly task: number; readonly name: string }[];
    };
