/**
 * One process, or one thread of a process: its loop, network, files and realm, joined to the kernel. It boots Node's
 * library at once and waits for its program.
 */
import { readArchive, type Archive } from '../../archive.ts';
import type { DescriptorStart, SyncResult, SyncStart } from '../protocol/child-processes.ts';
import type { Library } from '../../sqlite/index.ts';
import type { DatabasesToProcess } from '../protocol/databases.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import type { ProcessImage, Preload, Program } from '../protocol/programs.ts';
import type { ThreadInfo } from '../protocol/threads.ts';
import type { TakeReply } from '../shared/shared-reply.ts';
import { ALWAYS_USED, RUN_AHEAD } from './ahead.ts';
import { ProcessClock } from './clock.ts';
import { readFacts } from './facts.ts';
import { Descriptors } from './descriptors.ts';
import { leaveDatabases } from './files/database-files.ts';
import { FileSharing } from './files/file-sharing.ts';
import { WrittenFiles } from './files/written-files.ts';
import { hideBrowser } from './hide-browser.ts';
import { flushFiles, messagesReceived, post } from './kernel-port.ts';
import { EventLoop } from './loop/event-loop.ts';
import type { LoopClock } from './loop/surroundings.ts';
import { Network } from './network/network.ts';
import type { Send } from './network/stream.ts';
import { Output } from './output.ts';
import { Realm } from './realm/realm.ts';
import { changedEnds } from './threads/port-ends.ts';
import { threadTransfer } from './threads/port-state.ts';
import { FileSystemError } from './vfs/errors.ts';
import { FileSystem } from './vfs/file-system.ts';

/** Unwinds the stack after process.exit(); by then the loop has stopped and nobody looks at it. */
export const EXIT = Symbol('process.exit');

const nativeSetTimeout = setTimeout;
const encoder = new TextEncoder();
const machineNow = performance.now.bind(performance);

/** How many builtins are compiled ahead in one task, in a millisecond or two. */
const PORTION = 8;

