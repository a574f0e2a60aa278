/** The second engine: Node with npm and a shell in StackBlitz's WebContainer, which needs the network. */
import type { BootOptions, Engine, Project, Result, Session } from '../engine.ts';
import { Assets } from '../shared/assets.ts';
import { failure } from '../shared/failure.ts';
import { ContainerHost, type ContainerOptions } from './container.ts';
import { obstacle, tooSlow } from './obstacles.ts';
import { ContainerSession } from './session.ts';
import { within } from './within.ts';

export interface WebContainerEngineOptions extends ContainerOptions {
  /** URL of the folder with the engines' files, ending in `/`. */
  readonly baseUrl: string;
}

const BOOT_TIMEOUT = 45_000;

/** The engine of a page: a page can have only one container, which runs its sessions one after the other. */
export function createWebContainerEngine(options: WebContainerEngineOptions): Engine {
  return new WebContainerEngine(options);
}

class WebContainerEngine implements Engine {
  readonly id = 'webcontainer';
  readonly title = 'WebContainer';
  readonly capabilities = { clock: false, networkFaults: false, tap: false, terminal: true, databases: false };
  readonly #assets: Assets;
  readonly #host: ContainerHost;
  readonly #installed = new Map<string, string>();
  #session: ContainerSession | undefined;
  /** Boots take their turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: WebContainerEngineOptions) {
    this.#assets = new Assets(options.baseUrl);
    this.#host = new ContainerHost(options);
  }

  async availability(): Promise<{ available: true } | { available: false; reason: string }> {
    const found = obstacle();
    return found ? { available: false, reason: found.reason } : { available: true };
  }

  /** Does nothing: StackBlitz is not contacted before the reader asks for it. */
  warm(): void {}

  boot(project: Project, options: BootOptions = {}): Promise<Result<{ session: Session }>> {
    const boot = this.#turn.then(() => this.#boot(project, options));
    this.#turn = boot;
    return boot;
  }

  close(): void {
    this.#session?.dispose();
    this.#installed.clear();
    this.#host.close();
  }

  async #boot(project: Project, options: BootOptions): Promise<Result<{ session: Session }>> {
    if (options.tree || project.directory !== undefined) {
      return failure(
        'project',
        'WebContainer runs projects in its own folder: it takes neither a directory of the project’s choice nor a tree of files.',
      );
    }
    this.#session?.replace();
    const progress = options.progress ?? (() => {});
    const { timeout = BOOT_TIMEOUT } = options;
    const booted = await this.#host.boot(progress, timeout);
    if (!booted.ok) return booted;
    try {
      const manifest = await this.#assets.manifest();
      const session: ContainerSession = new ContainerSession(project, options, {
        container: booted.container,
        assets: this.#assets,
        manifest,
        installed: this.#installed,
        disposed: () => {
          if (this.#session === session) this.#session = undefined;
        },
      });
      this.#session = session;
      progress('Mounting the files');
      const mounted = await within(session.mount(), timeout);
      const prepared = mounted === 'late' ? tooSlow(timeout / 1000) : await session.install(progress);
      if (!prepared.ok) {
        session.dispose();
        return prepared;
      }
      if (options.autostart !== false) session.startAll();
      return { ok: true, session };
    } catch (error) {
      this.#session?.dispose();
      return failure(
        'network',
        `The container could not be prepared (${(error as Error).message}). Check the connection and run again.`,
      );
    }
  }
}
