/**
 * `npm run bench`: the engine against real Node on this machine, in this run, as ratios of medians, printed and
 * written into docs/numbers.md. Absolute times stand beside them for the curious; they depend on the machine.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { cpus, platform } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { buildEngine } from '../src/build/engine/build.ts';
import type { Project } from '../src/engine/engine.ts';
import {
  keepEmptyFrame,
  keepSession,
  startProcesses,
  stopAndRun,
  throughput as embeddedThroughput,
} from '../tests/bench/embedded.ts';
import { startRealServer, throughput } from '../tests/bench/real-node.ts';
import { weighSite } from '../tests/bench/site-bytes.ts';
import { measureStarts } from '../tests/bench/unattached.ts';
import { engineBytes } from '../tests/support/engine-bytes.ts';
import { addressOf, launchChromium, serveEngine } from '../tests/support/engine-page.ts';
import { buildSite } from './lib/build-site.ts';
import { asText, numberRow, writeNumbers } from './lib/numbers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'sandboxes/backends/hello');
const ROUNDS = 7;
const CONNECTIONS = 8;
const REQUESTS = 8000;
const THROUGHPUT_ROUNDS = 5;
const EXTRA_SESSIONS = 3;
const EXTRA_PROCESSES = 4;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const project: Project = {
  name: 'hello',
  files: Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /\.js$|^package\.json$/.test(file))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  ),
  processes: { app: 'node server.js' },
  dependencies: ['express'],
};
const endless: Project = {
  name: 'endless',
  files: { 'loop.js': 'for (;;);' },
  processes: { app: 'node loop.js' },
  dependencies: [],
};

/** Ports of one server that runs several times in a session, each time on a port of its own. */
const ports = Object.fromEntries(
  Array.from({ length: EXTRA_PROCESSES + 1 }, (_, index) => [`app${index}`, 3000 + index]),
);
const replicas: Project = {
  ...project,
  processes: Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, { command: 'node server.js', env: { PORT: String(port) } }]),
  ),
};

const engineDir = join(root, '.cache/bench-engine');
await buildEngine(engineDir);
const server = await serveEngine(engineDir);
const address = addressOf(server);

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'engine' in globalThis);
  return page;
}

/** Resident memory of the browser's renderers in MB (Linux: /proc). */
async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  await session.detach();
  let kilobytes = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const match = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
    kilobytes += Number(match?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

console.log(`Node ${process.version}, ${ROUNDS} rounds each, medians. This takes about four minutes.\n`);

const node: number[] = [];
const cold: number[] = [];
const again: number[] = [];
const atOnce: number[] = [];
const warm: number[] = [];
for (let count = 0; count < ROUNDS; count += 1) {
  const real = await startRealServer(folder, 43210);
  node.push(real.firstResponse);
  real.child.kill('SIGKILL');
  await new Promise((resolve) => real.child.once('exit', resolve));
  const round = await measureStarts(engineDir, project);
  cold.push(round.cold);
  again.push(round.again);
  atOnce.push(round.atOnce);
  warm.push(round.warm);
}
const browser = await launchChromium();
const version = browser.version().split('.')[0];

const realRates: number[] = [];
const rates: number[] = [];
const tappedRates: number[] = [];
for (let count = 0; count < THROUGHPUT_ROUNDS; count += 1) {
  const real = await startRealServer(folder, 43211);
  await throughput(real.port, CONNECTIONS, 1000);
  realRates.push(await throughput(real.port, CONNECTIONS, REQUESTS));
  real.child.kill('SIGKILL');
  await new Promise((resolve) => real.child.once('exit', resolve));
  const page = await open(browser);
  rates.push(await page.evaluate(embeddedThroughput, [project, CONNECTIONS, REQUESTS, false] as const));
  tappedRates.push(await page.evaluate(embeddedThroughput, [project, CONNECTIONS, REQUESTS, true] as const));
  await page.context().close();
}
const [realRate, rate, tapped] = [median(realRates), median(rates), median(tappedRates)];
const page = await open(browser);
const stop = await page.evaluate(stopAndRun, [endless, project] as const);
await page.context().close();

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2000));
const blank = await open(browser);
await settle();
const withoutFrame = await rendererMemory(browser);
await blank.evaluate(keepEmptyFrame);
await settle(); // Chromium goes on with a new process for a while
const emptyFrame = (await rendererMemory(browser)) - withoutFrame;
await blank.context().close();

