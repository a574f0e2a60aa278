/**
 * A session, seen from the page: the processes of a project, their ports and the reader's connections, over one frame.
 * Longer than other files, since it is the contract's `Session`: each method is short, and hands on what it is asked.
 */
import type {
  BootOptions,
  ClockControl,
  Connection,
  ConnectionReceiver,
  DatabaseControl,
  DatabaseCopy,
  HttpRequest,
  HttpResponse,
  RequestOptions,
  NetworkControl,
  ProcessInfo,
  Project,
  Result,
  Session,
  SessionEvent,
} from '../../engine.ts';
import type { Assets, Manifest } from '../../shared/assets.ts';
import { Connections } from '../../shared/connections.ts';
import { failure } from '../../shared/failure.ts';
import { sendRequest } from '../../shared/http-client.ts';
import { waitForPort } from '../../shared/listening.ts';
import type { KernelToHost } from '../protocol/messages.ts';
import type { ProcessImage } from '../protocol/programs.ts';
import { parseCommand } from './command.ts';
import { Computer } from './computer.ts';
import { Databases } from './databases.ts';
import type { Frame } from './frame.ts';
import { has } from './needs.ts';
import { directoryOf } from './package-files.ts';
import { Slot } from './slot.ts';
import { isShared, needsOfStart, programOf, type StartParts } from './start.ts';
import { WrittenFiles } from './written-files.ts';

export interface SessionParts {
  readonly assets: Assets;
  readonly manifest: Manifest;
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly frame: Frame;
  /** Builtins that are known to be needed besides those that the project's own files mention. */
  readonly also: readonly string[];
  /**
   * A process that is booting or has booted already, and the chunks of the library that it has; `plain` when builtins
   * have run in it that would have run otherwise for a program with options of Node.
   */
  readonly spare: { readonly pid: number; readonly chunks: ReadonlySet<string>; readonly plain: boolean };
  /** Called once when the session has ended; whoever opened the frame closes it. */
  disposed(): void;
}

/** Milliseconds until a request without a time-out of its own is given up. */
const REQUEST_TIMEOUT = 30_000;
/** Milliseconds between SIGTERM and SIGKILL. */
const STOP_GRACE = 5000;

export class EmbeddedSession implements Session {
  readonly project: Project;
  readonly #parts: SessionParts;
  readonly #start: StartParts;
  readonly #options: BootOptions;
  readonly #files: Map<string, string | Uint8Array>;
  readonly #slots = new Map<string, Slot>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #connections: Connections;
  readonly #computer: Computer;
  readonly #databases: Databases;
  /** The databases of processes that have ended by themselves. */
  readonly #left = new Map<string, { readonly process: string; readonly copy: DatabaseCopy }>();
  /** `SessionParts.also`, and parts that earlier starts lacked: later starts bring them along. */
  readonly #also: Set<string>;
  #spare: SessionParts['spare'] | undefined;
  /** Whether the process that was booted ahead is of no use. */
  #spareFailed = false;
  readonly #written: WrittenFiles;
  #nextPid: number;
  #disposed = false;

