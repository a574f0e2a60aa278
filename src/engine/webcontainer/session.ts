/** A running project in the container. */
import type { WebContainer } from '@webcontainer/api';
import type {
  BootOptions,
  Connection,
  ConnectionReceiver,
  HttpRequest,
  HttpResponse,
  RequestOptions,
  ProcessInfo,
  Project,
  Result,
  Session,
  SessionEvent,
  Terminal,
  TerminalControl,
} from '../engine.ts';
import type { Assets, Manifest } from '../shared/assets.ts';
import { failure } from '../shared/failure.ts';
import { sendRequest } from '../shared/http-client.ts';
import { waitForPort } from '../shared/listening.ts';
import { Gateway } from './gateway.ts';
import { install } from './install.ts';
import { PROGRAMS } from './mount.ts';
import { containerNeeds, type ContainerNeeds } from './needs.ts';
import { Processes } from './processes.ts';
import { ProjectFiles } from './project-files.ts';
import { openTerminal } from './terminal.ts';

export interface ContainerSessionParts {
  readonly container: WebContainer;
  readonly assets: Assets;
  readonly manifest: Manifest;
  /** The packages that npm has installed in the folder of each project, by the project's name. */
  readonly installed: Map<string, string>;
  disposed(): void;
}

const REQUEST_TIMEOUT = 30_000;
/** The first version of Node that can replace `node:sqlite`, and the newest there is in WebContainer. */
const NODE_VERSION = '22\n';
const ASYNC_CONTEXT =
  'This program uses AsyncLocalStorage, which in WebContainer loses its store after an await: getStore() is undefined there. That is a fault of WebContainer; the embedded engine keeps the store, as Node does.';

export class ContainerSession implements Session {
  readonly project: Project;
  readonly terminal: TerminalControl;
  readonly #parts: ContainerSessionParts;
  readonly #options: BootOptions;
  readonly #contents: Map<string, string | Uint8Array>;
  readonly #files: ProjectFiles;
  readonly #gateway: Gateway;
  readonly #processes: Processes;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #subscriptions: (() => void)[];
  readonly #terminals = new Set<Terminal>();
  /** Files that lie in the container for this session already. */
  readonly #shared = new Set<string>();
  #warned = false;
  #ended: string | undefined;

