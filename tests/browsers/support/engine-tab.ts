/** The bare engine page of tests/support/engine-page.ts in any browser, one project at a time. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, HttpRequest, ProcessInfo, Project, Session } from '../../../src/engine/engine.ts';
import { flatName } from '../../../src/sandbox/sandbox-id.ts';
import type { TestBrowser } from '../../support/browsers.ts';

const sandboxes = fileURLToPath(new URL('../../../sandboxes', import.meta.url));

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly notices: readonly string[];
}

/** The object that `installLab` puts into the page. */
interface Lab {
  session: Session | undefined;
  log: { stdout: string; stderr: string; notices: string[] };
  /** Called at every event. */
  changed: Set<() => void>;
  until<T>(look: () => T | undefined): Promise<T>;
}

interface LabPage {
  engine: Engine;
  lab: Lab;
}

function installLab(): void {
  const changed = new Set<() => void>();
  (globalThis as unknown as LabPage).lab = {
    session: undefined,
    log: { stdout: '', stderr: '', notices: [] },
    changed,
    until: (look) =>
      new Promise((resolve, reject) => {
        // The limit is there only so that a test that waits in vain says what it has seen.
        const timer = setTimeout(
          () =>
            reject(
              new Error(
                `Waited in vain. So far: ${JSON.stringify((globalThis as unknown as LabPage).lab.log).slice(0, 2000)}`,
              ),
            ),
          120_000,
        );
        const check = () => {
          const found = look();
          if (found === undefined) return;
          changed.delete(check);
          clearTimeout(timer);
          resolve(found);
        };
        changed.add(check);
        check();
      }),
  };
}

/** A program in one file. */
export const program = (source: string, file = 'main.js'): Project => ({
  name: 'program',
  files: { 'package.json': '{"type":"module"}', [file]: source },
  processes: { main: `node ${file}` },
  dependencies: [],
});

/** One of the book's sandboxes, with its modules only. */
export function sandbox(id: string): Project {
  const folder = join(sandboxes, id);
  const {
    dependencies,
    scripts,
    sandbox: settings,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    scripts: { start: string };
    sandbox: { processes?: Record<string, string> };
  };
  const files = readdirSync(folder).filter((file) => /\.(?:js|json)$/.test(file) && file !== 'transcript.json');
  return {
    name: flatName(id),
    files: Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
    processes: settings.processes ?? { app: scripts.start },
    dependencies: Object.keys(dependencies ?? {}),
  };
}

export class EngineTab {
  readonly browser: TestBrowser;

  private constructor(browser: TestBrowser) {
    this.browser = browser;
  }

  /** @param url where `serveEngine` serves. */
  static async open(browser: TestBrowser, url: string): Promise<EngineTab> {
    await browser.open(url);
    await browser.evaluate(installLab, null);
    return new EngineTab(browser);
  }

  /** Starts the project, in place of the one before; throws with the engine's reason when it cannot. */
  async boot(project: Project): Promise<void> {
    const reason = await this.browser.evaluate(async (started: Project) => {
      const { engine, lab } = globalThis as unknown as LabPage;
      lab.session?.dispose();
      lab.session = undefined;
      const log = (lab.log = { stdout: '', stderr: '', notices: [] as string[] });
      const booted = await engine.boot(started, { autostart: false });
      if (!booted.ok) return booted.reason;
      const { session } = booted;
      lab.session = session;
      session.subscribe((event) => {
        if (event.type === 'output') log[event.stream] += event.text;
        else if (event.type === 'notice') log.notices.push(event.text);
        for (const check of [...lab.changed]) check();
      });
      const results = await Promise.all(Object.keys(started.processes).map((name) => session.start(name)));
      const failed = results.find((result) => !result.ok);
      return failed && !failed.ok ? failed.reason : null;
    }, project);
    if (reason !== null) throw new Error(reason);
  }

  /** Runs the project's first process to its end. */
  async run(project: Project): Promise<Ended> {
    await this.boot(project);
    return this.ended();
  }

