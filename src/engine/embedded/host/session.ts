/** A running project: its processes, their ports and the reader's connections, over one frame. */
import type {
  BootOptions,
  ClockControl,
  Connection,
  ConnectionReceiver,
  HttpRequest,
  HttpResponse,
  NetworkControl,
  ProcessInfo,
  Project,
  Result,
  Session,
  SessionEvent,
} from '../../engine.ts';
import type { KernelToHost } from '../protocol/messages.ts';
import type { ProcessImage, Program } from '../protocol/programs.ts';
import type { Assets, Manifest } from '../../shared/assets.ts';
import { parseCommand, type NodeCommand } from './command.ts';
import { Computer } from './computer.ts';
import { Connections } from '../../shared/connections.ts';
import { failure } from '../../shared/failure.ts';
import type { Frame } from './frame.ts';
import { sendRequest } from '../../shared/http-client.ts';
import { waitForPort } from '../../shared/listening.ts';
import { StandardInput } from './input.ts';
import { allOf, has, needsOf, type Needs } from './needs.ts';
import { directoryOf, packageFiles } from './package-files.ts';
import { RepeatedOutput } from './repeated-output.ts';

interface Slot {
  readonly name: string;
  readonly command: string;
  pid: number;
  state: ProcessInfo['state'];
  exitCode: number | null;
  signal: string | null;
  readonly ports: Set<number>;
  input: StandardInput;
  output: RepeatedOutput;
  /** Parts it was started again for. */
  readonly brought: Set<string>;
  /** Whether the frame has been given the program; before that its files are being loaded. */
  begun: boolean;
  /** Resolves when the process has begun to run, or could not. */
  started: PromiseWithResolvers<Result<{}>>;
  gone: PromiseWithResolvers<void>;
}

export interface SessionParts {
  readonly assets: Assets;
  readonly manifest: Manifest;
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly frame: Frame;
  /** What is known to be needed besides what the project's own files mention. */
  readonly also: readonly string[];
  /**
   * A process that is booting or booted already, and the chunks of the library it has; `plain` when builtins
   * have run in it that a program with options of its own would have run otherwise.
   */
  readonly spare: { readonly pid: number; readonly chunks: ReadonlySet<string>; readonly plain: boolean };
  /** Called once when the session has ended; whoever opened the frame closes it. */
  disposed(): void;
}

const FIRST_PID = 1001;
/** What `node --test` reaches for besides what its files mention. */
const TEST_RUNNER = ['test', 'internal/test_runner/runner', 'internal/tty', 'child_process', 'internal/fs/glob', 'v8'];
const REQUEST_TIMEOUT = 30_000;
const STOP_GRACE = 5000;

export class EmbeddedSession implements Session {
  readonly project: Project;
  readonly #parts: SessionParts;
  readonly #options: BootOptions;
  readonly #files: Map<string, string | Uint8Array>;
  readonly #slots = new Map<string, Slot>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #connections: Connections;
  readonly #computer: Computer;
  /** And what earlier starts lacked and later ones bring along. */
  readonly #also: Set<string>;
  #spare: SessionParts['spare'] | undefined;
  /** Whether the process that was booted ahead is of no use. */
  #spareFailed = false;
  #nextPid = FIRST_PID;
  #disposed = false;