export class Process {
  readonly #clock = new ProcessClock();
  readonly #loop = new EventLoop(this.#loopClock());
  readonly #network: Network;
  readonly #output: Output;
  /** Sees to it that output and changed files are sent when the program has given up control. */
  readonly #afterwards: () => void;
  readonly #descriptors: Descriptors;
  readonly #files: FileSystem;
  readonly #realm: Realm;
  #program: Program = {
    pid: 0,
    ppid: 0,
    cwd: '/',
    execArgv: [],
    argv: [],
    env: {},
    files: {},
    image: {},
    packages: [],
  };
  #wasm: ProcessImage['wasm'];
  readonly #thread: boolean;
  readonly #sharing: FileSharing;
  readonly #send: Send;
  #written: WrittenFiles | undefined;
  #sqlite: Library | undefined;

  constructor(image: ProcessImage, thread: ThreadInfo | undefined) {
    for (const extension of image.extensions) evaluate(extension);
    this.#thread = thread !== undefined;
    this.#clock.installDate();
    const send: Send = (message, transfer) => {
      if (!this.#loop.stopped) post(message, transfer);
    };
    // The handler is set now: Node's library replaces the setter.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      this.#output.flush();
      flushFiles();
    };
    this.#afterwards = () => port2.postMessage(null);
    this.#send = send;
    this.#output = new Output(send, this.#afterwards);
    this.#network = new Network(send, (callback) => this.#loop.deliver(callback));
    this.#descriptors = new Descriptors(this.#network, this.#output);
    this.#files = new FileSystem({
      now: this.#clock.wall,
      output: (fd, bytes) => this.#descriptors.write(fd, bytes),
      input: (target) => this.#readInput(target),
    });
    this.#sharing = new FileSharing({
      files: this.#files,
      clock: this.#clock,
      program: () => this.#program,
      send,
      later: this.#afterwards,
      stir: () => this.#stir(),
      missing: () => this.#missing('extension:files'),
    });
    this.#wasm = image.wasm;
    this.#realm = new Realm({
      facts: readFacts(image.facts),
      library: image.library,
      llhttp: image.llhttp,
      loop: this.#loop,
      network: this.#network,
      files: this.#files,
      descriptors: this.#descriptors,
      clock: this.#clock,
      thread,
      startThread: (start) => {
        post(
          { type: 'thread', thread: { ...start, cwd: this.#files.currentDirectory, ...this.#sharing.forAnother() } },
          threadTransfer(start.port),
        );
      },
      stopThread: (id) => post({ type: 'stop-thread', id }),
      startProcess: (start) => {
        // Output so far comes before that of the new process.
        this.#output.flush();
        post({ type: 'spawn', start: { ...start, ...this.#sharing.forAnother() } }, handlesOf(start.stdio));
      },
      runProcess: (start, shared, take) => this.#runProcess(start, shared, take),
      signal: (pid, signal) => send({ type: 'signal', pid, signal }),
      handles: (signal, on) => send({ type: 'handles', signal, on }),
      program: () => this.#program,
      exit: (code, signal) => this.#exit(code, signal),
      stderr: (text) => this.#descriptors.print(2, text),
      notice: (text) => send({ type: 'notice', text }),
      wasm: () => this.#wasm,
      databaseOpened: (path) => this.#sharing.opened(path),
      sqliteStarted: (library) => {
        this.#sqlite = library;
      },
      post: send,
      missing: (builtin) => this.#missing(builtin),
    });
  }

  async boot(): Promise<void> {
    await this.#realm.boot();
    post({ type: 'ready' });
  }

  /** Loads and compiles ahead, while there is time, what the program will need. */
  preload({ library, builtins, scripts }: Preload): void {
    for (const chunk of library) this.#realm.sources.add(chunk);
    const steps = [
      ...(builtins ? [...ALWAYS_USED, ...builtins.filter((id) => RUN_AHEAD.has(id))] : []).map(
        (id) => () => this.#realm.runAhead(id),
      ),
      ...Object.entries(scripts).map(
        ([path, source]) =>
          () =>
            this.#realm.compileScriptAhead(path, source),
      ),
    ];
    const next = (): void => {
      // One at a time, so that a program that comes meanwhile is not kept waiting.
      if (this.#program.pid !== 0) return;
      const step = steps.shift();
      if (step) step();
      else if (!this.#realm.sources.compileAhead(PORTION)) return;
      nativeSetTimeout(next);
    };
    next();
  }

  async run(program: Program): Promise<void> {
    this.#program = program;
    this.#network.setPid(program.task ?? program.pid);
    this.#output.exact = program.exactOutput === true;
    if (program.stdio) this.#descriptors.set(program.stdio);
    for (const chunk of program.image.library ?? []) this.#realm.sources.add(chunk);
    for (const extension of program.image.extensions ?? []) evaluate(extension);
    this.#wasm = { ...this.#wasm, ...program.image.wasm };
    // Without this a process that has loaded builtins ahead finds nothing left to do, and ends.
    const begun = this.#loop.begin();
    const tree = program.tree && readArchive(new Uint8Array(await program.tree.arrayBuffer()));
    if (program.copy) this.#sharing.share().begin(program.copy, tree?.files, program.files);
    else {
      if (tree) mountTree(this.#files, tree);
      for (const [path, contents] of Object.entries(program.files)) this.#files.mount(path, contents);
    }
    if (program.sharing) this.#sharing.join(program.sharing.missed);
    if (program.watch) this.#written = new WrittenFiles(this.#files, program.watch, this.#send);
    this.#files.mountDirectory(program.cwd);
    this.#files.changeDirectory(program.cwd);
    hideBrowser();
    post({ type: 'started' });
    this.#realm.main();
    begun();
    this.#loop.wake();
  }

  receive(message: KernelToProcess): void {
    if (message.type === 'clock') {
      if (this.#program.pid === 0) this.#clock.begin(message.state);
      else this.#clock.set(message.state);
      this.#loop.retime();
    } else if (message.type === 'thread-exit')
      this.#realm.relations.threads.exited(message.id, message.code, message.reason);
    else if (message.type === 'pids' || message.type === 'child-exit' || message.type === 'signal')
      this.#realm.relations.receive(message);
    else if (message.type === 'broadcast') this.#realm.relations.messaging.broadcast(message.channel, message.message);
    else if (message.type === 'files') this.#sharing.receive(message);
    else if (message.type === 'files-taken') this.#sharing.taken(message.count);
    else if (message.type === 'look') this.#look(message);
    else if (message.type === 'relay') this.#relay(message.fd, message.text);
    else this.#network.receive(message);
    this.#stir();
  }

  /** Looks into databases between two callbacks of the program; what does it comes with the wish. */
  #look({ id, script, wish }: DatabasesToProcess): void {
    if (!globalThis.engineExtensions?.databases) evaluate(script);
    const { databases: paths } = this.#sharing;
    const { answer, transfer } = globalThis.engineExtensions!.databases!(
      { library: this.#sqlite, files: this.#files, paths, now: machineNow },
      wish,
    );
    post({ type: 'looked', id, answer }, transfer);
  }

  /** Makes the loop look again while the clock stands still: the kernel waits to hear that the process rests. */
  #stir(): void {
    if (this.#clock.rate === 0) this.#loop.wake();
  }

  /** Runs another process to its end; nothing else happens in this one meanwhile. */
  #runProcess(start: SyncStart, shared: SharedArrayBuffer, take: TakeReply): SyncResult {
    this.#output.flush();
    post({ type: 'spawn-sync', start: { ...start, ...this.#sharing.forAnother() }, shared }, handlesOf(start.stdio));
    const result = take(shared, () => post({ type: 'reply-next' })) as SyncResult;
    for (const changes of result.files) this.#sharing.receive(changes);
    this.#clock.set(result.clock);
    this.#loop.retime();
    for (const { fd, text } of result.relayed) this.#relay(fd, text);
    return result;
  }

  /** Reads standard input without the event loop: the process waits, where it has memory in common with the kernel. */
  #readInput(target: Uint8Array): number {
    const stream = this.#descriptors.stream(0);
    if (!stream) return 0;
    this.#output.flush();
    const readInput = globalThis.engineExtensions?.processes?.readInput;
    const count = readInput && stream.readSync(target, (connection) => readInput(connection, post));
    if (count === undefined) throw new FileSystemError('EAGAIN');
    return count;
  }

  /** Writes output of a child to a descriptor that it has inherited from this process. */
  #relay(fd: number, text: string): void {
    try {
      this.#files.write(
        fd,
        this.#output.exact ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : encoder.encode(text),
      );
    } catch {
      // This process has closed the descriptor. The child's own would still be open in Node, but nobody reads what it
      // gets.
    }
  }

  #loopClock(): LoopClock {
    const clock = this.#clock;
    return {
      monotonic: clock.monotonic,
      get rate() {
        return clock.rate;
      },
      rest: (next) => {
        // Output so far comes before that of the clock's next moment.
        this.#output.flush();
        post({
          type: 'rest',
          next: next === null ? null : clock.toWall(next),
          seen: messagesReceived(),
          ports: changedEnds(),
        });
      },
    };
  }

  #exit(code: number, signal?: string): never {
    this.#output.flush();
    this.#written?.flush();
    if (this.#program.keepDatabases) leaveDatabases(this.#files, this.#sharing.databases, post);
    // A process's exit code has eight bits (wait(2)).
    post({ type: 'exit', code: this.#thread ? code : code & 255, ...(signal !== undefined && { signal }) });
    this.#loop.stop();
    throw EXIT;
  }

  #missing(builtin: string): never {
    // A module that failed to load may be tried again while the stack unwinds.
    if (!this.#loop.stopped) post({ type: 'missing', builtin });
    this.#loop.stop();
    throw EXIT;
  }
}

/** The buffers to transfer with the descriptors of a process that is started. */
const handlesOf = (stdio: readonly DescriptorStart[]): ArrayBuffer[] =>
  stdio.flatMap((each) => (each.type === 'given' ? each.handle.backlog : []));

function mountTree(files: FileSystem, tree: Archive): void {
  for (const { path, contents, mode, modified } of tree.files) files.mount(path, contents, mode, modified);
  for (const path of tree.directories) files.mountDirectory(path);
  for (const { path, target } of tree.links) files.mountLink(path, target);
}

function evaluate(source: string): void {
  // eslint-disable-next-line no-eval
  (0, eval)(source);
}