  constructor(project: Project, options: BootOptions, parts: SessionParts) {
    this.project = project;
    this.#options = options;
    this.#parts = parts;
    this.#files = new Map(Object.entries(project.files));
    this.#start = { project, options, assets: parts.assets, manifest: parts.manifest, files: this.#files };
    this.#also = new Set(parts.also);
    this.#written = new WrittenFiles(`${directoryOf(project)}/`, (event) => this.#emit(event));
    this.#spare = parts.spare;
    this.#nextPid = parts.spare.pid + 1;
    this.#connections = new Connections((message, transfer) => parts.frame.send(message, transfer));
    for (const [name, command] of Object.entries(project.processes))
      this.#slots.set(name, new Slot(name, command, (event) => this.#emit(event)));
    this.#computer = new Computer((message) => parts.frame.send(message));
    const script = () => parts.assets.text(parts.manifest.extensions['databases'] ?? '');
    this.#databases = new Databases({ send: (message) => parts.frame.send(message), script }, () => this.#left);
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

  get databases(): DatabaseControl {
    return this.#databases;
  }

  processes(): readonly ProcessInfo[] {
    return [...this.#slots.values()].map((slot) => slot.info);
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
    // A program that writes the same contents again has written a file, and the session tells of it.
    this.#written.forget();
    this.#left.clear();
    const prepared = this.#spareFailed ? undefined : this.#spare;
    slot.reset(prepared?.pid ?? 0, this.#options.tree === undefined);
    this.#spare = undefined;
    return this.#launch(slot, prepared);
  }

  /** @param prepared the process that is there already for `slot.pid` */
  async #launch(slot: Slot, prepared: SessionParts['spare'] | undefined): Promise<Result<{}>> {
    const command = parseCommand(slot.name, this.project.processes[slot.name] ?? '');
    if (typeof command === 'string') {
      slot.gone.resolve();
      return failure('project', command);
    }
    const needs = needsOfStart(this.#start, command, this.#also);
    // Builtins that have run ahead have done so without options of Node and without pipes.
    if (
      prepared?.plain &&
      (command.execArgv.length > 0 || this.#options.preload !== undefined || needs.extensions.has('processes'))
    ) {
      this.#signal(slot, 'SIGKILL');
      return this.#launch(slot, undefined);
    }
    if (!prepared) slot.pid = this.#nextPid++;
    const { pid } = slot;
    const { runtime, image } = this.#parts;
    slot.begun = false;
    slot.setState('starting');
    try {
      const { program, part } = await programOf(this.#start, pid, command, needs, prepared?.chunks);
      if (slot.pid !== pid || slot.state !== 'starting') return slot.started.promise;
      if (!prepared) this.#parts.frame.send({ type: 'prepare', pid, runtime, image });
      this.#parts.frame.send({
        type: 'start',
        pid,
        name: slot.name,
        program,
        part,
        shared: isShared(this.project),
        ...this.#openInput(slot),
      });
      slot.begun = true;
    } catch (error) {
      if (slot.pid !== pid || slot.state !== 'starting') return slot.started.promise;
      slot.ended(
        null,
        null,
        failure(
          'network',
          `A part of the engine could not be loaded (${(error as Error).message}). Check the connection and run again.`,
        ),
      );
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
    // While files of the engine are being loaded there is no program yet whose end the frame could report.
    if (!slot.begun) slot.ended(null, 'SIGKILL');
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
    this.#parts.frame.send({ type: 'replaced', path: `${directoryOf(this.project)}/${path}` });
  }

  connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    if (this.#disposed) return Promise.resolve(failure('disposed', 'The session has ended; run the project again.'));
    return this.#connections.connect(port, receiver);
  }

  request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<{ response: HttpResponse }>> {
    const { timeout = REQUEST_TIMEOUT } = options;
    return sendRequest((port, receiver) => this.connect(port, receiver), request, timeout, options);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#connections.close();
    this.#computer.close();
    this.#databases.close();
    for (const slot of this.#slots.values()) {
      if (slot.state === 'exited') continue;
      this.#signal(slot, 'SIGKILL');
      slot.ended(null, 'SIGKILL', failure('disposed', 'The session has ended.'));
    }
    this.#listeners.clear();
    this.#parts.disposed();
  }

  #receive(message: KernelToHost): void {
    if ('connection' in message) return this.#connections.receive(message);
    this.#computer.receive(message);
    if (message.type === 'looking' || message.type === 'looked') return this.#databases.receive(message);
    if (!('pid' in message)) return;
    const slot = [...this.#slots.values()].find((candidate) => candidate.pid === message.pid);
    if (!slot) {
      if (message.type === 'failed' || message.type === 'missing') this.#spareFailed = true;
      return;
    }
    switch (message.type) {
      case 'started':
        slot.started.resolve({ ok: true });
        slot.setState('running');
        return;
      case 'output':
        slot.print(message.stream, message.text);
        this.#parts.frame.send({ type: 'taken', pid: message.pid, count: message.text.length });
        return;
      case 'notice':
        slot.notice(message.text);
        return;
      case 'written':
        this.#written.take(message.path, new Uint8Array(message.contents));
        return;
      case 'left': {
        const [main, wal, journal] = message.files.map((file) => file && new Uint8Array(file));
        const copy = { main: main ?? new Uint8Array(), ...(wal && { wal }), ...(journal && { journal }) };
        this.#left.set(message.path, { process: slot.name, copy });
        return;
      }
      case 'listening':
        slot.listening(message.port);
        return;
      case 'closed':
        slot.closed(message.port);
        return;
      case 'missing':
        void this.#startWith(slot, message.builtin);
        return;
      case 'failed':
        if (slot.state === 'running') slot.notice(`The browser ended this process: ${message.reason}`);
        slot.ended(1, null, failure('unsupported', `The process could not be started: ${message.reason}`));
        return;
      case 'exit':
        slot.ended(message.code, message.signal);
        return;
      default:
    }
  }

  /** The program reached for a part that was not sent along: starts it again with that part. */
  async #startWith(slot: Slot, part: string): Promise<void> {
    if (slot.brought.has(part) || !has(this.#parts.manifest, part)) {
      const name = part.replace(/^extension:/, '');
      slot.notice(
        `node:${name} is not part of the embedded engine. Run this program in WebContainer or in Node itself.`,
      );
      await this.kill(slot.name);
      return;
    }
    slot.brought.add(part);
    this.#also.add(part);
    slot.repeat();
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
      slot.notice(
        'The browser ended this process: most likely it ran out of memory. Does something in it grow without end?',
      );
      slot.ended(null, 'SIGKILL');
    }
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

const noProcess = (name: string) => failure('project', `There is no process named "${name}".`);
