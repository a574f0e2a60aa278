/**
 * The contract that both engines keep.
 *
 * An `Engine` turns a `Project` (files and the commands to start) into a running `Session`. Everything that the reader
 * must be told is a value (`Failure`), never an exception and never silence: `boot` has a time-out of its own, and
 * every operation that can be refused says why in a sentence.
 */

/** A project as an engine receives it: paths are relative to its root, with `/` between the parts. */
export interface Project {
  /** A short name, used for the working directory: the project lives in `/home/reader/<name>`. */
  readonly name: string;
  /** Another place for the project: an absolute path, where its processes start and its `files` are. */
  readonly directory?: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Process name to the command that starts it, such as `{ api: "node server.js" }`. */
  readonly processes: Readonly<Record<string, ProcessCommand>>;
  /** npm packages the project imports by name; the engine brings its own bundle of each. */
  readonly dependencies: readonly string[];
}

/** `node [options] file [arguments]`, or the same with an environment and further arguments, which are taken as they are. */
export type ProcessCommand =
  | string
  | { readonly command: string; readonly env?: Readonly<Record<string, string>>; readonly args?: readonly string[] };

/** Why something did not work, in words for the reader. */
export interface Failure {
  readonly ok: false;
  readonly code:
    | 'unsupported' // this browser or page cannot run the engine
    | 'isolation' // the page is not cross-origin isolated, which the engine needs
    | 'storage' // the browser blocks cookies or storage of a third party that the engine needs
    | 'instance' // somebody else runs the only instance that there can be
    | 'timeout' // the engine did not answer in time
    | 'network' // something had to be fetched and could not be
    | 'refused' // nobody listens on that port
    | 'reset' // the connection broke before the answer was whole
    | 'stopped' // whoever asked does not want to wait any longer
    | 'request' // the request cannot be sent as it is
    | 'protocol' // the answer is not HTTP/1.1
    | 'project' // the project cannot be started as it is
    | 'disposed'; // the session has ended
  /** One or two plain sentences: what happened and what would help. */
  readonly reason: string;
}

export type Result<T extends object> = ({ readonly ok: true } & T) | Failure;

export interface Capabilities {
  /** Timers and dates can be paused and advanced. */
  readonly clock: boolean;
  /** Wires between processes can be delayed and cut. */
  readonly networkFaults: boolean;
  /** The bytes of every connection can be read. */
  readonly tap: boolean;
  /** `npm install` and a shell. */
  readonly terminal: boolean;
  /** The SQLite databases of its processes can be looked into. */
  readonly databases: boolean;
}

export interface BootOptions {
  /** Milliseconds until a boot that has not finished is a failure. Default 15,000. */
  readonly timeout?: number;
  /** Path (in the project) of a module that every process imports first, as with `node --import`. */
  readonly preload?: string;
  /**
   * A whole directory tree to begin with, `node_modules` included: an archive (`archive.ts`) with absolute paths. The
   * project's files are put on top. The engine does not guess which of its parts the tree needs, and loads them all.
   */
  readonly tree?: Blob;
  /** Start every process at once (the default), or leave starting to `session.start`. */
  readonly autostart?: boolean;
  /** Standard input of every process is a pipe that `session.input` feeds; empty when left out. */
  readonly input?: boolean;
  /**
   * Whether output is given byte for byte, to be passed on: each character of an output event is one byte (as in
   * latin1), and nothing is left out however much it is. Only the embedded engine has this option; left out, output is
   * UTF-8.
   */
  readonly exactOutput?: boolean;
  /**
   * Milliseconds since 1970 at which the session's clock stands still from the beginning, until it is moved or given a
   * rate. Left out, the clock is the machine's. Needs the capability `clock`.
   */
  readonly now?: number;
  /**
   * Folders of the project, such as `plots/`: `written` events tell of the files that processes write below them, a
   * moment later and in any case before the process ends. An engine with a terminal tells of every file of the project,
   * watched or not.
   */
  readonly watch?: readonly string[];
  /** Keeps the database files of processes that have ended by themselves, for `session.databases`. */
  readonly keepDatabases?: boolean;
  /** Called with a sentence for the reader at each step of a boot that takes long: "Starting the container". */
  readonly progress?: (step: string) => void;
}

