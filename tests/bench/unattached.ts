/**
 * Measures starts as a reader has them: in a browser that nothing is attached to. With DevTools or a test's driver
 * attached, V8 looks up the place of every error that is made, and a start takes half as long again.
 */
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../../src/engine/engine.ts';
import { addressOf, serveEngine } from '../support/engine-page.ts';
import { firstResponse } from './embedded.ts';

/**
 * Milliseconds from Run to the first response: on a new page, a second after that run was stopped, at once after
 * another, and with a warm engine.
 */
export interface Starts {
  readonly cold: number;
  readonly again: number;
  readonly atOnce: number;
  readonly warm: number;
}

/** Runs one round in a browser of its own; the page measures and posts the results. */
export async function measureStarts(engineDir: string, project: Project): Promise<Starts> {
  const script = `import { createEmbeddedEngine } from './src/engine/embedded/engine.ts';
globalThis.engine = createEmbeddedEngine({ baseUrl: '/_engine/' });
const firstResponse = ${firstResponse.toString()};
const run = (warm) => firstResponse([${JSON.stringify(project)}, warm]);
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const measure = async () => {
  await wait(3000); // A browser that was just started is busy with itself for a while.
  const cold = await run(false);
  await wait(1000);
  return { cold, again: await run(false), atOnce: await run(false), warm: await run(true) };
};
const body = await measure().then(JSON.stringify, (error) => JSON.stringify({ error: String(error) }));
await fetch(location.hash.slice(1), { method: 'POST', mode: 'no-cors', body });`;
  const server = await serveEngine(engineDir, new Map(), script);
  const profile = mkdtempSync(join(tmpdir(), 'bench-'));
  const { promise, resolve } = Promise.withResolvers<string>();
  const sink = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      response.end();
      resolve(body);
    });
  });
  await new Promise<void>((listening) => sink.listen(0, '127.0.0.1', listening));
  const executable =
    process.env['PORT3000_CHROMIUM'] ??
    (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : chromium.executablePath());
  const answer = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`;
  // Without a port to attach to, a headless browser would end once the page is loaded.
  const browser = spawn(
    executable,
    [
      '--headless',
      '--no-sandbox',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `${addressOf(server)}#${answer}`,
    ],
    { stdio: 'ignore' },
  );
  const found = JSON.parse(await promise) as Starts | { readonly error: string };
  browser.kill('SIGKILL');
  await new Promise((exited) => browser.once('exit', exited));
  sink.closeAllConnections();
  sink.close();
  server.closeAllConnections();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  if ('error' in found) throw new Error(found.error);
  return found;
}
