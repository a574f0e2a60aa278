/**
 * The life of a sandbox's session: phase, engine, processes, ports; starting, stopping, asking its servers. Longer than
 * other files: all of it is one machine, whose parts cannot be told apart without what they share.
 */
import type {
  Capabilities,
  DatabaseControl,
  Engine,
  ProcessInfo,
  Project,
  RequestOptions,
  Session,
  SessionEvent,
  TerminalControl,
} from '../../engine/engine.ts';
import type { Socket, SocketReceiver } from '../../engine/shared/websocket.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { listPorts } from '../format/ports.ts';
import { formatTime } from '../format/units.ts';
import type { SandboxData } from '../sandbox-data.ts';
import type { EngineChoiceStore } from './engine-choice.ts';
import type { EngineId } from './engine-preferences.ts';
import type { Outcome } from './exchange.ts';
import type { FilesStore } from './files.ts';
import type { LogStore } from './log.ts';
import { WATCHED, type PlotsStore } from './plots.ts';
import { State } from './signal.ts';

export type Phase = 'idle' | 'starting' | 'running' | 'exited' | 'stopped' | 'failed';

export type EngineLoader = (id: EngineId) => Promise<Engine>;

/** How long a request waits for the server to listen, and then for its answer, in milliseconds. */
const LISTEN_TIMEOUT = 15_000;
const ANSWER_TIMEOUT = 30_000;
/** After a start, how long a process that has not listened yet is expected to, in milliseconds. */
const STARTUP = 10_000;

export class RunStore {
  readonly #data: SandboxData;
  readonly #files: FilesStore;
  readonly #log: LogStore;
  readonly #plots: PlotsStore;
  readonly #choice: EngineChoiceStore;
  readonly #loadEngine: EngineLoader;
  readonly #prepare: (() => Promise<string | null>) | undefined;

  readonly #phase = new State<Phase>('idle');
  readonly #problem = new State<string | null>(null);
  readonly #progress = new State<string | null>(null);
  readonly #startedIn = new State<EngineId | null>(null);
  readonly #fallback = new State<string | null>(null);
  readonly #stopReason = new State<string | null>(null);
  readonly #startTime = new State<number | null>(null);
  readonly #processes = new State<ReadonlyMap<string, ProcessInfo>>(new Map());
  readonly #previews = new State<ReadonlyMap<number, string>>(new Map());
  readonly #session = new State<Session | null>(null);

  #capabilities: Capabilities | null = null;
  /** Processes that were ended for a restart: their end is not news. */
  #replaced = new Set<number>();
  /** Processes that have listened since the last start. */
  #listened = new Set<string>();
  #run = 0;
  #startedAt = 0;
  #booting: Promise<void> | null = null;

  /** @param prepare makes sure of the processes in `data` before each start; says why there can be none, or `null` */
  constructor(
    data: SandboxData,
    files: FilesStore,
    log: LogStore,
    plots: PlotsStore,
    choice: EngineChoiceStore,
    loadEngine: EngineLoader,
    prepare?: () => Promise<string | null>,
  ) {
    this.#data = data;
    this.#files = files;
    this.#log = log;
    this.#plots = plots;
    this.#choice = choice;
    this.#loadEngine = loadEngine;
    this.#prepare = prepare;
  }

  // ---- what can be seen of it

  get phase(): Phase {
    return this.#phase.value;
  }

  /** Set when the phase is `failed`: why, in sentences. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** The step a start has come to, in words; `null` when nothing is said. */
  get progress(): string | null {
    return this.#progress.value;
  }

  /** The engine that runs, starts, or has failed to; `null` before the first start. */
  get startedIn(): EngineId | null {
    return this.#startedIn.value;
  }

  /** Why it was stopped, when the reader has not stopped it. */
  get stopReason(): string | null {
    return this.#stopReason.value;
  }

  /** Why WebContainer was wanted and another engine runs. */
  get fallback(): string | null {
    return this.#fallback.value;
  }

