/**
 * Programs that try to get out. Each runs as a reader's program in the bare engine page, where no policy of the site's
 * helps, while a server on another port counts connections and the page's own server counts requests that nobody should
 * send. Each runs twice: with the names that the engine leaves within reach, and with every native of the browser
 * handed to the program, since isolation must rest on the frame and not on hidden names.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Project } from '../../src/engine/engine.ts';
import { isolation } from '../../src/build/headers.ts';
import { browserMissing, launch, type BrowserName, type TestBrowser } from '../support/browsers.ts';
import { addressOf, serveEngine } from '../support/engine-page.ts';
import { EngineTab, program } from './support/engine-tab.ts';
import { FORGERIES, VICTIM } from './support/forgeries.ts';
import { listenForLeaks, type LeakServer } from './support/leak-server.ts';
import { COLLECT, NATIVES, WAYS_OUT } from './support/ways-out.ts';
import { THROUGH_NODE } from './support/through-node.ts';

const BROWSERS: readonly BrowserName[] = ['Chromium', 'Firefox', 'WebKit'];
const only = process.env['PORT3000_BROWSER'];
const timeout = 400_000;

/** Puts the browser's natives into `globalThis.saved` before the engine starts. */
const SAVE = `globalThis.saved={};for(const name of ${JSON.stringify(NATIVES)})try{const value=globalThis[name];if(value!==undefined)saved[name]=typeof value==='function'&&!value.prototype?value.bind(globalThis):value}catch{};`;

/** A copy of the engine that hands all natives to the program. */
function engineWithNatives(): string {
  const original = process.env['PORT3000_ENGINE_DIR'] ?? fileURLToPath(new URL('../../.cache/engine', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'hostile-engine-'));
  cpSync(original, folder, { recursive: true });
  const { runtime } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { runtime: string };
  writeFileSync(join(folder, runtime), `${SAVE}\n${readFileSync(join(folder, runtime), 'utf8')}`);
  return folder;
}

/** The state of a page that a program must not change. */
interface PageState {
  readonly globals: readonly string[];
  readonly prototype: readonly string[];
  readonly storage: readonly string[];
  readonly cookies: string;
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly location: string;
  readonly title: string;
  readonly frames: number;
  readonly heard: readonly string[];
}

interface WatchedPage {
  heard: string[];
}

/** Notes every message that reaches the page unasked. */
function watchPage(): void {
  const heard: string[] = ((globalThis as unknown as WatchedPage).heard = []);
  // A frame announces itself; a program in a worker cannot send to the page's window.
  addEventListener(
    'message',
    (event) => event.data === 'port3000:frame' || heard.push(`message ${JSON.stringify(event.data)}`),
  );
  addEventListener('storage', () => heard.push('storage'));
  new BroadcastChannel('leaked').onmessage = () => heard.push('broadcast');
}

async function pageState(): Promise<PageState> {
  // The frame of a session that has ended is removed when the next frame is there.
  for (let waited = 0; document.querySelectorAll('iframe').length > 1 && waited < 10_000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    globals: Object.keys(globalThis).sort(),
    prototype: Object.getOwnPropertyNames(Object.prototype).sort(),
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    caches: (await globalThis.caches?.keys()) ?? [],
    location: location.href,
    title: document.title,
    frames: document.querySelectorAll('iframe').length,
    heard: (globalThis as unknown as WatchedPage).heard,
  };
}

