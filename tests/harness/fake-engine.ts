/// <reference types="vite/client" />
/**
 * The fake engine: it keeps the engine's contract without running anything. A process prints its recorded output, a
 * request gets its recorded answer, and recorded plots are written. Words in the edited code make it misbehave:
 * `fake:exit` (ends with code 1), `fake:flood` (a million lines), `fake:boot` (cannot be started), `fake:points` (a
 * plot of 100,000 points), `fake:bad-plot` (a file that is no plot).
 *
 * The fake WebContainer sends stackblitz.com a request when it boots, as the real one does; the answer decides whether
 * StackBlitz can be reached. Its shell knows `write <file> <text>` and `npm install`. Requests below `/fake/` are
 * answered by `fake-server.ts`, over the real client.
 *
 * The fake is for tests of the workbench only; engines are tested with the real ones.
 */
import type {
  Connection,
  ConnectionReceiver,
  Engine,
  HttpRequest,
  HttpResponse,
  ProcessInfo,
  Project,
  RequestOptions,
  Result,
  Session,
  SessionEvent,
  TerminalControl,
} from '../../src/engine/engine.ts';
import { sendRequest } from '../../src/engine/shared/http-client.ts';
import type { Exchange, Transcript } from '../../src/sandbox/transcript.ts';
import { connectFake } from './fake-server.ts';

const transcripts = import.meta.glob<Transcript>('../../sandboxes/rate-limiting/*/transcript.json', {
  eager: true,
  import: 'default',
});

export function createEmbeddedEngine(_options: { baseUrl: string }): Engine {
  return {
    id: 'embedded',
    title: 'Fake',
    capabilities: { clock: false, networkFaults: false, tap: false, terminal: false, databases: false },
    availability: async () => ({ available: true }),
    warm: () => undefined,
    boot: async (project) => {
      await sleep(60);
      if (mentions(project, 'fake:boot'))
        return {
          ok: false,
          code: 'timeout',
          reason: 'The engine did not answer within 15 seconds. Reload the page and press Run again.',
        };
      return { ok: true, session: new FakeSession(project) };
    },
  };
}

export function createWebContainerEngine(_options: { baseUrl: string }): Engine {
  return {
    id: 'webcontainer',
    title: 'Fake WebContainer',
    capabilities: { clock: false, networkFaults: false, tap: false, terminal: true, databases: false },
    availability: async () => ({ available: true }),
    warm: () => undefined,
    boot: async (project, options) => {
      options?.progress?.('Asking stackblitz.com for a container');
      const reached = await fetch('https://stackblitz.com/headless', { mode: 'no-cors' }).then(
        () => true,
        () => false,
      );
      if (!reached)
        return {
          ok: false,
          code: 'network',
          reason: 'WebContainer needs the network: stackblitz.com could not be reached.',
        };
      options?.progress?.('Mounting the files');
      await sleep(100);
      return { ok: true, session: new FakeSession(project, true) };
    },
  };
}

class FakeSession implements Session {
  readonly project: Project;
  readonly terminal?: TerminalControl;
  readonly #files: Record<string, string | Uint8Array>;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #infos = new Map<string, ProcessInfo>();
  readonly #ports: readonly number[];
  readonly #transcript: Transcript;
  #nextPid = 100;
  #disposed = false;

  constructor(project: Project, shell = false) {
    this.project = project;
    if (shell) this.terminal = this.#shell();
    this.#files = { ...project.files };
    this.#transcript =
      transcripts[`../../sandboxes/${project.name.replace('rate-limiting-', 'rate-limiting/')}/transcript.json`]!;
    this.#ports = [
      ...new Set(this.#transcript.exchanges.map(({ request }) => Number(new URL(request.url).port))),
    ].sort();
  }

  processes(): readonly ProcessInfo[] {
    return [...this.#infos.values()];
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async listening(port?: number): Promise<Result<{ port: number }>> {
    for (let tries = 0; tries < 100; tries += 1) {
      const open = this.processes()
        .flatMap(({ ports }) => ports)
        .find((each) => port === undefined || each === port);
      if (open !== undefined) return { ok: true, port: open };
      await sleep(10);
    }
    return { ok: false, code: 'refused', reason: `Nobody listens on port ${port}.` };
  }

  async start(process: string): Promise<Result<{}>> {
    this.#nextPid += 1;
    const command = this.project.processes[process]!;
    this.#set({
      name: process,
      command: typeof command === 'string' ? command : command.command,
      pid: this.#nextPid,
      state: 'starting',
      ports: [],
      exitCode: null,
      signal: null,
    });
    const pid = this.#nextPid;
    setTimeout(() => void this.#live(process, pid), 40);
    return { ok: true };
  }

  async kill(process: string): Promise<Result<{}>> {
    this.#set({ ...this.#infos.get(process)!, state: 'exited', ports: [], signal: 'SIGKILL' });
    return { ok: true };
  }

  async restart(): Promise<Result<{}>> {
    for (const name of Object.keys(this.project.processes)) {
      await this.kill(name);
      await this.start(name);
    }
    return { ok: true };
  }

  write(path: string, contents: string | Uint8Array): void {
    this.#files[path] = contents;
  }

  #shell(): TerminalControl {
    return {
      open: async (_size, { output, exit }) => {
        let line = '';
        output('$ ');
        const run = async () => {
          const [command, path = '', ...words] = line.split(' ');
          line = '';
          output('\r\n');
          if (command === 'exit') return exit(0);
          if (command === 'write') this.#emit({ type: 'written', path, contents: `${words.join(' ')}\n` });
          if (command === 'npm') {
            for (const step of ['resolving', 'fetching', 'added 1 package']) {
              output(`${step}\r\n`);
              await sleep(20);
            }
          }
          return output('$ ');
        };
        const write = (text: string) => {
          for (const letter of text) {
            if (letter === '\r') void run();
            else {
              line += letter;
              output(letter);
            }
          }
        };
        return { ok: true, terminal: { write, resize: () => undefined, close: () => undefined } };
      },
    };
  }

