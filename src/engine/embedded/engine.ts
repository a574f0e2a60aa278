/** The embedded engine, seen from the page: Node's own library in isolated workers, from files of this site. */
import type { BootOptions, Engine, Project, Result, Session } from '../engine.ts';
import { Assets, type Manifest } from './host/assets.ts';
import { failure } from './host/failure.ts';
import { Frame } from './host/frame.ts';
import { needsOf } from './host/needs.ts';
import { EmbeddedSession } from './host/session.ts';
import type { ProcessImage } from './protocol.ts';

export interface EmbeddedEngineOptions {
  /** URL of the folder with the engine's files, ending in `/`. */
  readonly baseUrl: string;
}

interface Ready {
  readonly manifest: Manifest;
  readonly runtime: string;
  readonly image: ProcessImage;
  readonly html: string;
}

/**
 * A frame for the next boot. Opening one is what takes longest in Chromium, which gives an opaque origin a
 * process of its own; an empty one is cheap to keep. `pid` is set once a process is booting in it.
 */
interface Spare {
  readonly frame: Frame;
  pid: number | undefined;
}

const SPARE_PID = 1000;
const BOOT_TIMEOUT = 15_000;

export function createEmbeddedEngine({ baseUrl }: EmbeddedEngineOptions): Engine {
  return new EmbeddedEngine(baseUrl);
}

class EmbeddedEngine implements Engine {
  readonly id = 'embedded';
  readonly title = 'Embedded engine';
  readonly capabilities = { clock: false, networkFaults: false, tap: false, terminal: false };
  readonly #base: string;
  readonly #assets: Assets;
  #ready: Promise<Ready> | undefined;
  #spare: Promise<Spare> | undefined;

  constructor(base: string) {
    this.#base = base;
    this.#assets = new Assets(base);
  }

  async availability(): Promise<{ available: true } | { available: false; reason: string }> {
    if (typeof Worker === 'undefined' || typeof WebAssembly === 'undefined') {
      return { available: false, reason: 'This browser has no workers or no WebAssembly, which the engine needs. The recorded answers below show what happens.' };
    }
    if (typeof Promise.withResolvers !== 'function') {
      return { available: false, reason: 'This browser is older than the engine needs: Chromium 119, Firefox 121 or Safari 17.4 are the first that run it.' };
    }
    return { available: true };
  }

  warm(project: Project): void {
    void this.#warm(project).catch(() => {});
  }

  async boot(project: Project, options: BootOptions = {}): Promise<Result<{ session: Session }>> {
    const available = await this.availability();
    if (!available.available) return failure('unsupported', available.reason);
    const timeout = options.timeout ?? BOOT_TIMEOUT;
    const { promise, resolve } = Promise.withResolvers<Result<{ session: Session }>>();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      resolve(failure('timeout', `The engine did not start within ${timeout / 1000} seconds. Run again; if that does not help, reload the page.`));
    }, timeout);
    this.#start(project, options, timeout).then((result) => {
      if (late && result.ok) result.session.dispose();
      resolve(result);
    }, (error: unknown) => resolve(explain(error)));
    return promise.finally(() => clearTimeout(timer));
  }

  async #start(project: Project, options: BootOptions, timeout: number): Promise<Result<{ session: Session }>> {
    const ready = await this.#load();
    const { frame, pid } = await this.#takeSpare(ready, timeout);
    const session = new EmbeddedSession(project, options, {
      assets: this.#assets, ...ready, frame, spare: pid,
      // Who stops a program usually runs it again.
      disposed: () => this.warm(project),
    });
    void session.listening().then(() => this.#openSpare(ready)).catch(() => {});
    if (options.autostart === false) return { ok: true, session };
    for (const name of Object.keys(project.processes)) {
      const started = session.start(name);
      // Processes start side by side; only a failure to start at all is the boot's failure.
      const result = await Promise.race([started, Promise.resolve({ ok: true } as const)]);
      if (!result.ok) {
        session.dispose();
        return result;
      }
      void started.then((later) => {
        if (!later.ok) session.dispose();
      });
    }
    return { ok: true, session };
  }

  async #warm(project: Project): Promise<void> {
    const ready = await this.#load();
    const { manifest } = ready;
    const needs = needsOf(project, manifest, new Set());
    for (const chunk of needs.chunks) void this.#assets.text(manifest.library[chunk] ?? '');
    for (const name of needs.extensions) void this.#assets.text(manifest.extensions[name] ?? '');
    for (const name of needs.packages) void this.#assets.text(manifest.packages[name]?.file ?? '');
    if (needs.sqlite) void this.#assets.bytes(manifest.sqlite);
    const spare = await this.#openSpare(ready);
    if (spare.pid !== undefined) return;
    spare.pid = SPARE_PID;
    this.#prepare(spare.frame, ready);
  }

  async #takeSpare(ready: Ready, timeout: number): Promise<Spare> {
    const opening = this.#spare;
    this.#spare = undefined;
    const spare = (await opening?.catch(() => undefined)) ?? (await this.#open(ready, timeout));
    if (spare.pid === undefined) {
      spare.pid = SPARE_PID;
      this.#prepare(spare.frame, ready);
    }
    return spare;
  }

  #openSpare(ready: Ready): Promise<Spare> {
    return (this.#spare ??= this.#open(ready, BOOT_TIMEOUT).catch((error: unknown) => {
      this.#spare = undefined;
      throw error;
    }));
  }

  async #open(ready: Ready, timeout: number): Promise<Spare> {
    const url = new URL(ready.manifest.frame, new URL(this.#base, document.baseURI)).href;
    return { frame: await Frame.open(ready.html, url, timeout), pid: undefined };
  }

  #prepare(frame: Frame, ready: Ready): void {
    frame.send({ type: 'prepare', pid: SPARE_PID, runtime: ready.runtime, image: ready.image });
  }

  #load(): Promise<Ready> {
    return (this.#ready ??= this.#fetch().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    }));
  }

  async #fetch(): Promise<Ready> {
    const manifest = await this.#assets.manifest();
    const [runtime, html, facts, llhttp, core] = await Promise.all([
      this.#assets.text(manifest.runtime),
      this.#assets.text(manifest.frame),
      this.#assets.text(manifest.facts),
      this.#assets.bytes(manifest.llhttp),
      this.#assets.text(manifest.library['core'] ?? ''),
    ]);
    return { manifest, runtime, html, image: { library: [core], facts, llhttp, extensions: [], sqlite: null } };
  }
}

function explain(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError) return failure('network', `The engine's files could not be loaded (${message}). Check the connection and run again.`);
  return failure('unsupported', message);
}