  /** Waits for the end of the first process. */
  ended(): Promise<Ended> {
    return this.browser.evaluate(async () => {
      const { lab } = globalThis as unknown as LabPage;
      const { exitCode: code, signal } = await lab.until(() =>
        lab.session?.processes().find(({ state }) => state === 'exited'),
      );
      return { ...lab.log, code, signal };
    }, null);
  }

  listening(port?: number): Promise<number> {
    return this.browser.evaluate(async (wanted: number | null) => {
      const { lab } = globalThis as unknown as LabPage;
      const result = await lab.session?.listening(wanted ?? undefined, 60_000);
      if (!result?.ok) throw new Error(`${result?.reason}\n${lab.log.stderr}`);
      return result.port;
    }, port ?? null);
  }

  request(request: Partial<HttpRequest> & { readonly path: string }): Promise<Answer> {
    return this.browser.evaluate(async (asked: Partial<HttpRequest> & { readonly path: string }) => {
      const { lab } = globalThis as unknown as LabPage;
      const result = await lab.session?.request({ port: 3000, method: 'GET', headers: [], ...asked });
      if (!result?.ok) throw new Error(`${result?.reason}\n${lab.log.stderr}`);
      const { status, headers, body } = result.response;
      return {
        status,
        headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: new TextDecoder().decode(body),
      };
    }, request);
  }

  /** GETs all of these paths at the same time; the bodies, in order. */
  requestAll(paths: readonly string[]): Promise<string[]> {
    return this.browser.evaluate((asked: readonly string[]) => {
      const { lab } = globalThis as unknown as LabPage;
      return Promise.all(
        asked.map(async (path) => {
          const result = await lab.session?.request({ port: 3000, method: 'GET', headers: [], path });
          return result?.ok ? new TextDecoder().decode(result.response.body) : String(result?.reason);
        }),
      );
    }, paths);
  }

  /** Waits until the log (both streams, then notices) holds `text`. */
  printed(text: string): Promise<void> {
    return this.browser.evaluate(async (wanted: string) => {
      const { lab } = globalThis as unknown as LabPage;
      await lab.until(() =>
        `${lab.log.stdout}${lab.log.stderr}${lab.log.notices.join('\n')}`.includes(wanted) ? true : undefined,
      );
    }, text);
  }

  output(): Promise<{ stdout: string; stderr: string; notices: string[] }> {
    return this.browser.evaluate(() => (globalThis as unknown as LabPage).lab.log, null);
  }

  processes(): Promise<readonly ProcessInfo[]> {
    return this.browser.evaluate(() => (globalThis as unknown as LabPage).lab.session?.processes() ?? [], null);
  }

  async kill(name = 'main'): Promise<void> {
    await this.browser.evaluate(async (process: string) => {
      await (globalThis as unknown as LabPage).lab.session?.kill(process);
    }, name);
  }

  async restart(): Promise<void> {
    await this.browser.evaluate(async () => {
      const result = await (globalThis as unknown as LabPage).lab.session?.restart();
      if (!result?.ok) throw new Error(result?.reason);
    }, null);
  }

  write(path: string, contents: string): Promise<void> {
    return this.browser.evaluate(
      ([file, text]: [string, string]) => (globalThis as unknown as LabPage).lab.session?.write(file, text),
      [path, contents],
    );
  }

  dispose(): Promise<void> {
    return this.browser.evaluate(() => (globalThis as unknown as LabPage).lab.session?.dispose(), null);
  }

  /** Resolves when a timer of the page has fired so many times: the page answers. */
  ticks(count: number): Promise<number> {
    return this.browser.evaluate(
      (wanted: number) =>
        new Promise<number>((resolve) => {
          let fired = 0;
          const timer = setInterval(() => {
            fired += 1;
            if (fired < wanted) return;
            clearInterval(timer);
            resolve(fired);
          }, 5);
        }),
      count,
    );
  }
}
