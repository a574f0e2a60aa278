/** The embedded engine, seen from the page: Node's own library in isolated workers, from files of this site. */
import type { BootOptions, Engine, Project, Result, Session } from '../engine.ts';
import { Assets, type Manifest } from '../shared/assets.ts';
import { failure } from '../shared/failure.ts';
import { parseCommand } from './host/command.ts';
import { Frame, type FrameDocument } from './host/frame.ts';
import { lacksLanguage } from './host/language.ts';
import { needsOf, neededByTree, type Needs } from './host/needs.ts';
import { packageFiles } from './host/package-files.ts';
import { EmbeddedSession } from './host/session.ts';
import type { ProcessImage } from './protocol/programs.ts';

export interface EmbeddedEngineOptions {
  /** URL of the folder with the engine's files, ending in `/`. */
  readonly baseUrl: string;
}

interface Ready {
  readonly manifest: Manifest;
  readonly runtime: string;
  readonly image: ProcessImage;
}

/**
 * A frame for the next boot. Opening a frame takes longer than anything else in Chromium, which gives an opaque origin
 * a browser process of its own; an empty frame is cheap to keep.
 */
interface Spare {
  readonly frame: Frame;
  /** Chunks of Node's library that the frame's process has besides `core`; undefined while no process boots in it. */
  chunks: Set<string> | undefined;
  /** Whether builtins have run in the process, as for a program without options of Node. */
  plain: boolean;
}

const SPARE_PID = 1000;
const BOOT_TIMEOUT = 15_000;
const SPARE_ANSWER = 2000;
/** Milliseconds after a program has begun to listen; by then it has given its first answers. */
const AFTER_START = 500;

export function createEmbeddedEngine({ baseUrl }: EmbeddedEngineOptions): Engine {
  return new EmbeddedEngine(baseUrl);
}