export interface Engine {
  readonly id: 'embedded' | 'webcontainer';
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Whether this page can run the engine at all; cheap, loads nothing. */
  availability(): Promise<{ readonly available: true } | { readonly available: false; readonly reason: string }>;
  /** Loads what a later `boot` of this project will need. Safe to call often; failures are silent. */
  warm(project: Project): void;
  /**
   * Boots a session. An engine that runs one session at a time ends the one before, which says so by a notice. Packages
   * that the project's package.json declares and that are not bundled are installed if the engine can do that.
   */
  boot(project: Project, options?: BootOptions): Promise<Result<{ readonly session: Session }>>;
  /** Ends the session and frees everything that is kept between sessions; the next boot begins from nothing. */
  close?(): void;
}

export type ProcessState = 'starting' | 'running' | 'exited';

export interface ProcessInfo {
  readonly name: string;
  readonly command: string;
  readonly pid: number;
  readonly state: ProcessState;
  /** Ports this process listens on now. */
  readonly ports: readonly number[];
  /** Set once the process has exited by itself. */
  readonly exitCode: number | null;
  /** The signal that ended the process, as a parent process sees it: `SIGKILL`, `SIGTERM`, … */
  readonly signal: string | null;
}

export type SessionEvent =
  | { readonly type: 'output'; readonly process: string; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'state'; readonly process: ProcessInfo }
  | { readonly type: 'listening'; readonly process: string; readonly port: number }
  | { readonly type: 'closed'; readonly process: string; readonly port: number }
  /** A server of the session can be opened in a frame or a window at this address. */
  | { readonly type: 'preview'; readonly port: number; readonly url: string }
  /** A program (or the shell) wrote a file of the project (`BootOptions.watch`); text if it is UTF-8. */
  | { readonly type: 'written'; readonly path: string; readonly contents: string | Uint8Array }
  /** A hint of the engine's, not output of the program: e.g. which packages can be imported. */
  | { readonly type: 'notice'; readonly process: string; readonly text: string };

export interface Session {
  readonly project: Project;
  /** The session's clock, if the engine's capabilities have `clock`. */
  readonly clock?: ClockControl;
  /** The session's wires, if the engine's capabilities have `networkFaults` and `tap`. */
  readonly network?: NetworkControl;
  /** The session's shells, if the engine's capabilities have `terminal`. */
  readonly terminal?: TerminalControl;
  /** There if the engine's capabilities say `databases`. */
  readonly databases?: DatabaseControl;
  processes(): readonly ProcessInfo[];
  /** Calls `listener` for every event from now on; the returned function ends that. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Resolves once somebody listens on `port` (default: any), or with the failure that ends the wait. */
  listening(port?: number, timeout?: number): Promise<Result<{ readonly port: number }>>;
  /** Starts a process that is not running; its files are those of the session as they are now. */
  start(process: string): Promise<Result<{}>>;
  /** Ends a process at once (SIGKILL); resolves when it is gone. */
  kill(process: string): Promise<Result<{}>>;
  /**
   * Sends a signal, such as `SIGTERM` or `SIGHUP`: the program's listener for it runs, or the process ends if the
   * program has none. Resolves when the signal is on its way. Left out by an engine that has no signals.
   */
  signal?(process: string, name: string): Promise<Result<{}>>;
  /**
   * Stops a process: SIGTERM, and SIGKILL if the process is still there `grace` milliseconds later (5,000 when left
   * out), on the machine's clock. Resolves when the process is gone.
   */
  stop?(process: string, options?: { readonly grace?: number }): Promise<Result<{}>>;
  /**
   * Writes to the standard input of a process; null ends it. Resolves when there is room for more
   * (backpressure). Needs the boot option `input`.
   */
  input?(process: string, bytes: Uint8Array | null): Promise<Result<{}>>;
  /** Kills and starts again: one process, or all of them when none is named. */
  restart(process?: string): Promise<Result<{}>>;
  /** Replaces a file for processes started from now on. */
  write(path: string, contents: string | Uint8Array): void;
  /** A raw connection to a port, as a TCP client has it. */
  connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ readonly connection: Connection }>>;
  /** One HTTP/1.1 request on a connection of its own. */
  request(request: HttpRequest, options?: RequestOptions): Promise<Result<{ readonly response: HttpResponse }>>;
  /** Ends every process and frees everything. */
  dispose(): void;
}

