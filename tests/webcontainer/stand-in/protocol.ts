/** Messages between the stand-in's document and the test process; bytes are strings of characters up to 255. */

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export type Call =
  | { readonly method: 'build'; readonly name: string }
  /** The client's own notation of a tree: `{ d: { name: { f: { c, b } } } }`. */
  | { readonly method: 'mount'; readonly tree: string }
  | { readonly method: 'readFile' | 'readdir' | 'watch'; readonly path: string }
  | { readonly method: 'writeFile'; readonly path: string; readonly bytes: string }
  | { readonly method: 'mkdir'; readonly path: string; readonly recursive: boolean }
  | { readonly method: 'rm'; readonly path: string; readonly recursive: boolean; readonly force: boolean }
  | { readonly method: 'unwatch'; readonly watcher: number }
  | { readonly method: 'run'; readonly request: RunRequest }
  /** The document is ready for the events of a process. */
  | { readonly method: 'listen'; readonly pid: number }
  | { readonly method: 'write'; readonly pid: number; readonly text: string }
  | { readonly method: 'kill'; readonly pid: number }
  | { readonly method: 'teardown' };

export type MachineEvent =
  | { readonly type: 'output'; readonly pid: number; readonly bytes: string }
  | { readonly type: 'exit'; readonly pid: number; readonly code: number }
  | { readonly type: 'error'; readonly message: string }
  | { readonly type: 'port'; readonly port: number; readonly open: boolean }
  | { readonly type: 'watch'; readonly watcher: number; readonly event: string; readonly name: string };
