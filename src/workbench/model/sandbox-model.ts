/**
 * A sandbox's state and what can be done with it; knows the engine's contract, knows no DOM. Panes
 * listen for `change` (anything but output) and `log` (output, often).
 */
import type { Capabilities, Engine, HttpResponse, ProcessInfo, Project, Session, SessionEvent, TerminalControl } from '../../engine/engine.ts';
import type { HttpVariable } from '../../sandbox/http-file.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { EnginePreferences, type EngineId } from './engine-preferences.ts';
import { LogBuffer } from './log-buffer.ts';
import { prepareDraft, readDrafts, type RequestDraft } from './request-draft.ts';
import type { SandboxData } from './sandbox-data.ts';

export type Phase = 'idle' | 'starting' | 'running' | 'exited' | 'stopped' | 'failed';

/** What became of a request. */
export interface Answer {
  /** Counted from 1 over everything sent. */
  readonly number: number;
  readonly title: string;
  readonly method: string;
  readonly url: string;
  readonly state: 'waiting' | 'answered' | 'failed';
  readonly response?: HttpResponse;
  /** Why there is none, for the reader. */
  readonly reason?: string;
}

export type EngineLoader = (id: EngineId) => Promise<Engine>;

/** How long a request waits for the server to listen, and then for its answer, in milliseconds. */
const LISTEN_TIMEOUT = 15_000;
const ANSWER_TIMEOUT = 30_000;
/** After a start, how long a process that has not listened yet is expected to, in milliseconds. */
const STARTUP = 10_000;
/** How many files that programs create are shown. */
const CREATED_LIMIT = 20;

export class SandboxModel extends EventTarget {
  readonly data: SandboxData;
  readonly logs: ReadonlyMap<string, LogBuffer>;
  readonly variables: readonly HttpVariable[];
  drafts: readonly RequestDraft[];
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
  /** Files that a program wrote while they had edits of the reader's that had not been run: what it wrote. */
  readonly conflicts = new Map<string, string>();
  /** Milliseconds from Run to the first port or exit; `null` until then. */
  startTime: number | null = null;
  /** The newest answer, whatever was sent. */
  answer: Answer | null = null;
  /** The newest answer of each draft. */
  readonly answers = new Map<number, Answer>();

  readonly #loadEngine: EngineLoader;
  readonly #preferences: EnginePreferences;
  /** The engine for this visit, whatever is remembered. */
  #engineNow: EngineId | null = null;
  #capabilities: Capabilities | null = null;
  #created: readonly string[] = [];
  #files: Record<string, string>;
  /** The files as the running processes have them. */
  #running: Record<string, string> | null = null;
  #session: Session | null = null;
  #processes = new Map<string, ProcessInfo>();
  /** Processes that were ended for a restart: their end is not news. */
  #replaced = new Set<number>();
  /** Processes that have listened since the last start. */
  #listened = new Set<string>();
  #run = 0;
  #startedAt = 0;
  #sent = 0;
  #booting: Promise<void> | null = null;