/** One clock for every process of a session and for the wires between them. */
export interface ClockControl {
  /** Milliseconds since 1970 on the session's clock. */
  now(): number;
  /** The clock's speed against the machine's: 1 at first; at 0 it stands still, at 10 it is ten times as fast. */
  readonly rate: number;
  setRate(rate: number): void;
  /**
   * Moves the clock forward by so many milliseconds; timers fire in order, as if the time had passed. Resolves when
   * everything that was due has happened; fails with `timeout` when a program never rests.
   */
  advance(milliseconds: number): Promise<Result<{}>>;
  /**
   * Moves the clock to the next thing that is due in any process or on a wire; resolves when that has happened.
   * `moved` is false when nothing is due, and the clock stays where it is.
   */
  step(): Promise<Result<{ readonly moved: boolean }>>;
}

/** The faults of the wire between two processes; an empty object heals it. */
export interface WireFaults {
  /** Milliseconds that every message takes, and at random up to `jitter` more. */
  readonly delay?: number;
  readonly jitter?: number;
  /** Bytes per second, each way. */
  readonly rate?: number;
  /** `silent`: nothing arrives until the wire is healed. `reset`: connections break, and new ones are refused. */
  readonly cut?: 'silent' | 'reset';
}

/** Something that was sent over a wire, with the time on the session's clock. */
export interface TapEvent {
  /** The time on the session's clock, in milliseconds since 1970. */
  readonly time: number;
  /** The id of the connection, the same in both directions. */
  readonly connection: number;
  readonly port: number;
  readonly from: string;
  readonly to: string;
  /** Whether the end sent it that opened the connection: a process may be connected to itself. */
  readonly opener: boolean;
  readonly type: 'open' | 'data' | 'end' | 'close' | 'reset';
  readonly bytes?: Uint8Array;
}

/** The wires between processes, by their names; the reader's own client is called `client`. */
export interface NetworkControl {
  setFaults(a: string, b: string, faults: WireFaults): void;
  /** Calls `listener` for everything sent from now on; the returned function ends that. */
  tap(listener: (event: TapEvent) => void): () => void;
}

/** The SQLite databases of a session's processes, seen from outside, by copies: no program notices that it is looked at. */
export interface DatabaseControl {
  /** What processes have open, and files that they have had open. `busy` names processes that do not answer now. */
  list(): Promise<Result<{ readonly databases: readonly DatabaseInfo[]; readonly busy: readonly string[] }>>;
  /** The bytes of a database as they are between two of its program's callbacks; 64 MiB at most. */
  copy(id: string): Promise<Result<{ readonly copy: DatabaseCopy }>>;
  /** Puts a database's file in place in the first process, whatever is there, and finishes what its journals began. */
  put(path: string, copy: DatabaseCopy): Promise<Result<{ readonly id: string }>>;
  /** Runs statements in the process, one after the other, until one fails. */
  execute(id: string, sql: string, options?: ExecuteOptions): Promise<Result<{ readonly outcome: SqlOutcome }>>;
}

export interface DatabaseInfo {
  readonly id: string;
  /** The process that has it. */
  readonly process: string;
  /** The absolute path of its file; `null` when it is in memory. */
  readonly path: string | null;
  /** What SQL calls it: `main`, or the name that it was attached by. */
  readonly schema: string;
  readonly bytes: number;
  /** Whether a connection to it is open. */
  readonly open: boolean;
  /** Whether a connection to it is within a transaction. */
  readonly transaction: boolean;
  /** Whether its process has ended, so that only the file is left. */
  readonly left: boolean;
}