class EmbeddedEngine implements Engine {
  readonly id = 'embedded';
  readonly title = 'Embedded engine';
  readonly capabilities = { clock: true, networkFaults: true, tap: true, terminal: false, databases: true };
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
      return {
        available: false,
        reason:
          'This browser has no workers or no WebAssembly, which the engine needs. The recorded answers below show what happens.',
      };
    }
    if (typeof Promise.withResolvers !== 'function') {
      return {
        available: false,
        reason:
          'This browser is older than the engine needs: Chromium 119, Firefox 121 or Safari 17.4 are the first that run it.',
      };
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
      resolve(
        failure(
          'timeout',
          `The engine did not start within ${timeout / 1000} seconds. Run again; if that does not help, reload the page.`,
        ),
      );
    }, timeout);
    this.#start(project, options, timeout).then(
      (result) => {
        if (late && result.ok) result.session.dispose();
        resolve(result);
      },
      (error: unknown) => resolve(explain(error)),
    );
    return promise.finally(() => clearTimeout(timer));
  }

  async #start(project: Project, options: BootOptions, timeout: number): Promise<Result<{ session: Session }>> {
    void this.#fetchNeeds(project).catch(() => {}); // the session asks again, and says what fails
    const [spare, ready, also] = await Promise.all([
      this.#takeSpare(timeout),
      this.#load(),
      neededByTree(options.tree),
    ]);
    const chunks = this.#prepare(spare, ready);
    const session = new EmbeddedSession(project, options, {
      assets: this.#assets,
      ...ready,
      also,
      frame: spare.frame,
      spare: { pid: SPARE_PID, chunks, plain: spare.plain },
      disposed: () => {
        // Who stops a program usually runs it again.
        this.warm(project);
        spare.frame.closeAfter(this.#openSpare());
      },
    });
    this.#openSpareAfter(session);
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
    const [spare, ready, needs] = await Promise.all([this.#openSpare(), this.#load(), this.#fetchNeeds(project)]);
    const chunks = this.#prepare(spare, ready);
    const wanted = [...needs.chunks].filter((chunk) => !chunks.has(chunk));
    const [library, bundles] = await Promise.all([
      Promise.all(wanted.map((chunk) => this.#assets.text(ready.manifest.library[chunk] ?? ''))),
      Promise.all([...needs.packages].map((name) => this.#assets.text(ready.manifest.packages[name]?.file ?? ''))),
    ]);
    if ((await this.#spare) !== spare) return; // a boot has taken it meanwhile
    for (const chunk of wanted) chunks.add(chunk);
    const scripts = Object.entries(packageFiles(project, needs.packages, bundles)).filter(([path]) =>
      path.endsWith('.cjs'),
    );
    spare.plain = startsPlain(project);
    const preload = {
      library,
      ...(spare.plain && { builtins: [...needs.builtins] }),
      scripts: Object.fromEntries(scripts),
    };
    spare.frame.send({ type: 'preload', pid: SPARE_PID, preload });
  }

  /** Starts loading all files that the project needs; resolves with their names before they are loaded. */
  async #fetchNeeds(project: Project): Promise<Needs> {
    const manifest = await this.#assets.manifest();
    const needs = needsOf(project, manifest, new Set());
    const files = [
      ...[...needs.chunks].map((chunk) => manifest.library[chunk]),
      ...[...needs.extensions].map((name) => manifest.extensions[name]),
      ...[...needs.packages].map((name) => manifest.packages[name]?.file),
    ];
    for (const file of files) if (file !== undefined) this.#assets.text(file).catch(() => {});
    for (const name of needs.packages)
      for (const asset of Object.values(manifest.packages[name]?.assets ?? {}))
        this.#assets.inflated(asset).catch(() => {});
    for (const name of needs.wasm) this.#assets.bytes(manifest.wasm[name]).catch(() => {});
    return needs;
  }

  async #takeSpare(timeout: number): Promise<Spare> {
    const opening = this.#spare;
    this.#spare = undefined;
    const spare = await opening?.catch(() => undefined);
    if (!spare) return this.#open(timeout);
    // A program that took all memory has taken every frame of the page with it (see frame.ts).
    if (await spare.frame.answers(SPARE_ANSWER)) return spare;
    spare.frame.close();
    return this.#open(timeout);
  }

  /** Opens a frame for the next boot once the programs of this one have come up: not to take time from them. */
  #openSpareAfter(session: Session): void {
    const stop = session.subscribe((event) => {
      if (event.type !== 'listening' && !(event.type === 'state' && event.process.state === 'exited')) return;
      stop();
      setTimeout(() => void this.#openSpare().catch(() => {}), AFTER_START);
    });
  }

  #openSpare(): Promise<Spare> {
    return (this.#spare ??= this.#open(BOOT_TIMEOUT).catch((error: unknown) => {
      this.#spare = undefined;
      throw error;
    }));
  }

  async #open(timeout: number): Promise<Spare> {
    const manifest = await this.#assets.manifest();
    const url = new URL(manifest.frame, new URL(this.#base, document.baseURI)).href;
    const html = manifest.frameText;
    const kernel = this.#assets.text(manifest.kernel);
    const ways: FrameDocument[] = this.#assets.policy ? [{ url }, { html }] : [{ html }, { url }];
    if (navigator.serviceWorker?.controller) ways.splice(1, 0, { url, byHeader: true });
    return {
      frame: await Frame.open(ways, kernel, timeout),
      chunks: undefined,
      plain: false,
    };
  }

  /** Boots a process in the frame, once. */
  #prepare(spare: Spare, { runtime, image }: Ready): Set<string> {
    if (!spare.chunks) {
      spare.chunks = new Set();
      spare.frame.send({ type: 'prepare', pid: SPARE_PID, runtime, image });
    }
    return spare.chunks;
  }

  #load(): Promise<Ready> {
    return (this.#ready ??= this.#fetch().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    }));
  }

  async #fetch(): Promise<Ready> {
    const manifest = await this.#assets.manifest();
    const [runtime, facts, llhttp, core, language] = await Promise.all([
      this.#assets.text(manifest.runtime),
      this.#assets.text(manifest.facts),
      this.#assets.bytes(manifest.llhttp),
      this.#assets.text(manifest.library['core'] ?? ''),
      lacksLanguage() ? this.#assets.text(manifest.language) : undefined,
    ]);
    return {
      manifest,
      runtime,
      image: { library: [core], facts, llhttp, extensions: language === undefined ? [] : [language], wasm: {} },
    };
  }
}

/** Whether the process that will be started first gets no options of Node. */
function startsPlain(project: Project): boolean {
  const [first] = Object.entries(project.processes);
  const command = first && parseCommand(...first);
  return typeof command === 'object' && command.execArgv.length === 0;
}

function explain(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError)
    return failure(
      'network',
      `The engine's files could not be loaded (${message}). Check the connection and run again.`,
    );
  return failure('unsupported', message);
}