const idle = await open(browser);
await settle();
const before = await rendererMemory(browser);
await idle.evaluate(keepSession, project);
await settle();
const first = await rendererMemory(browser);
for (let extra = 0; extra < EXTRA_SESSIONS; extra += 1) await idle.evaluate(keepSession, project);
const further = await rendererMemory(browser);
await idle.context().close();

const many = await open(browser);
await many.evaluate(startProcesses, [replicas, ports, 1] as const);
const withOne = await rendererMemory(browser);
const starts = await many.evaluate(startProcesses, [replicas, ports, EXTRA_PROCESSES + 1] as const);
const withAll = await rendererMemory(browser);
server.close();

const dist = join(root, '.cache/bench-site');
await buildSite({ base: '/', site: null, out: dist });
const site = await weighSite(browser, dist);
await browser.close();

const base = median(node);
const ratio = (what: string, values: readonly number[], most: number) => {
  const value = median(values);
  return numberRow(
    what,
    `${(value / base).toFixed(2)} (${value.toFixed(0)} of ${base.toFixed(0)} ms)`,
    value / base,
    most,
  );
};
const megabytes = (what: string, value: number, most?: number) =>
  numberRow(what, `${value.toFixed(0)} MB`, Math.round(value), most, { unit: 'MB' });
const kilobytes = (what: string, value: number, most?: number) =>
  numberRow(what, `${(value / 1000).toFixed(0)} kB`, value / 1000, most, { unit: 'kB' });
const { express, sqlite, typescript } = engineBytes(engineDir);

const rows = [
  ratio('Run to first Express response, cold page, against real Node', cold, 1.6),
  ratio('… again on the same page, a second after Stop', again, 0.4),
  ratio('… at once after Stop', atOnce, 0.8),
  ratio('… warm, after a pointer was over the sandbox', warm, 0.35),
  numberRow(
    `requests per second over ${CONNECTIONS} kept-alive connections, against real Node`,
    `${(rate / realRate).toFixed(2)} (${rate.toFixed(0)} of ${realRate.toFixed(0)})`,
    rate / realRate,
    0.55,
    { atLeast: true },
  ),
  numberRow(
    '… with the tap on, against without',
    `${(tapped / rate).toFixed(2)} (${tapped.toFixed(0)} of ${rate.toFixed(0)})`,
    tapped / rate,
    0.9,
    { atLeast: true },
  ),
  numberRow('Stop of an endless loop to the next answer', `${(stop / 1000).toFixed(2)} s`, stop / 1000, 0.3, {
    unit: 's',
  }),
  megabytes('memory, first sandbox', first - before, 150),
  megabytes('… of which an empty frame with an empty worker', emptyFrame),
  megabytes('memory, each further sandbox', (further - first) / EXTRA_SESSIONS, 18),
  megabytes('memory, each further process of a session', (withAll - withOne) / EXTRA_PROCESSES, 20),
  numberRow('each further process of a session, start to listening', `${median(starts).toFixed(0)} ms`, median(starts)),
  kilobytes('engine for an Express example, gzip', express, 420),
  kilobytes('SQLite on top, gzip', sqlite, 450),
  kilobytes('TypeScript on top, gzip', typescript),
  kilobytes(`heaviest of ${site.chapters} chapters before any interaction, gzip (${site.heaviest})`, site.page, 90),
  kilobytes('… of which JavaScript', site.scripts, 25),
  kilobytes(
    'workbench, with its editor and the part of the engine in the page, Brotli',
    site.workbench + site.editor,
    115,
  ),
  kilobytes('… of which before Edit is pressed', site.workbench),
  kilobytes('first search, with everything it loads', site.search, 250),
];
console.log(asText(rows));

const document = join(root, 'docs/numbers.md');
const day = new Date().toLocaleDateString('en-US', { dateStyle: 'long' });
writeNumbers(
  document,
  rows,
  `Medians of ${ROUNDS} rounds; Node ${process.version}, Chromium ${version}, ${cpus().length} cores, ${platform()}, ${day}.`,
);
console.log(`\nWritten into ${relative(root, document)}.`);