/** A database's file, and what lies beside it. */
export interface DatabaseCopy {
  readonly main: Uint8Array;
  readonly wal?: Uint8Array;
  readonly journal?: Uint8Array;
}

export interface ExecuteOptions {
  /** Whether what would change the database fails. */
  readonly readOnly?: boolean;
  /** How many rows of each result are given; 200 when left out. */
  readonly rows?: number;
  /** Milliseconds, on the machine's clock, until it is interrupted; 5,000 when left out. */
  readonly time?: number;
}

export interface SqlOutcome {
  /** Of each statement that has run to its end. */
  readonly results: readonly SqlResult[];
  /** Why the next one failed, in SQLite's words; `null` when none did. */
  readonly error: string | null;
  /** Whether it was interrupted because it took too long. */
  readonly interrupted: boolean;
}

export interface SqlResult {
  /** Empty when the statement gives no rows. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlCell[])[];
  /** Whether there are more rows than are given. */
  readonly more: boolean;
  /** How many rows it has inserted, updated or deleted, triggers included. */
  readonly changes: number;
  /** Its parameters, which have no value: they are NULL. */
  readonly parameters: readonly string[];
}

/** A value as text: an integer to its last digit, the beginning of a long text, of a blob bytes in hex. */
export interface SqlCell {
  readonly type: 'null' | 'integer' | 'real' | 'text' | 'blob';
  readonly text: string;
  /** Characters of the text or bytes of the blob, when it is not whole. */
  readonly length?: number;
}

/** Shells in the project's folder. */
export interface TerminalControl {
  open(size: TerminalSize, receiver: TerminalReceiver): Promise<Result<{ readonly terminal: Terminal }>>;
}

/** The size of a terminal, in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalReceiver {
  /** Takes output of the shell, with the control sequences of a terminal in it. */
  output(text: string): void;
  /** The shell has ended. */
  exit(code: number): void;
}

export interface Terminal {
  /** Writes text that the reader types. */
  write(text: string): void;
  resize(size: TerminalSize): void;
  close(): void;
}

export interface ConnectionReceiver {
  /** Takes bytes. If it returns a promise, the sender is held back until that resolves (backpressure). */
  data(bytes: Uint8Array): void | Promise<void>;
  /** The other side will send no more. */
  end(): void;
  /** The connection is gone; `reset` when it broke rather than ended. */
  close(reset: boolean): void;
}

export interface Connection {
  /** Resolves when the other side has room for more (backpressure). */
  write(bytes: Uint8Array): Promise<void>;
  /** Half-close: no more will be sent. */
  end(): void;
  /** Drops the connection; with `reset` as one that breaks (RST), not as one that is closed. */
  destroy(reset?: boolean): void;
}

export interface RequestOptions {
  /** Milliseconds until the whole answer must be there; with `follow`, until its head must be. */
  readonly timeout?: number;
  /** Is told of the answer as it comes. An answer that breaks off is then no failure: it has `HttpResponse.broken`. */
  readonly follow?: ResponseListener;
  /** Ends the request: the connection is dropped, and nothing more is read. */
  readonly signal?: AbortSignal;
}

/** A listener that follows an answer as it comes. */
export interface ResponseListener {
  /** @param wire the bytes that have gone over the wire by the time that they are read */
  head(head: Pick<HttpResponse, 'status' | 'statusText' | 'headers'>, wire: HttpResponse['wire']): void;
  /** A piece of the content, out of its chunks if it was sent in chunks. */
  body(bytes: Uint8Array): void;
}

export interface HttpRequest {
  readonly port: number;
  readonly method: string;
  /** Path and query, starting with `/`. */
  readonly path: string;
  /**
   * The headers in order, names as written. `Host`, `Connection: close` and `Content-Length` are added when missing.
   */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array | string;
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Why the body is not whole; only with `RequestOptions.follow`. */
  readonly broken?: string;
  /** Milliseconds from the attempt to connect to the last byte received. */
  readonly time: number;
  /** The bytes that went over the wire, exactly, both ways. */
  readonly wire: { readonly sent: Uint8Array; readonly received: Uint8Array };
}
