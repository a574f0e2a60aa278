/**
 * A sandbox's state and what can be done with it; knows the engine's contract, knows no DOM. Panes
 * listen for `change` (anything but output) and `log` (output, often).
 */
import type {
  Capabilities,
  Engine,
  ProcessInfo,
  Project,
  Session,
  SessionEvent,
  TerminalControl,
} from '../../engine/engine.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { formatTime } from '../format/units.ts';
import { EnginePreferences, type EngineId } from './engine-preferences.ts';
import { FileSet } from './file-set.ts';
import { LogBuffer } from './log-buffer.ts';
import { RequestList, type Exchange } from './request-list.ts';
import type { SandboxData } from './sandbox-data.ts';

export type Phase = 'idle' | 'starting' | 'running' | 'exited' | 'stopped' | 'failed';

export type EngineLoader = (id: EngineId) => Promise<Engine>;

/** How long a request waits for the server to listen, and then for its answer, in milliseconds. */
const LISTEN_TIMEOUT = 15_000;
const ANSWER_TIMEOUT = 30_000;
/** After a start, how long a process that has not listened yet is expected to, in milliseconds. */
const STARTUP = 10_000;

export class SandboxModel extends EventTarget {
  readonly data: SandboxData;
  readonly logs: ReadonlyMap<string, LogBuffer>;
  readonly files: FileSet;
  readonly requests: RequestList;
  phase: Phase = 'idle';
  /** Set when the phase is `failed`: why, in sentences. */
  problem: string | null = null;
  /** The step a start has come to, in words; `null` when nothing is said. */
  progress: string | null = null;
  /** The engine that runs, starts, or has failed to; `null` before the first start. */
  startedIn: EngineId | null = null;
  /** Why WebContainer was wanted and another engine runs. */
  fallback: string | null = null;
  /** Where servers can be opened, by port. */
  readonly previews = new Map<number, string>();
  /** Milliseconds from Run to the first port or exit; `null` until then. */
  startTime: number | null = null;

  readonly #loadEngine: EngineLoader;
  readonly #preferences: EnginePreferences;
  /** The engine for this visit, whatever is remembered. */
  #engineNow: EngineId | null = null;
  #capabilities: Capabilities | null = null;
  #session: Session | null = null;
  #processes = new Map<string, ProcessInfo>();
  /** Processes that were ended for a restart: their end is not news. */
  #replaced = new Set<number>();
  /** Processes that have listened since the last start. */
  #listened = new Set<string>();
  #run = 0;
  #startedAt = 0;
  #booting: Promise<void> | null = null;

  constructor(
    data: SandboxData,
    loadEngine: EngineLoader,
    preferences: EnginePreferences = new EnginePreferences(null),
  ) {
    super();
    this.data = data;
    this.#loadEngine = loadEngine;
    this.#preferences = preferences;
    preferences.addEventListener('change', () => this.changed());
    const changed = () => this.changed();
    this.files = new FileSet(data.files, data.shown, {
      changed,
      replaced: () => this.dispatchEvent(new Event('files-replaced')),
    });
    this.requests = new RequestList(data.http, this);
    this.logs = new Map(Object.keys(data.processes).map((name) => [name, new LogBuffer()]));
  }

  // ---- engine

  /** The engine the next start uses first. */
  get engine(): EngineId {
    if (this.#engineNow !== null) return this.#engineNow;
    const choice = this.#preferences.for(this.data.name);
    return choice === 'reachable' ? 'webcontainer' : choice;
  }

  /** Whether the reader has agreed to what the engine contacts. */
  get agreed(): boolean {
    return this.#preferences.agreed;
  }

  agree(): void {
    this.#preferences.agree();
  }

  /** Remembers the engine for this sandbox; what runs in another is ended. Files stay as they are. */
  chooseEngine(id: EngineId): void {
    this.#engineNow = null;
    this.#preferences.choose(this.data.name, id);
    if (this.active && this.startedIn !== id) this.stop();
    this.#forgetFailure();
    this.changed();
  }

  /** After another engine has failed: runs everything here in the embedded one, until the page is left. */
  async runEmbedded(): Promise<void> {
    this.#engineNow = 'embedded';
    await this.run();
  }

  /** Of the engine that runs; `null` when none does. */
  get capabilities(): Capabilities | null {
    return this.#session === null ? null : this.#capabilities;
  }

  /** Shells, while an engine runs that has them. */
  get terminal(): TerminalControl | null {
    return this.#session?.terminal ?? null;
  }

  #forgetFailure(): void {
    this.fallback = null;
    if (this.phase !== 'failed') return;
    this.phase = 'idle';
    this.problem = null;
  }

