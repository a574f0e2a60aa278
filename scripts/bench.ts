/**
 * `npm run bench`: the engine against real Node on this machine, in this run, as ratios of medians.
 * Absolute times are printed beside them for the curious; they depend on the machine.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
import { measureStarts } from '../tests/bench/unattached.ts';
import { addressOf, launchChromium, serveEngine } from '../tests/support/engine-page.ts';

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

/** The same server several times in one session, each on a port of its own. */
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

console.log(`Node ${process.version}, ${ROUNDS} rounds each, medians. This takes about three minutes.\n`);

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
await browser.close();
server.close();

const base = median(node);
const rows: readonly (readonly [what: string, measured: string, target: string])[] = [
  ['real Node: spawn to first Express response', `${base.toFixed(0)} ms`, '1'],
  ['Run to first response, cold page', `${(median(cold) / base).toFixed(2)} (${median(cold).toFixed(0)} ms)`, '2.0'],
  [
    'Run to first response, a second after Stop',
    `${(median(again) / base).toFixed(2)} (${median(again).toFixed(0)} ms)`,
    '1.0',
  ],
  ['… at once after Stop', `${(median(atOnce) / base).toFixed(2)} (${median(atOnce).toFixed(0)} ms)`, 'none'],
  ['Run to first response, warm', `${(median(warm) / base).toFixed(2)} (${median(warm).toFixed(0)} ms)`, '0.6'],
  [
    `requests/s, ${CONNECTIONS} kept-alive connections`,
    `${(rate / realRate).toFixed(2)} (${rate.toFixed(0)} of ${realRate.toFixed(0)})`,
    '0.4',
  ],
  [
    '… with the tap on, against without',
    `${(tapped / rate).toFixed(2)} (${tapped.toFixed(0)} of ${rate.toFixed(0)})`,
    'none',
  ],
  ['each further process of a session, start to listening', `${median(starts).toFixed(0)} ms`, 'none'],
  ['memory, each further process of a session', `${((withAll - withOne) / EXTRA_PROCESSES).toFixed(0)} MB`, 'none'],
  ['Stop of an endless loop to the next answer', `${stop.toFixed(0)} ms`, '500 ms'],
  ['memory, first sandbox', `${(first - before).toFixed(0)} MB`, '160 MB'],
  ['… of which an empty frame with an empty worker', `${emptyFrame.toFixed(0)} MB`, 'none'],
  ['memory, each further sandbox', `${((further - first) / EXTRA_SESSIONS).toFixed(0)} MB`, '35 MB'],
];
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, measured, target] of rows)
  console.log(`${what.padEnd(width)}  ${measured.padEnd(24)}  target ${target}`);