for (const name of BROWSERS.filter((each) => only === undefined || each === only)) {
  const missing = browserMissing(name);
  if (missing) console.log(`Left out: ${missing}`);

  describe(name, { skip: missing ?? false, timeout, concurrency: false }, () => {
    let browser: TestBrowser;
    let leak: LeakServer;
    const servers: Server[] = [];
    const requests: string[] = [];
    let folder: string;

    /** A page of a server of its own; requests for anything but the engine are noted. */
    async function open(
      engineDir?: string,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<{ tab: EngineTab; site: string }> {
      const server = await serveEngine(engineDir, undefined, undefined, headers);
      servers.push(server);
      server.on('request', ({ url = '' }) => {
        if (!/^\/(?:host\.js|_engine\/[\w./-]+)?$/.test(url)) requests.push(url);
      });
      const tab = await EngineTab.open(browser, addressOf(server));
      await browser.evaluate(watchPage, null);
      return { tab, site: addressOf(server).replace(/\/$/, '') };
    }

    before(async () => {
      folder = engineWithNatives();
      leak = await listenForLeaks();
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      for (const server of servers) server.close();
      leak?.close();
      if (folder) rmSync(folder, { recursive: true });
    });

    async function nothingHappened(work: () => Promise<void>, tab: EngineTab): Promise<void> {
      await tab.run(program(''));
      await tab.dispose();
      const before = await browser.evaluate(pageState, null);
      assert.equal(before.frames, 1);
      const connections = leak.connections;
      const asked = requests.length;
      await work();
      await tab.dispose();
      // Requests that were on their way have arrived by the time that the page's own server has answered another one.
      await browser.evaluate(() => fetch('/host.js').then((response) => response.text()), null);
      assert.deepEqual(leak.paths, [], 'asked of the leak server');
      assert.equal(leak.connections - connections, 0, 'connections to the leak server');
      assert.deepEqual(requests.slice(asked), [], 'asked of the site');
      assert.deepEqual(await browser.evaluate(pageState, null), before);
    }

    const attack = (body: string, site: string): string =>
      `const host = ${JSON.stringify(leak.host)}, udpPort = ${leak.udpPort}, site = ${JSON.stringify(site)};\n${body}`;

    for (const [title, natives] of [
      ['with what is in reach', false],
      ['with every native of the browser', true],
    ] as const) {
      test(`no way out ${title}`, async () => {
        const { tab, site } = await open(natives ? folder : undefined);
        await nothingHappened(async () => {
          const source = attack(
            `process.on("unhandledRejection", () => {});\n${WAYS_OUT}\nconst natives = ${COLLECT};\nawait waysOut(natives, host, udpPort, site, console.log);\nprocess.exit(0);`,
            site,
          );
          const { stdout, stderr } = await tab.run(program(source));
          const [, count] = /^attempts: (\d+)$/m.exec(stdout) ?? [];
          assert.ok(Number(count) >= (natives ? 50 : 15), `only ${count} attempts were made:\n${stdout}\n${stderr}`);
          if (process.env['DEBUG_HOSTILE']) console.log(stdout);
        }, tab);
      });
    }

    test('no way out through Node', async () => {
      const { tab, site } = await open();
      await nothingHappened(async () => {
        const { stdout, stderr } = await tab.run(program(attack(THROUGH_NODE, site)));
        assert.match(stdout, /^tried all$/m, stderr);
        assert.doesNotMatch(stdout, /^reached/m);
        if (process.env['DEBUG_HOSTILE']) console.log(stdout);
      }, tab);
    });

    // From here on the page is isolated, so that programs share memory and wait for each other (not in WebKit).
    test('no way out of child processes', async () => {
      const { tab, site } = await open(folder, isolation);
      await nothingHappened(async () => {
        const child = attack(
          `process.on("unhandledRejection", () => {});\n${WAYS_OUT}\nconst natives = ${COLLECT};\nawait waysOut(natives, host, udpPort, site, console.log);\nprocess.exit(0);`,
          site,
        );
        // The last one is a child of a child: started by a worker of the cluster.
        const parent = `
          import { fork, spawn, spawnSync } from 'node:child_process';
          import cluster from 'node:cluster';
          import { once } from 'node:events';
          if (cluster.isPrimary) {
            ${name === 'WebKit' ? "await once(fork('child.js'), 'exit')" : "spawnSync('node', ['child.js'], { stdio: 'inherit' })"};
            const piped = spawn('node', ['child.js']);
            let text = '';
            for await (const part of piped.stdout.setEncoding('utf8')) text += part;
            console.log(text);
            await once(cluster.fork(), 'exit');
          } else spawn('node', ['child.js'], { stdio: 'inherit' }).on('exit', () => process.exit());
        `;
        const { stdout, stderr } = await tab.run({
          ...program(parent),
          files: { ...program(parent).files, 'child.js': child },
        });
        const counts = [...stdout.matchAll(/^attempts: (\d+)$/gm)].map(([, count]) => Number(count));
        assert.equal(counts.length, 3, `${stdout}\n${stderr}`);
        assert.ok(
          counts.every((count) => count >= 50),
          `attempts: ${counts.join()}`,
        );
      }, tab);
    });

    test('forged messages harm neither the kernel nor another process', async () => {
      const { tab } = await open(folder, isolation);
      await nothingHappened(async () => {
        const project: Project = {
          name: 'forgery',
          files: { 'package.json': '{"type":"module"}', 'victim.js': VICTIM, 'forger.js': FORGERIES },
          processes: { victim: 'node victim.js', forger: 'node forger.js' },
          dependencies: [],
        };
        await tab.boot(project);
        await tab.printed('victim listens');
        await tab.printed('all forged');
        // One answer: two may have another second in their dates.
        const answer = await tab.request({ path: '/' });
        assert.deepEqual(answer, { ...answer, status: 200, body: 'victim' });
        const processes = await tab.processes();
        assert.equal(processes.find((each) => each.name === 'victim')?.state, 'running');
        assert.deepEqual(processes.find((each) => each.name === 'victim')?.ports, [3000]);
        assert.deepEqual(
          processes
            .flatMap(({ ports }) => ports)
            .filter((port) => !Number.isInteger(port) || port < 1 || port > 65_535),
          [],
        );
        assert.doesNotMatch((await tab.output()).stdout, /victim lost/);
        await tab.kill('forger');
        await tab.kill('victim');
        assert.deepEqual(
          (await tab.processes()).map(({ state }) => state),
          ['exited', 'exited'],
        );
      }, tab);
    });

    // This test is the last one, because the leak server is reached by it.
    test('the same ways lead out of a worker that nothing holds back', async () => {
      const { site } = await open();
      const asked = requests.length;
      await browser.evaluate(
        async ([ways, collect, host, udpPort, origin]: [string, string, string, number, string]) => {
          const script = `${ways}\nwaysOut(${collect}, ${JSON.stringify(host)}, ${udpPort}, ${JSON.stringify(origin)}, () => {}).then(() => postMessage('done'))`;
          const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
          await new Promise((resolve) => (worker.onmessage = resolve));
          worker.terminate();
        },
        [WAYS_OUT, COLLECT, leak.host, leak.udpPort, site] as [string, string, string, number, string],
      );
      assert.ok(leak.connections > 0, 'no connection was counted');
      for (const way of [
        'fetch',
        'no-cors',
        'xhr',
        'socket',
        'import-scripts',
        'import',
        'nested-fetch',
        'nested-xhr',
      ]) {
        assert.ok(
          leak.paths.some((path) => path.startsWith(`/way-out-leak-${way}?`)),
          `${way} did not reach the leak server: ${leak.paths.join(' ')}`,
        );
        assert.ok(
          way === 'socket' || requests.slice(asked).some((path) => path.startsWith(`/way-out-site-${way}?`)),
          `${way} did not reach the site`,
        );
      }
    });
  });
}