  constructor(project: Project, options: BootOptions, parts: SessionParts) {
    this.project = project;
    this.#options = options;
    this.#parts = parts;
    this.#files = new Map(Object.entries(project.files));
    this.#also = new Set(parts.also);
    this.#spare = parts.spare;
    this.#nextPid = parts.spare.pid + 1;
    this.#connections = new Connections((message, transfer) => parts.frame.send(message, transfer));
    for (const [name, command] of Object.entries(project.processes)) {
      const gone = Promise.withResolvers<void>();
      gone.resolve();
      this.#slots.set(name, {
        name,
        command: typeof command === 'string' ? command : command.command,
        pid: 0,
        state: 'exited',
        exitCode: null,
        signal: null,
        ports: new Set(),
        input: new StandardInput(false),
        output: new RepeatedOutput(),
        brought: new Set(),
        begun: false,
        started: Promise.withResolvers(),
        gone,
      });
    }
    this.#computer = new Computer((message) => parts.frame.send(message));
    parts.frame.listen(
      (message) => this.#receive(message),
      () => this.#lost(),
    );
    if (options.now !== undefined) this.#computer.stand(options.now);
  }

  get clock(): ClockControl {
    return this.#computer;
  }

  get network(): NetworkControl {
    return this.#computer;
  }

  processes(): readonly ProcessInfo[] {
    return [...this.#slots.values()].map(info);
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  listening(port?: number, timeout?: number): Promise<Result<{ port: number }>> {
    return waitForPort(this, () => this.#disposed, port, timeout);
  }

  async start(name: string): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot)
      return failure(
        'project',
        `There is no process named "${name}". There ${this.#slots.size === 1 ? 'is' : 'are'}: ${[...this.#slots.keys()].join(', ')}.`,
      );
    if (this.#disposed) return failure('disposed', 'The session has ended; run the project again.');
    if (slot.state !== 'exited') return { ok: true };
    const prepared = this.#spareFailed ? undefined : this.#spare;
    slot.pid = prepared?.pid ?? 0;
    this.#spare = undefined;
    slot.exitCode = null;
    slot.signal = null;
    slot.input = new StandardInput(this.#options.tree === undefined);
    slot.output = new RepeatedOutput();
    slot.started = Promise.withResolvers();
    slot.gone = Promise.withResolvers();
    return this.#launch(slot, prepared);
  }

  /** @param prepared the worker that is there already for `slot.pid`. */
  async #launch(slot: Slot, prepared: SessionParts['spare'] | undefined): Promise<Result<{}>> {
    const command = parseCommand(slot.name, this.project.processes[slot.name] ?? '');
    if (typeof command === 'string') {
      slot.gone.resolve();
      return failure('project', command);
    }
    const needs = this.#needs(command);
    // What has run ahead has done so without options of Node and without pipes.
    if (
      prepared?.plain &&
      (command.execArgv.length > 0 || this.#options.preload !== undefined || needs.extensions.has('processes'))
    ) {
      this.#signal(slot, 'SIGKILL');
      return this.#launch(slot, undefined);
    }
    if (!prepared) slot.pid = this.#nextPid++;
    const { pid } = slot;
    slot.state = 'starting';
    slot.begun = false;
    this.#emit({ type: 'state', process: info(slot) });
    try {
      const { program, part } = await this.#program(slot, command, needs, prepared?.chunks);
      if (slot.pid !== pid || slot.state !== 'starting') return slot.started.promise;
      if (!prepared)
        this.#parts.frame.send({
          type: 'prepare',
          pid: slot.pid,
          runtime: this.#parts.runtime,
          image: this.#parts.image,
        });
      this.#parts.frame.send({
        type: 'start',
        pid: slot.pid,
        name: slot.name,
        program,
        part,
        shared: this.#several,
        ...this.#openInput(slot),
      });
      slot.begun = true;
    } catch (error) {
      if (slot.pid !== pid || slot.state !== 'starting') return slot.started.promise;
      slot.state = 'exited';
      slot.started.resolve(
        failure(
          'network',
          `A part of the engine could not be loaded (${(error as Error).message}). Check the connection and run again.`,
        ),
      );
      slot.gone.resolve();
      this.#emit({ type: 'state', process: info(slot) });
    }
    return slot.started.promise;
  }

  #openInput(slot: Slot): { input?: number } {
    if (!this.#options.input) return {};
    const { id, connection } = this.#connections.pipe({ data() {}, end() {}, close() {} });
    slot.input.attach(connection);
    return { input: id };
  }

  async kill(name: string): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return noProcess(name);
    if (slot.state === 'exited') return { ok: true };
    this.#signal(slot, 'SIGKILL');
    // While its files are being loaded there is no program yet that could be said to have ended.
    if (!slot.begun) this.#gone(slot, null, 'SIGKILL');
    await slot.gone.promise;
    return { ok: true };
  }

  async signal(name: string, signal: string): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return noProcess(name);
    if (!/^SIG[A-Z0-9]+$/.test(signal))
      return failure(
        'project',
        `There is no signal named "${signal}". Their names are SIGTERM, SIGINT, SIGHUP and so on.`,
      );
    if (slot.state === 'starting') await slot.started.promise;
    if (slot.state === 'exited') return failure('project', `The process "${name}" is not running.`);
    this.#signal(slot, signal);
    return { ok: true };
  }

  async stop(name: string, { grace = STOP_GRACE }: { grace?: number } = {}): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return noProcess(name);
    if (slot.state === 'exited') return { ok: true };
    const timer = setTimeout(() => this.#signal(slot, 'SIGKILL'), grace);
    await this.signal(name, 'SIGTERM');
    await slot.gone.promise;
    clearTimeout(timer);
    return { ok: true };
  }

  async input(name: string, bytes: Uint8Array | null): Promise<Result<{}>> {
    const slot = this.#slots.get(name);
    if (!slot) return noProcess(name);
    if (!this.#options.input)
      return failure(
        'project',
        'The processes of this session have no standard input: boot it with the option "input".',
      );
    if (slot.state === 'exited') return failure('project', `The process "${name}" is not running.`);
    if (bytes === null) slot.input.end();
    else await Promise.race([slot.input.write(bytes), slot.gone.promise]);
    return { ok: true };
  }

  #signal(slot: Slot, signal: string): void {
    this.#parts.frame.send({ type: 'signal', pid: slot.pid, signal });
  }

  async restart(name?: string): Promise<Result<{}>> {
    const names = name === undefined ? [...this.#slots.keys()] : [name];
    await Promise.all(names.map((each) => this.kill(each)));
    const results = await Promise.all(names.map((each) => this.start(each)));
    return results.find((result) => !result.ok) ?? { ok: true };
  }

  write(path: string, contents: string | Uint8Array): void {
    this.#files.set(path, contents);
    this.#parts.frame.send({ type: 'replaced', path: `${this.#directory}/${path}` });
  }

  get #directory(): string {
    return this.project.directory ?? `/home/reader/${this.project.name}`;
  }

  connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    if (this.#disposed) return Promise.resolve(failure('disposed', 'The session has ended; run the project again.'));
    return this.#connections.connect(port, receiver);
  }

  request(request: HttpRequest, options: { timeout?: number } = {}): Promise<Result<{ response: HttpResponse }>> {
    return sendRequest((port, receiver) => this.connect(port, receiver), request, options.timeout ?? REQUEST_TIMEOUT);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#connections.close();
    this.#computer.close();
    for (const slot of this.#slots.values()) {
      if (slot.state === 'exited') continue;
      this.#signal(slot, 'SIGKILL');
      slot.state = 'exited';
      slot.signal = 'SIGKILL';
      slot.ports.clear();
      slot.started.resolve(failure('disposed', 'The session has ended.'));
      slot.gone.resolve();
      this.#emit({ type: 'state', process: info(slot) });
    }
    this.#listeners.clear();
    this.#parts.disposed();
  }

  /** Whether its processes have others to share their files with, even if they start none. */
  get #several(): boolean {
    return this.#slots.size > 1;
  }

  /** What the command needs of the engine's files, with the project's files as they are now. */
  #needs(command: NodeCommand): Needs {
    const { manifest } = this.#parts;
    const current: Project = { ...this.project, files: Object.fromEntries(this.#files) };
    // What a tree of packages reaches for is not known before it runs, and starting again would be seen.
    if (this.#options.tree) return allOf(current, manifest, this.#also);
    const { execArgv, env } = command;
    const also = [
      ...(execArgv.includes('--test') ? TEST_RUNNER : []),
      ...(this.#several ? ['extension:files'] : []),
      ...(execArgv.length > 0 ||
      Object.keys(env).some((name) => name.startsWith('NODE_')) ||
      this.#options.preload !== undefined
        ? ['extension:options']
        : []),
    ];
    return needsOf(current, manifest, new Set([...this.#also, ...also]));
  }

  async #program(
    slot: Slot,
    command: NodeCommand,
    needs: Needs,
    loaded: ReadonlySet<string> = new Set(),
  ): Promise<{ program: Program; part: string | undefined }> {
    const { assets, manifest } = this.#parts;
    const cwd = directoryOf(this.project);
    const { preload, tree, exactOutput } = this.#options;
    const [library, extensions, bundles, wasm, part] = await Promise.all([
      Promise.all(
        [...needs.chunks]
          .filter((chunk) => !loaded.has(chunk))
          .map((chunk) => assets.text(manifest.library[chunk] ?? '')),
      ),
      Promise.all([...needs.extensions].map((name) => assets.text(manifest.extensions[name] ?? ''))),
      Promise.all([...needs.packages].map((name) => assets.text(manifest.packages[name]?.file ?? ''))),
      Promise.all([...needs.wasm].map(async (name) => [name, await assets.bytes(manifest.wasm[name])] as const)),
      needs.extensions.has('files') ? assets.text(manifest.part) : undefined,
    ]);
    const files: Record<string, string | Uint8Array> = packageFiles(this.project, needs.packages, bundles);
    for (const [path, contents] of this.#files) files[`${cwd}/${path}`] = contents;
    const program: Program = {
      pid: slot.pid,
      ppid: 1,
      cwd,
      execArgv: preload === undefined ? command.execArgv : [`--import=${cwd}/${preload}`, ...command.execArgv],
      argv: command.argv,
      env: { HOME: '/home/reader', PATH: '/usr/local/bin:/usr/bin:/bin', PWD: cwd, LANG: 'C.UTF-8', ...command.env },
      exactOutput,
      files,
      ...(tree && { tree }),
      image: { library, extensions, wasm: Object.fromEntries(wasm) },
      packages: tree ? null : Object.keys(manifest.packages),
    };
    return { program, part };
  }

  #receive(message: KernelToHost): void {
    if ('connection' in message) return this.#connections.receive(message);
    this.#computer.receive(message);
    if (!('pid' in message)) return;
    const slot = [...this.#slots.values()].find((candidate) => candidate.pid === message.pid);
    if (!slot) {
      if (message.type === 'failed' || message.type === 'missing') this.#spareFailed = true;
      return;
    }
    switch (message.type) {
      case 'started':
        slot.state = 'running';
        slot.started.resolve({ ok: true });
        this.#emit({ type: 'state', process: info(slot) });
        return;
      case 'output':
        this.#print(slot, message.stream, message.text);
        this.#parts.frame.send({ type: 'taken', pid: message.pid, count: message.text.length });
        return;
      case 'notice':
        this.#emit({ type: 'notice', process: slot.name, text: message.text });
        return;
      case 'listening':
        slot.ports.add(message.port);
        this.#emit({ type: 'listening', process: slot.name, port: message.port });
        return;
      case 'closed':
        slot.ports.delete(message.port);
        this.#emit({ type: 'closed', process: slot.name, port: message.port });
        return;
      case 'missing':
        void this.#startWith(slot, message.builtin);
        return;
      case 'failed':
        if (slot.state === 'running')
          this.#emit({ type: 'notice', process: slot.name, text: `The browser ended this program: ${message.reason}` });
        slot.started.resolve(failure('unsupported', `The process could not be started: ${message.reason}`));
        this.#gone(slot, 1, null);
        return;
      case 'exit':
        this.#gone(slot, message.code, message.signal);
        return;
      default:
    }
  }

  #print(slot: Slot, stream: 'stdout' | 'stderr', output: string): void {
    const text = slot.output.fresh(stream, output);
    if (text !== '') this.#emit({ type: 'output', process: slot.name, stream, text });
  }

  /** The program reached for a part that was not sent along: starts it again with that part. */
  async #startWith(slot: Slot, part: string): Promise<void> {
    if (slot.brought.has(part) || !has(this.#parts.manifest, part)) {
      const name = part.replace(/^extension:/, '');
      this.#emit({
        type: 'notice',
        process: slot.name,
        text: `node:${name} is not part of the embedded engine. Run this program in WebContainer or in Node itself.`,
      });
      await this.kill(slot.name);
      return;
    }
    slot.brought.add(part);
    this.#also.add(part);
    slot.output.repeat();
    for (const port of slot.ports) this.#emit({ type: 'closed', process: slot.name, port });
    slot.ports.clear();
    // Seen from outside the process is still starting: its first worker is replaced by one with the part.
    this.#signal(slot, 'SIGKILL');
    slot.pid = 0;
    await this.#launch(slot, undefined);
  }

  /** The browser has ended the frame's process and all of the session's with it. */
  #lost(): void {
    this.#spare = undefined;
    this.#connections.close();
    for (const slot of this.#slots.values()) {
      if (slot.state === 'exited') continue;
      this.#emit({
        type: 'notice',
        process: slot.name,
        text: 'The browser ended this program: most likely it ran out of memory. Does something in it grow without end?',
      });
      this.#gone(slot, null, 'SIGKILL');
    }
  }

  #gone(slot: Slot, code: number | null, signal: string | null): void {
    if (slot.state === 'exited') return;
    slot.state = 'exited';
    slot.exitCode = code;
    slot.signal = signal;
    slot.ports.clear();
    slot.input.close();
    slot.started.resolve({ ok: true });
    slot.gone.resolve();
    this.#emit({ type: 'state', process: info(slot) });
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

const noProcess = (name: string) => failure('project', `There is no process named "${name}".`);

function info(slot: Slot): ProcessInfo {
  const { name, command, pid, state, exitCode, signal, ports } = slot;
  return { name, command, pid, state, ports: [...ports], exitCode, signal };
}