  constructor(data: SandboxData, loadEngine: EngineLoader, preferences: EnginePreferences = new EnginePreferences(null)) {
    super();
    this.data = data;
    this.#loadEngine = loadEngine;
    this.#preferences = preferences;
    preferences.addEventListener('change', () => this.#changed());
    this.#files = { ...data.files };
    const { drafts, variables } = readDrafts(data.http);
    this.drafts = drafts;
    this.variables = variables;
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
    this.#changed();
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

  // ---- files

  /** The files with a tab: the author's, then those that programs have created. */
  get shown(): readonly string[] {
    return [...this.data.shown, ...this.#created];
  }

  get files(): Readonly<Record<string, string>> {
    return this.#files;
  }

  file(path: string): string {
    return this.#files[path] ?? '';
  }

  edit(path: string, text: string): void {
    if (this.#files[path] === text) return;
    this.#files[path] = text;
    this.#changed();
  }

  isEdited(path: string): boolean {
    return path in this.data.files && this.#files[path] !== this.data.files[path];
  }

  get edited(): boolean {
    return this.#created.length > 0 || this.data.shown.some((path) => this.isEdited(path)) || this.drafts.some((draft) => draft.text !== draft.original);
  }

  /** Whether the reader has changed a file since the running processes were started. */
  get restartNeeded(): boolean {
    const running = this.#running;
    return this.active && running !== null && this.shown.some((path) => this.#files[path] !== running[path]);
  }

  resetFile(path: string): void {
    this.edit(path, this.data.files[path] ?? '');
    this.dispatchEvent(new Event('files-replaced'));
  }

  /** Takes what a program wrote in place of the reader's edits, or keeps these. */
  settleConflict(path: string, take: 'program' | 'reader'): void {
    const contents = this.conflicts.get(path);
    this.conflicts.delete(path);
    if (take === 'program' && contents !== undefined) this.#accept(path, contents);
    this.#changed();
  }

  #written(path: string, contents: string | Uint8Array): void {
    if (typeof contents !== 'string' || this.#files[path] === contents) return;
    const running = this.#running?.[path];
    if (running !== undefined && this.#files[path] !== running) this.conflicts.set(path, contents);
    else this.#accept(path, contents);
  }

  #accept(path: string, contents: string): void {
    if (!this.shown.includes(path)) {
      if (this.#created.length === CREATED_LIMIT) return;
      this.#created = [...this.#created, path];
    }
    this.#files[path] = contents;
    if (this.#running !== null) this.#running[path] = contents;
    this.dispatchEvent(new Event('files-replaced'));
  }

  /** Everything as it was when the page was loaded. */
  reset(): void {
    this.#endSession();
    this.#created = [];
    this.conflicts.clear();
    this.fallback = null;
    this.#files = { ...this.data.files };
    this.drafts = readDrafts(this.data.http).drafts;
    this.phase = 'idle';
    this.problem = null;
    this.startTime = null;
    this.answer = null;
    this.answers.clear();
    this.#clearLogs();
    this.dispatchEvent(new Event('files-replaced'));
    this.#changed();
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
    return { name, files: { ...this.#files }, processes, dependencies };
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
    this.#running = { ...this.#files };
    for (const { pid } of this.#processes.values()) this.#replaced.add(pid);
    this.#processes.clear();
    this.#listened.clear();
    this.#clearLogs();
    this.#changed();
    if (this.startedIn !== this.engine && this.#session !== null) this.#closeSession();
    this.#booting = this.#session === null ? this.#boot(current) : this.#restart(this.#session, current);
    await this.#booting;
  }

  stop(): void {
    this.#run += 1;
    this.#endSession();
    this.phase = 'stopped';
    this.#changed();
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

  async #bootIn(id: EngineId, current: () => boolean): Promise<{ readonly session: Session } | { readonly reason: string }> {
    this.startedIn = id;
    this.#changed();
    const progress = (step: string) => {
      if (!current()) return;
      this.progress = step;
      this.#changed();
    };
    try {
      const engine = await this.#loadEngine(id);
      this.#capabilities = engine.capabilities;
      const availability = await engine.availability();
      if (!availability.available) return availability;
      const booted = await engine.boot(this.project, { autostart: false, progress });
      return booted.ok ? { session: booted.session } : { reason: booted.reason };
    } catch (error) {
      return { reason: `The engine could not be loaded: ${(error as Error).message}. Check the connection and press Run again.` };
    }
  }

  async #restart(session: Session, current: () => boolean): Promise<void> {
    for (const path of this.shown) session.write(path, this.#files[path]!);
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
    this.#changed();
  }

  #endSession(): void {
    this.#run += 1;
    this.#closeSession();
    this.#processes.clear();
    this.#running = null;
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
        this.#written(event.path, event.contents);
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
    this.#changed();
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
    else if (infos.some(({ state, ports }) => state === 'running' && (ports.length > 0 || this.data.http === null))) this.phase = 'running';
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

  draft(id: number): RequestDraft | undefined {
    return this.drafts.find((draft) => draft.id === id);
  }

  editDraft(id: number, text: string): void {
    this.drafts = this.drafts.map((draft) => (draft.id === id ? { ...draft, text } : draft));
    this.#changed();
  }

  /** Adds a request of the reader's own. */
  addDraft(): RequestDraft {
    const id = Math.max(-1, ...this.drafts.map((draft) => draft.id)) + 1;
    const port = this.processes.flatMap(({ ports }) => ports)[0] ?? 3000;
    const draft: RequestDraft = { id, name: null, title: 'Your request', original: null, text: `GET http://localhost:${port}/\n` };
    this.drafts = [...this.drafts, draft];
    this.#changed();
    return draft;
  }

  removeDraft(id: number): void {
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
    this.answers.delete(id);
    this.#changed();
  }

  /** Sends a draft; starts the processes first when they are not there. Failures are answers too. */
  async send(id: number): Promise<Answer | null> {
    const draft = this.draft(id);
    if (draft === undefined) return null;
    this.#sent += 1;
    const prepared = prepareDraft(draft.text, this.variables);
    const base = { number: this.#sent, title: draft.title };
    if (!prepared.ok) return this.#answered(id, { ...base, method: '', url: '', state: 'failed', reason: prepared.message });
    const { request } = prepared;
    const waiting: Answer = { ...base, method: request.method, url: request.url, state: 'waiting' };
    this.#answered(id, waiting);
    const result = await this.#exchange(request);
    return this.#answered(id, 'response' in result ? { ...waiting, state: 'answered', response: result.response } : { ...waiting, state: 'failed', reason: result.reason });
  }

  /** Sends the offered requests one after the other, in their order. */
  async sendAll(): Promise<void> {
    for (const { id } of this.drafts) {
      const answer = await this.send(id);
      // Stopped or not to be started: the rest would fail for the same reason.
      if (answer?.state === 'failed' && !this.active) return;
    }
  }

  async #exchange(request: PreparedRequest): Promise<{ response: HttpResponse } | { reason: string }> {
    if (this.phase === 'starting') await this.#booting;
    else if (!this.active) await this.run();
    const session = this.#session;
    if (session === null) return { reason: this.problem ?? 'The sandbox was stopped before the request was sent.' };
    if (!this.processes.some(({ ports }) => ports.includes(request.port))) {
      const listening = this.#startingUp ? await session.listening(request.port, LISTEN_TIMEOUT) : null;
      if (listening !== null && !listening.ok) return { reason: listening.reason };
    }
    const result = await session.request(request, { timeout: ANSWER_TIMEOUT });
    return result.ok ? { response: result.response } : { reason: result.reason };
  }

  #answered(id: number, answer: Answer): Answer {
    // A slow answer must not hide a newer one, but it is still its own draft's newest.
    if (this.answer === null || answer.number >= this.answer.number) this.answer = answer;
    if ((this.answers.get(id)?.number ?? 0) <= answer.number) this.answers.set(id, answer);
    this.#changed();
    return answer;
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
