/**
 * The embedded engine in a bare page of headless Chromium, for tests that compare it with real Node. The
 * page is served from loopback with nothing but the engine's files.
 */
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedEngine } from '../../src/build/engine/cached.ts';
import { isolation } from '../../src/build/headers.ts';
import type { Engine, Project } from '../../src/engine/engine.ts';
import type { WireRecord as WireRecordClass } from '../../src/engine/wire-record.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

declare global {
  /** The engine, in the page. */
  var engine: Engine;
  var WireRecord: typeof WireRecordClass;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; null when the run was cut off and the program runs on. */
  readonly code: number | null;
  readonly notices: readonly string[];
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const EMBEDDED = `import { createEmbeddedEngine } from './src/engine/embedded/engine.ts';
import { WireRecord } from './src/engine/wire-record.ts';
Object.assign(globalThis, { engine: createEmbeddedEngine({ baseUrl: '/_engine/' }), WireRecord });`;

/**
 * Serves the engines' files under `/_engine/` and a page with an engine in `globalThis.engine`.
 * @param engineDir the folder with the engine's files; by default those of the sources as they are
 * @param trees archives of directory trees, served under their names
 * @param entry the page's script
 * @param headers of all answers
 */
export async function serveEngine(
  engineDir = process.env['PORT3000_ENGINE_DIR'],
  trees: ReadonlyMap<string, readonly Uint8Array[]> = new Map(),
  entry = EMBEDDED,
  headers: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const folder = engineDir ?? (await cachedEngine());
  const bundle = await build({
    stdin: {
      contents: entry,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeaders(new Map(Object.entries(headers)));
    if (path === '/')
      return void response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><title>engine</title><link rel="icon" href="data:,"><script type="module" src="/host.js"></script>',
        );
    if (path === '/host.js') return void response.setHeader('content-type', 'text/javascript').end(script);
    const tree = trees.get(path);
    if (tree) return void response.end(Buffer.concat(tree));
    const file = join(folder, path.replace(/^\/_engine\//, ''));
    if (!path.startsWith('/_engine/') || !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

export function launchChromium(): Promise<Browser> {
  const executablePath =
    process.env['PORT3000_CHROMIUM'] ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}

export class EnginePage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #trees: Map<string, readonly Uint8Array[]>;
  #count = 0;

  private constructor(page: Page, browser: Browser, server: Server, trees: Map<string, readonly Uint8Array[]>) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
    this.#trees = trees;
  }

  /** @param headers the headers of all answers; by default the page is isolated, as the site's pages are */
  static async open(headers: Readonly<Record<string, string>> = isolation): Promise<EnginePage> {
    const trees = new Map<string, readonly Uint8Array[]>();
    const server = await serveEngine(undefined, trees, EMBEDDED, headers);
    const browser = await launchChromium();
    const page = await browser.newPage();
    if (process.env['DEBUG_ENGINE']) page.on('console', (message) => console.log('[page]', message.text()));
    page.on('pageerror', (error) => console.error('[page]', error));
    await page.goto(addressOf(server));
    await page.waitForFunction(() => 'engine' in globalThis);
    return new EnginePage(page, browser, server, trees);
  }

  /**
   * Runs a project's first process to its end, or for `timeout` milliseconds.
   * @param tree an archive that is mounted below the project's files, in parts
   */
  async run(project: Project, timeout = 20_000, tree?: readonly Uint8Array[]): Promise<RunResult> {
    if (!tree) return this.page.evaluate(runInPage, [project, timeout, undefined] as const);
    const path = `/trees/${(this.#count += 1)}`;
    this.#trees.set(path, tree);
    try {
      return await this.page.evaluate(runInPage, [project, timeout, path] as const);
    } finally {
      this.#trees.delete(path);
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}

async function runInPage([project, timeout, path]: readonly [Project, number, string | undefined]): Promise<RunResult> {
  const tree = path === undefined ? {} : { tree: await (await fetch(path)).blob() };
  const booted = await engine.boot(project, { autostart: false, ...tree });
  if (!booted.ok) return { stdout: '', stderr: booted.reason, code: -1, notices: [] };
  const { session } = booted;
  const [name = ''] = Object.keys(project.processes);
  let stdout = '';
  let stderr = '';
  const notices: string[] = [];
  const done = Promise.withResolvers<number | null>();
  session.subscribe((event) => {
    if (event.type === 'output') {
      if (event.stream === 'stdout') stdout += event.text;
      else stderr += event.text;
    } else if (event.type === 'notice') notices.push(event.text);
    else if (event.type === 'state' && (event.process.exitCode !== null || event.process.signal !== null))
      done.resolve(event.process.exitCode);
  });
  const started = await session.start(name);
  if (!started.ok) {
    session.dispose();
    return { stdout, stderr: stderr + started.reason, code: -1, notices };
  }
  const timer = setTimeout(() => done.resolve(null), timeout);
  const code = await done.promise;
  clearTimeout(timer);
  session.dispose();
  return { stdout, stderr, code, notices };
}
