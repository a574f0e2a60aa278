/**
 * An engine for tests of the workbench's stores: it keeps the contract and runs nothing; the test decides what happens,
 * and when.
 */
import type {
  BootOptions,
  ClockControl,
  Engine,
  Failure,
  HttpRequest,
  HttpResponse,
  NetworkControl,
  ProcessInfo,
  Project,
  RequestOptions,
  Result,
  Session,
  SessionEvent,
} from '../../src/engine/engine.ts';

export class ScriptedEngine implements Engine {
  readonly id: Engine['id'];
  readonly title = 'Scripted';
  readonly capabilities = { clock: false, networkFaults: false, tap: false, terminal: false, databases: false };
  readonly sessions: ScriptedSession[] = [];
  warmed = 0;
  /** The steps that a boot reports. */
  steps: readonly string[] = [];
  /** Set to make the next boots fail. */
  refuse: Failure | null = null;
  unavailable: string | null = null;

  constructor(id: Engine['id'] = 'embedded') {
    this.id = id;
  }

  async availability() {
    return this.unavailable === null
      ? ({ available: true } as const)
      : ({ available: false, reason: this.unavailable } as const);
  }

  warm(): void {
    this.warmed += 1;
  }

  async boot(project: Project, options?: BootOptions): Promise<Result<{ session: Session }>> {
    for (const step of this.steps) {
      options?.progress?.(step);
      await Promise.resolve();
    }
    if (this.refuse !== null) return this.refuse;
    const session = new ScriptedSession(project);
    this.sessions.push(session);
    return { ok: true, session };
  }

  /** The newest session. */
  get session(): ScriptedSession {
    return this.sessions.at(-1)!;
  }
}

export class ScriptedSession implements Session {
  readonly project: Project;
  readonly files: Record<string, string | Uint8Array>;
  readonly requests: HttpRequest[] = [];
  disposed = false;
  /** The session's clock, if the test gives it one. */
  clock?: ClockControl;
  /** The session's wires, if the test gives it some. */
  network?: NetworkControl;
  /** Answers a request. */
  answer: (request: HttpRequest, options: RequestOptions) => Promise<Result<{ response: HttpResponse }>> =
    async () => ({
      ok: true,
      response: response(200),
    });
  readonly #infos = new Map<string, ProcessInfo>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #pid = 0;

  constructor(project: Project) {
    this.project = project;
    this.files = { ...project.files };
  }

  processes = () => [...this.#infos.values()];

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async listening(port?: number): Promise<Result<{ port: number }>> {
    return new Promise((resolve) => {
      const look = () => {
        const open = this.processes()
          .flatMap(({ ports }) => ports)
          .find((each) => port === undefined || each === port);
        if (open !== undefined) resolve({ ok: true, port: open });
        return open !== undefined;
      };
      if (!look()) this.subscribe(look);
    });
  }

  async start(name: string): Promise<Result<{}>> {
    this.#pid += 1;
    this.set(name, { pid: this.#pid, state: 'running', ports: [], exitCode: null, signal: null });
    return { ok: true };
  }

  async kill(name: string): Promise<Result<{}>> {
    this.set(name, { state: 'exited', ports: [], signal: 'SIGKILL' });
    return { ok: true };
  }

  async restart(): Promise<Result<{}>> {
    for (const { name } of this.processes()) {
      await this.kill(name);
      await this.start(name);
    }
    return { ok: true };
  }

  write(path: string, contents: string | Uint8Array): void {
    this.files[path] = contents;
  }

  /** Set to let connections be opened. */
  connect: Session['connect'] = async () => {
    throw new Error('The model opens no connections of its own.');
  };

  async request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<{ response: HttpResponse }>> {
    this.requests.push(request);
    return this.answer(request, options);
  }

  dispose(): void {
    this.disposed = true;
  }

  emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  set(name: string, change: Partial<ProcessInfo>): void {
    const before = this.#infos.get(name) ?? {
      name,
      command: '',
      pid: 0,
      state: 'starting',
      ports: [],
      exitCode: null,
      signal: null,
    };
    const info = { ...before, ...change };
    this.#infos.set(name, info);
    this.emit({ type: 'state', process: info });
  }

  listen(name: string, port: number): void {
    this.set(name, { ports: [port] });
    this.emit({ type: 'listening', process: name, port });
  }
}

export function response(status: number, body = ''): HttpResponse {
  return {
    status,
    statusText: '',
    headers: [],
    body: new TextEncoder().encode(body),
    time: 1,
    wire: { sent: new Uint8Array(), received: new Uint8Array() },
  };
}