  /** Milliseconds from Run to the last process's port or exit; `null` until then. */
  get startTime(): number | null {
    return this.#startTime.value;
  }

  /** Whether processes are there or on their way. */
  get active(): boolean {
    return this.phase === 'starting' || this.phase === 'running';
  }

  get processes(): readonly ProcessInfo[] {
    return [...this.#processes.value.values()];
  }

  /** The first process that has ended with another code than 0. */
  get failed(): ProcessInfo | null {
    return this.processes.find(({ state, exitCode }) => state === 'exited' && (exitCode ?? 0) !== 0) ?? null;
  }

  /** Where servers can be opened, by port. */
  get previews(): ReadonlyMap<number, string> {
    return this.#previews.value;
  }

  /** Where a request of the reader's own would go. */
  get port(): number {
    return this.processes.flatMap(({ ports }) => ports)[0] ?? 3000;
  }

  /** Milliseconds since 1970, on the clock of the processes. */
  get now(): number {
    return this.#session.value?.clock?.now() ?? Date.now();
  }

  /** Of the engine that runs; `null` when none does. */
  get capabilities(): Capabilities | null {
    return this.#session.value === null ? null : this.#capabilities;
  }

  /** The computer that runs, for what a pane steers on it: its clock, its wires, its processes; `null` when none does. */
  get session(): Session | null {
    return this.#session.value;
  }

  /** Shells, while an engine runs that has them. */
  get terminal(): TerminalControl | null {
    return this.#session.value?.terminal ?? null;
  }

  /** The databases of the programs, while an engine runs that can look into them. */
  get databases(): DatabaseControl | null {
    return this.#session.value?.databases ?? null;
  }

  // ---- what can be done with it

  /** Loads what Run will need, quietly. */
  async warm(): Promise<void> {
    // Another engine would ask other servers for something: it waits until the reader presses Run.
    if (this.#choice.engine !== 'embedded') return;
    try {
      (await this.#loadEngine('embedded')).warm(this.#project);
    } catch {
      // Run will say it where the reader looks.
    }
  }

  /** Starts everything, or starts it again with the files as they are now. */
  async run(): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    const current = () => run === this.#run;
    this.#startedAt = performance.now();
    for (const { pid } of this.processes) this.#replaced.add(pid);
    this.#listened.clear();
    this.#processes.value = new Map();
    this.#problem.value = null;
    this.#progress.value = null;
    this.#fallback.value = null;
    this.#startTime.value = null;
    // A session keeps its files: what was deleted is gone in a new one only.
    if (this.startedIn !== this.#choice.engine || this.#files.lacksRunning) this.#closeSession();
    this.#files.started();
    this.#log.clear();
    this.#plots.clear();
    this.#phase.value = 'starting';
    this.#booting = this.#start(current);
    await this.#booting;
  }

  async #start(current: () => boolean): Promise<void> {
    if (this.#prepare !== undefined) {
      const before = JSON.stringify(this.#data.processes);
      await this.#files.ready;
      const problem = await this.#prepare();
      if (!current()) return undefined;
      if (problem !== null) return this.#fail(problem, current);
      // A session starts what it was made for.
      if (JSON.stringify(this.#data.processes) !== before) this.#closeSession();
    }
    const session = this.#session.value;
    return session === null ? this.#boot(current) : this.#restart(session, current);
  }

  /** @param reason why, in a few words, when the reader has not asked for it */
  stop(reason: string | null = null): void {
    this.#end();
    this.#stopReason.value = reason;
    this.#phase.value = 'stopped';
  }

  /** As if it had never run. */
  reset(): void {
    this.#end();
    this.#fallback.value = null;
    this.#problem.value = null;
    this.#startTime.value = null;
    this.#phase.value = 'idle';
  }

  /** Another engine was chosen: what runs in another is ended, and a failure is no longer one. */
  engineChosen(): void {
    if (this.active && this.startedIn !== this.#choice.engine) this.stop();
    this.#fallback.value = null;
    if (this.phase !== 'failed') return;
    this.#phase.value = 'idle';
    this.#problem.value = null;
  }

  /** Sends a request; starts the processes first when they are not there. */
  async request(request: PreparedRequest, options: Pick<RequestOptions, 'follow' | 'signal'> = {}): Promise<Outcome> {
    const ready = await this.#ready(request);
    if ('reason' in ready) return ready;
    const result = await ready.session.request(request, { ...options, timeout: ANSWER_TIMEOUT });
    if (result.ok) return { response: result.response };
    const open = listPorts(this.processes.flatMap(({ ports }) => ports));
    const elsewhere = result.code === 'refused' && open !== '';
    return { reason: elsewhere ? `${result.reason} The sandbox listens on ${open}.` : result.reason };
  }

  /** Opens a WebSocket; starts the processes first when they are not there. */
  async openSocket(
    request: PreparedRequest,
    receiver: SocketReceiver,
  ): Promise<{ socket: Socket } | { reason: string }> {
    const ready = await this.#ready(request);
    if ('reason' in ready) return ready;
    const { session } = ready;
    try {
      const { openSocket } = await import('../../engine/shared/websocket.ts');
      const connect: Session['connect'] = (port, data) => session.connect(port, data);
      const result = await openSocket(connect, request, receiver, ANSWER_TIMEOUT);
      return result.ok ? { socket: result.socket } : { reason: result.reason };
    } catch (error) {
      return {
        reason: `What speaks WebSocket could not be loaded: ${(error as Error).message}. Check the connection.`,
      };
    }
  }

  /** Waits until a request can be sent: the processes are there, somebody listens, its time has passed. */
  async #ready(request: PreparedRequest): Promise<{ readonly session: Session } | { readonly reason: string }> {
    if (this.phase === 'starting') await this.#booting;
    else if (!this.active) await this.run();
    const session = this.#session.value;
    if (session === null) return { reason: this.problem ?? 'The sandbox was stopped before the request was sent.' };
    if (!this.processes.some(({ ports }) => ports.includes(request.port))) {
      const listening = this.#startingUp ? await session.listening(request.port, LISTEN_TIMEOUT) : null;
      if (listening !== null && !listening.ok) return { reason: this.#withoutLog(listening.reason) };
    }
    if (request.sleep !== undefined) {
      const moved = await session.clock?.advance(request.sleep);
      if (!moved?.ok) return { reason: moved?.reason ?? noClock(request.sleep) };
    }
    return { session };
  }

  /** An engine does not know whether a program has printed anything. */
  #withoutLog(reason: string): string {
    if (this.#log.printed) return reason;
    return reason.replace('Its log says why.', 'It has printed nothing. A server calls listen() and goes on.');
  }

  get #project(): Project {
    const { name, processes, dependencies } = this.#data;
    return { name, files: this.#files.contents, processes, dependencies };
  }

  // ---- the session

  async #boot(current: () => boolean): Promise<void> {
    if (this.#files.ready !== null) {
      await this.#files.ready;
      if (!current()) return undefined;
      this.#files.started();
    }
    let booted = await this.#bootIn(this.#choice.engine, current);
    if ('reason' in booted && this.#choice.fallsBack && current()) {
      this.#fallback.value = booted.reason;
      booted = await this.#bootIn('embedded', current);
    }
    if ('reason' in booted) return this.#fail(booted.reason, current);
    const { session } = booted;
    if (!current()) {
      session.dispose();
      return undefined;
    }
    this.#progress.value = null;
    this.#session.value = session;
    // Process ids are the session's own and may come again in the next one.
    this.#replaced.clear();
    session.subscribe((event) => this.#receive(event, session));
    const started = await Promise.all(Object.keys(this.#data.processes).map((name) => session.start(name)));
    const refused = started.find((result) => !result.ok);
    if (refused !== undefined && !refused.ok) this.#fail(refused.reason, current);
    return undefined;
  }

  async #bootIn(
    id: EngineId,
    current: () => boolean,
  ): Promise<{ readonly session: Session } | { readonly reason: string }> {
    this.#startedIn.value = id;
    const progress = (step: string) => {
      if (current()) this.#progress.value = step;
    };
    try {
      const engine = await this.#loadEngine(id);
      this.#capabilities = engine.capabilities;
      const availability = await engine.availability();
      if (!availability.available) return availability;
      const booted = await engine.boot(this.#project, {
        autostart: false,
        progress,
        watch: WATCHED,
        keepDatabases: true,
      });
      return booted.ok ? { session: booted.session } : { reason: booted.reason };
    } catch (error) {
      return {
        reason: `The engine could not be loaded: ${(error as Error).message}. Check the connection and press Run again.`,
      };
    }
  }

  async #restart(session: Session, current: () => boolean): Promise<void> {
    for (const path of this.#files.shown) session.write(path, this.#files.text(path));
    const restarted = await session.restart();
    if (restarted.ok || !current()) return undefined;
    if (restarted.code !== 'disposed') return this.#fail(restarted.reason, current);
    this.#session.value = null;
    return this.#boot(current);
  }

  #fail(reason: string, current: () => boolean): void {
    if (!current()) return;
    this.#end();
    this.#problem.value = reason;
    this.#phase.value = 'failed';
  }

  #end(): void {
    this.#run += 1;
    this.#closeSession();
    this.#processes.value = new Map();
    this.#progress.value = null;
    this.#files.stopped();
  }

  #closeSession(): void {
    this.#session.value?.dispose();
    this.#session.value = null;
    this.#previews.value = new Map();
  }

  #receive(event: SessionEvent, session: Session): void {
    if (session !== this.#session.value) return;
    switch (event.type) {
      case 'output':
        this.#log.append(event.process, event.stream, event.text);
        return;
      case 'notice':
        this.#log.append(event.process, 'notice', `${event.text.replace(/\n$/, '')}\n`);
        return;
      case 'preview':
        this.#previews.value = new Map([...this.previews, [event.port, event.url]]);
        break;
      case 'written':
        if (!this.#plots.written(event.path, event.contents)) this.#files.written(event.path, event.contents);
        break;
      case 'state':
        if (this.#replaced.has(event.process.pid)) return;
        this.#note(event.process);
        break;
      case 'listening':
      case 'closed':
        for (const info of session.processes()) {
          if (info.name !== event.process || this.#replaced.has(info.pid)) continue;
          if (event.type === 'listening') this.#noteListening(info.name);
          this.#note(info);
        }
        break;
    }
    this.#settlePhase();
  }

  #note(info: ProcessInfo): void {
    this.#processes.value = new Map([...this.#processes.value, [info.name, info]]);
  }

  /** With several processes, "started" is when the last of them has its port. */
  #noteListening(process: string): void {
    if (this.#listened.has(process)) return;
    this.#listened.add(process);
    this.#startTime.value = performance.now() - this.#startedAt;
  }

  /** Whether some process may still be about to listen. */
  get #startingUp(): boolean {
    if (this.phase === 'starting') return true;
    const early = performance.now() - this.#startedAt < STARTUP;
    return early && this.processes.some(({ name, state }) => state !== 'exited' && !this.#listened.has(name));
  }

  #settlePhase(): void {
    const infos = this.processes;
    const all = infos.length === Object.keys(this.#data.processes).length;
    const listens = ({ state, ports }: ProcessInfo) =>
      state === 'running' && (ports.length > 0 || this.#data.http === null);
    let phase = this.phase;
    if (all && infos.every(({ state }) => state === 'exited')) phase = 'exited';
    else if (infos.some(listens)) phase = 'running';
    if (phase !== 'starting' && this.startTime === null) this.#startTime.value = performance.now() - this.#startedAt;
    this.#phase.value = phase;
  }
}

const noClock = (milliseconds: number): string =>
  `This request is to be sent ${formatTime(milliseconds)} later, and this engine’s clock cannot be moved. Wait so long, remove the line “# @sleep ${milliseconds}” and send it again.`;