  // ---- what the reader has changed

  get edited(): boolean {
    return this.files.edited || this.requests.edited;
  }

  /** Whether the reader has changed a file since the running processes were started. */
  get restartNeeded(): boolean {
    return this.active && this.files.differsFromRunning;
  }

  /** Everything as it was when the page was loaded. */
  reset(): void {
    this.#endSession();
    this.fallback = null;
    this.files.reset();
    this.requests.reset();
    this.phase = 'idle';
    this.problem = null;
    this.startTime = null;
    this.#clearLogs();
    this.changed();
  }

  // ---- processes

  /** Whether processes are there or on their way. */
  get active(): boolean {
    return this.phase === 'starting' || this.phase === 'running';
  }

  get processes(): readonly ProcessInfo[] {
    return [...this.#processes.values()];
  }

  get project(): Project {
    const { name, processes, dependencies } = this.data;
    return { name, files: { ...this.files.contents }, processes, dependencies };
  }

  /** Loads what Run will need, quietly. */
  async warm(): Promise<void> {
    // Another engine would ask other servers for something: it waits until the reader presses Run.
    if (this.engine !== 'embedded') return;
    try {
      (await this.#loadEngine('embedded')).warm(this.project);
    } catch {
      // Run will say it where the reader looks.
    }
  }

  /** Starts everything, or starts it again with the files as they are now. */
  async run(): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    const current = () => run === this.#run;
    this.phase = 'starting';
    this.problem = null;
    this.progress = null;
    this.fallback = null;
    this.startTime = null;
    this.#startedAt = performance.now();
    this.files.started();
    for (const { pid } of this.#processes.values()) this.#replaced.add(pid);
    this.#processes.clear();
    this.#listened.clear();
    this.#clearLogs();
    this.changed();
    if (this.startedIn !== this.engine && this.#session !== null) this.#closeSession();
    this.#booting = this.#session === null ? this.#boot(current) : this.#restart(this.#session, current);
    await this.#booting;
  }

  stop(): void {
    this.#run += 1;
    this.#endSession();
    this.phase = 'stopped';
    this.changed();
  }

  async #boot(current: () => boolean): Promise<void> {
    let booted = await this.#bootIn(this.engine, current);
    const mayFallBack = this.#engineNow === null && this.#preferences.for(this.data.name) === 'reachable';
    if ('reason' in booted && mayFallBack && current()) {
      this.fallback = booted.reason;
      booted = await this.#bootIn('embedded', current);
    }
    if ('reason' in booted) return this.#fail(booted.reason, current);
    const { session } = booted;
    if (!current()) {
      session.dispose();
      return undefined;
    }
    this.progress = null;
    this.#session = session;
    // Process ids are the session's own and may come again in the next one.
    this.#replaced.clear();
    session.subscribe((event) => this.#receive(event, session));
    const started = await Promise.all(Object.keys(this.data.processes).map((name) => session.start(name)));
    const refused = started.find((result) => !result.ok);
    if (refused !== undefined && !refused.ok) this.#fail(refused.reason, current);
    return undefined;
  }

  async #bootIn(
    id: EngineId,
    current: () => boolean,
  ): Promise<{ readonly session: Session } | { readonly reason: string }> {
    this.startedIn = id;
    this.changed();
    const progress = (step: string) => {
      if (!current()) return;
      this.progress = step;
      this.changed();
    };
    try {
      const engine = await this.#loadEngine(id);
      this.#capabilities = engine.capabilities;
      const availability = await engine.availability();
      if (!availability.available) return availability;
      const booted = await engine.boot(this.project, { autostart: false, progress });
      return booted.ok ? { session: booted.session } : { reason: booted.reason };
    } catch (error) {
      return {
        reason: `The engine could not be loaded: ${(error as Error).message}. Check the connection and press Run again.`,
      };
    }
  }

  async #restart(session: Session, current: () => boolean): Promise<void> {
    for (const path of this.files.shown) session.write(path, this.files.text(path));
    const restarted = await session.restart();
    if (restarted.ok || !current()) return undefined;
    if (restarted.code !== 'disposed') return this.#fail(restarted.reason, current);
    this.#session = null;
    return this.#boot(current);
  }

  #fail(reason: string, current: () => boolean): void {
    if (!current()) return;
    this.#endSession();
    this.phase = 'failed';
    this.problem = reason;
    this.changed();
  }

