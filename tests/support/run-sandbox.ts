/**
 * Runs a sandbox in the embedded engine and sends requests to it:
 *
 * node tests/support/run-sandbox.ts backends/hello /path…
 *
 * It is for working on the engine.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { flatName } from '../../src/sandbox/sandbox-id.ts';
import { EnginePage } from './engine-page.ts';

const [name = '', ...paths] = process.argv.slice(2);
const folder = `sandboxes/${name}`;
const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
  dependencies?: Record<string, string>;
  scripts: { start: string };
  sandbox: { processes?: Record<string, string> };
};
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => /\.(?:js|json)$/.test(file))
    .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]),
);
const page = await EnginePage.open();
const result = await page.page.evaluate(
  async ([project, targets]) => {
    const engine = (globalThis as unknown as { engine: import('../../src/engine/engine.ts').Engine }).engine;
    const log: string[] = [];
    const t0 = performance.now();
    const booted = await engine.boot(project);
    if (!booted.ok) return [booted.reason];
    const { session } = booted;
    session.subscribe((event) => log.push(event.type === 'output' ? event.text : JSON.stringify(event)));
    const listening = await session.listening();
    log.push(JSON.stringify(listening));
    const decoder = new TextDecoder();
    for (const target of targets) {
      const answer = await session.request({ port: 3000, method: 'GET', path: target, headers: [] });
      log.push(answer.ok ? decoder.decode(answer.response.wire.received) : answer.reason);
      log.push(`${(performance.now() - t0).toFixed(1)} ms`);
    }
    session.dispose();
    return log;
  },
  [
    {
      name: flatName(name),
      files,
      processes: manifest.sandbox.processes ?? { app: manifest.scripts.start },
      dependencies: Object.keys(manifest.dependencies ?? {}),
    },
    paths,
  ] as const,
);
await page.close();
console.log(result.join('\n'));