  constructor(project: Project, options: BootOptions, parts: ContainerSessionParts) {
    const { container } = parts;
    this.project = project;
    this.#options = options;
    this.#parts = parts;
    this.#contents = new Map(Object.entries(project.files));
    this.#files = new ProjectFiles(container, project.name, (path, contents) => {
      this.#contents.set(path, contents);
      this.#emit({ type: 'written', path, contents });
    });
    this.#gateway = new Gateway(container);
    this.#processes = new Processes(container, project, (event) => this.#emit(event));
    this.#subscriptions = [
      container.on('port', (port, type) => this.#processes.port(port, type === 'open')),
      container.on('server-ready', (port, url) => {
        this.#processes.port(port, true);
        this.#emit({ type: 'preview', port, url });
      }),
      container.on('error', ({ message }) => {
        for (const { name, state } of this.processes())
          if (state !== 'exited')
            this.#emit({ type: 'notice', process: name, text: `WebContainer reports a fault of its own: ${message}` });
      }),
    ];
    this.terminal = {
      open: async (size, receiver) => {
        if (this.#ended !== undefined) return failure('disposed', this.#ended);
        try {
          const terminal = await openTerminal(container, project.name, size, receiver);
          this.#terminals.add(terminal);
          return { ok: true, terminal };
        } catch (error) {
          return failure('project', `WebContainer could not start its shell: ${(error as Error).message}`);
        }
      },
    };
  }

  /** Puts the files into the container. */
  async mount(): Promise<void> {
    const needs = this.#needs();
    const { installed } = this.#parts;
    const keepModules = installed.get(this.project.name) === key(needs);
    if (!keepModules) installed.delete(this.project.name);
    await this.#files.mount(
      { ...(!needs.choosesNode && { '.nvmrc': NODE_VERSION }), ...Object.fromEntries(this.#contents) },
      {
        [`${PROGRAMS}/gateway.cjs`]: (await this.#programs())['gateway.cjs'] ?? '',
        ...(await this.#newlyShared(needs)),
      },
      keepModules,
    );
  }

  /** Installs packages of which there is no bundle, unless they are installed already. */
  async install(progress: (step: string) => void): Promise<Result<{}>> {
    const { container, installed } = this.#parts;
    const { name } = this.project;
    const needs = this.#needs();
    if (needs.install.length === 0 || installed.get(name) === key(needs)) return { ok: true };
    const result = await install(container, name, needs.install, progress);
    if (result.ok) installed.set(name, key(needs));
    else installed.delete(name);
    return result;
  }

  processes(): readonly ProcessInfo[] {
    return this.#processes.all();
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  listening(port?: number, timeout?: number): Promise<Result<{ port: number }>> {
    return waitForPort(this, () => this.#ended !== undefined, port, timeout);
  }

  async start(name: string): Promise<Result<{}>> {
    if (this.#ended !== undefined) return failure('disposed', this.#ended);
    this.#files.forgetWritten();
    const { workdir } = this.#parts.container;
    const { preload } = this.#options;
    const preloads = [
      ...(this.#needs().sqlite ? [`${workdir}/${PROGRAMS}/preload.cjs`] : []),
      ...(preload === undefined ? [] : [`${workdir}/${this.project.name}/${preload}`]),
    ];
    return this.#processes.start(name, preloads, () => this.#prepareAgain(name));
  }

  /** Starts every process; the reason why one cannot start is a notice in its log. */
  startAll(): void {
    for (const name of this.#processes.names()) {
      void this.start(name).then((result) => {
        if (!result.ok) this.#emit({ type: 'notice', process: name, text: result.reason });
      });
    }
  }

  async kill(name: string): Promise<Result<{}>> {
    return this.#processes.kill(name);
  }

  async restart(name?: string): Promise<Result<{}>> {
    const names = name === undefined ? this.#processes.names() : [name];
    await Promise.all(names.map((each) => this.kill(each)));
    const results = await Promise.all(names.map((each) => this.start(each)));
    return results.find((result) => !result.ok) ?? { ok: true };
  }

  async input(name: string, bytes: Uint8Array | null): Promise<Result<{}>> {
    if (!this.#options.input)
      return failure(
        'project',
        'The processes of this session have no standard input: boot it with the option "input".',
      );
    return this.#processes.input(name, bytes);
  }

  write(path: string, contents: string | Uint8Array): void {
    this.#contents.set(path, contents);
    if (this.#ended === undefined) this.#files.write(path, contents);
  }

  async connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    if (this.#ended !== undefined) return failure('disposed', this.#ended);
    try {
      return await this.#gateway.connect(port, receiver);
    } catch (error) {
      return failure('reset', `The connections of WebContainer could not be started: ${(error as Error).message}`);
    }
  }

  request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<{ response: HttpResponse }>> {
    const { timeout = REQUEST_TIMEOUT } = options;
    return sendRequest((port, receiver) => this.connect(port, receiver), request, timeout, options);
  }

  dispose(): void {
    this.end('The session has ended; run the project again.');
  }

  /** @param reason the sentence with which requests fail from now on */
  end(reason: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    for (const stop of this.#subscriptions) stop();
    for (const terminal of this.#terminals) terminal.close();
    this.#files.close();
    this.#gateway.close();
    this.#processes.killAll();
    this.#listeners.clear();
    this.#parts.disposed();
  }

  /** Ends the session because another one begins, and says so in its log. */
  replace(): void {
    const reason =
      'Another sandbox of this page was started in WebContainer, which runs one at a time. Run this one again to go on with it.';
    for (const { name, state } of this.processes())
      if (state !== 'exited') this.#emit({ type: 'notice', process: name, text: reason });
    this.end(reason);
  }

  /** Prepares a start: waits until edited files are in the container, and adds the packages that they import by now. */
  async #prepareAgain(process: string): Promise<Result<{}>> {
    // One turn, so that the code that booted the session can subscribe before its first event.
    await new Promise((resolve) => setTimeout(resolve));
    const needs = this.#needs();
    const notice = (text: string) => this.#emit({ type: 'notice', process, text });
    if (needs.asyncContext && !this.#warned) {
      this.#warned = true;
      notice(ASYNC_CONTEXT);
    }
    await this.#files.settled();
    const shared = await this.#newlyShared(needs);
    if (Object.keys(shared).length > 0) await this.#files.share(shared);
    return this.install(notice);
  }

  #needs(): ContainerNeeds {
    return containerNeeds(Object.fromEntries(this.#contents), this.project.dependencies, this.#parts.manifest.packages);
  }

  /** Bundles and programs that are not in the container yet. */
  async #newlyShared(needs: ContainerNeeds): Promise<Record<string, string | Uint8Array>> {
    const { assets, manifest } = this.#parts;
    const files: Record<string, string | Uint8Array> = {};
    for (const name of needs.bundled.filter((each) => !this.#shared.has(each))) {
      this.#shared.add(name);
      const bundle = JSON.parse(await assets.text(manifest.packages[name]?.file ?? '')) as Record<string, string>;
      for (const [path, contents] of Object.entries(bundle)) files[`node_modules/${name}/${path}`] = contents;
    }
    if (needs.sqlite && !this.#shared.has('node:sqlite')) {
      this.#shared.add('node:sqlite');
      const programs = await this.#programs();
      for (const name of ['preload.cjs', 'sqlite.cjs']) files[`${PROGRAMS}/${name}`] = programs[name] ?? '';
      files[`${PROGRAMS}/sqlite3.wasm`] = new Uint8Array(await assets.bytes(manifest.wasm.sqlite));
    }
    return files;
  }

  async #programs(): Promise<Record<string, string>> {
    return JSON.parse(await this.#parts.assets.text(this.#parts.manifest.container)) as Record<string, string>;
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** The folder of modules that npm has installed is kept for a project as long as it asks for the same packages. */
const key = ({ install: packages }: ContainerNeeds): string => [...packages].sort().join(' ');