  async connect(_port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    return connectFake(receiver);
  }

  async request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<{ response: HttpResponse }>> {
    await sleep(5);
    if (request.path.startsWith('/fake/'))
      return sendRequest((port, receiver) => this.connect(port, receiver), request, options.timeout ?? 30_000, options);
    if (this.#disposed) return { ok: false, code: 'disposed', reason: 'The sandbox was stopped before it answered.' };
    if (!this.processes().some(({ ports }) => ports.includes(request.port))) {
      return {
        ok: false,
        code: 'refused',
        reason: `Nobody listens on port ${request.port}: the process that did has ended. Press Run to start it again.`,
      };
    }
    const exchange = this.#transcript.exchanges.find((each) => matches(each, request));
    return { ok: true, response: toResponse(exchange, request) };
  }

  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
  }

  async #live(process: string, pid: number): Promise<void> {
    const info = this.#infos.get(process)!;
    const gone = () => this.#disposed || this.#infos.get(process)!.pid !== pid;
    if (gone()) return;
    this.#set({ ...info, state: 'running' });
    // As in the real engine, a program runs for a while before it prints.
    await sleep(20);
    if (gone() || this.#infos.get(process)!.state === 'exited') return;
    const { stdout, stderr, exitCode } = this.#transcript.processes[process]!;
    this.#draw();
    if (mentions({ ...this.project, files: this.#files }, 'fake:exit')) {
      this.#emit({
        type: 'output',
        process,
        stream: 'stderr',
        text: `file:///home/reader/${this.project.name}/server.js:3\nfake:exit\n^^^^^^^^^\n\nSyntaxError: Unexpected token ':'\n\nNode.js v24.21.0\n`,
      });
      this.#set({ ...this.#infos.get(process)!, state: 'exited', exitCode: 1 });
      return;
    }
    if (mentions({ ...this.project, files: this.#files }, 'fake:flood')) {
      for (let from = 0; from < 1_000_000; from += 10_000) {
        this.#emit({
          type: 'output',
          process,
          stream: 'stdout',
          text: Array.from({ length: 10_000 }, (_, line) => `line ${from + line + 1}\n`).join(''),
        });
      }
    }
    this.#emit({ type: 'output', process, stream: 'stdout', text: stdout });
    if (stderr !== '') this.#emit({ type: 'output', process, stream: 'stderr', text: stderr });
    if (exitCode !== null && this.#ports.length === 0) {
      this.#set({ ...this.#infos.get(process)!, state: 'exited', exitCode });
      return;
    }
    const port = Object.keys(this.project.processes).length === 1 ? this.#ports[0] : portOf(info.command);
    if (port === undefined) return;
    this.#set({ ...this.#infos.get(process)!, ports: [port] });
    this.#emit({ type: 'listening', process, port });
    if (this.terminal !== undefined) this.#emit({ type: 'preview', port, url: `about:blank#${port}` });
  }

  #draw(): void {
    for (const [path, text] of Object.entries(this.#transcript.plots ?? {})) {
      const [head = '', first = ''] = text.split('\n');
      let contents = text;
      if (mentions({ ...this.project, files: this.#files }, 'fake:bad-plot'))
        contents = `${head}\n${first}\nsoon,1,x\n`;
      if (mentions({ ...this.project, files: this.#files }, 'fake:points'))
        contents = [head, ...Array.from({ length: 100_000 }, (_, x) => `${x},${x % 9},one`), ''].join('\n');
      this.#emit({ type: 'written', path, contents });
    }
  }

  #set(info: ProcessInfo): void {
    this.#infos.set(info.name, info);
    this.#emit({ type: 'state', process: info });
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function portOf(command: string): number | undefined {
  const digits = /\d{4}/.exec(command)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function mentions(project: Pick<Project, 'files'>, word: string): boolean {
  return Object.values(project.files).some((text) => typeof text === 'string' && text.includes(word));
}

function matches({ request }: Exchange, { method, port, path }: HttpRequest): boolean {
  return request.method === method && request.url === `http://localhost:${port}${path}`;
}

function toResponse(exchange: Exchange | undefined, request: HttpRequest): HttpResponse {
  const response = exchange?.response ?? {
    status: 404,
    statusText: 'Not Found',
    headers: [],
    body: `Cannot ${request.method} ${request.path}`,
  };
  const encode = (text: string) => new TextEncoder().encode(text);
  const bodyText = (body: Uint8Array | string = '') =>
    typeof body === 'string' ? body : new TextDecoder().decode(body);
  const head = (first: string, headers: readonly (readonly [string, string])[]) =>
    [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    body: encode(response.body),
    time: 1.34,
    wire: {
      sent: encode(
        `${head(`${request.method} ${request.path} HTTP/1.1`, [['Host', `localhost:${request.port}`], ...request.headers])}${bodyText(request.body)}`,
      ),
      received: encode(
        `${head(`HTTP/1.1 ${response.status} ${response.statusText}`, response.headers)}${response.body}`,
      ),
    },
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