  #endSession(): void {
    this.#run += 1;
    this.#closeSession();
    this.#processes.clear();
    this.files.stopped();
    this.progress = null;
  }

  #closeSession(): void {
    this.#session?.dispose();
    this.#session = null;
    this.previews.clear();
  }

  #receive(event: SessionEvent, session: Session): void {
    if (session !== this.#session) return;
    switch (event.type) {
      case 'output':
        this.#print(event.process, event.stream, event.text);
        return;
      case 'notice':
        this.#print(event.process, 'notice', `${event.text.replace(/\n$/, '')}\n`);
        return;
      case 'preview':
        this.previews.set(event.port, event.url);
        break;
      case 'written':
        this.files.written(event.path, event.contents);
        break;
      case 'state':
        if (this.#replaced.has(event.process.pid)) return;
        this.#processes.set(event.process.name, event.process);
        break;
      case 'listening':
      case 'closed':
        for (const info of session.processes()) {
          if (info.name !== event.process || this.#replaced.has(info.pid)) continue;
          this.#processes.set(info.name, info);
          if (event.type === 'listening') this.#noteListening(info.name);
        }
        break;
    }
    this.#settlePhase();
    this.changed();
  }

  /** With several processes, "started" is when the last of them has its port. */
  #noteListening(process: string): void {
    if (this.#listened.has(process)) return;
    this.#listened.add(process);
    this.startTime = performance.now() - this.#startedAt;
  }

  /** Whether some process may still be about to listen. */
  get #startingUp(): boolean {
    if (this.phase === 'starting') return true;
    const early = performance.now() - this.#startedAt < STARTUP;
    return early && this.processes.some(({ name, state }) => state !== 'exited' && !this.#listened.has(name));
  }

  #settlePhase(): void {
    const infos = this.processes;
    const all = infos.length === Object.keys(this.data.processes).length;
    if (all && infos.every(({ state }) => state === 'exited')) this.phase = 'exited';
    else if (infos.some(({ state, ports }) => state === 'running' && (ports.length > 0 || this.data.http === null)))
      this.phase = 'running';
    if (this.phase !== 'starting' && this.startTime === null) this.startTime = performance.now() - this.#startedAt;
  }

  #print(process: string, stream: 'stdout' | 'stderr' | 'notice', text: string): void {
    this.logs.get(process)?.append(stream, text);
    this.dispatchEvent(new Event('log'));
  }

  #clearLogs(): void {
    for (const log of this.logs.values()) log.clear();
    this.dispatchEvent(new Event('log'));
  }

  // ---- requests

  /** Where a request of the reader's own would go. */
  get port(): number {
    return this.processes.flatMap(({ ports }) => ports)[0] ?? 3000;
  }

  /** Sends a request; starts the processes first when they are not there. */
  async exchange(request: PreparedRequest): Promise<Exchange> {
    if (this.phase === 'starting') await this.#booting;
    else if (!this.active) await this.run();
    const session = this.#session;
    if (session === null) return { reason: this.problem ?? 'The sandbox was stopped before the request was sent.' };
    if (!this.processes.some(({ ports }) => ports.includes(request.port))) {
      const listening = this.#startingUp ? await session.listening(request.port, LISTEN_TIMEOUT) : null;
      if (listening !== null && !listening.ok) return { reason: listening.reason };
    }
    if (request.sleep !== undefined) {
      const moved = await session.clock?.advance(request.sleep);
      if (!moved?.ok) return { reason: moved?.reason ?? noClock(request.sleep) };
    }
    const result = await session.request(request, { timeout: ANSWER_TIMEOUT });
    return result.ok ? { response: result.response } : { reason: result.reason };
  }

  /** Tells the panes. */
  changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

const noClock = (milliseconds: number): string =>
  `This request is to be sent ${formatTime(milliseconds)} later, and this engine’s clock cannot be moved. Wait so long, remove the line “# @sleep ${milliseconds}” and send it again.`;
