/**
 * `npm run count-started`: which functions of Node's library an Express server calls until its first answer,
 * counted in the engine in Chromium and written down for the build. To be run after an update of Node.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEngine, libraryCache, startedFile } from '../src/build/engine/build.ts';
import { hashOf, type Started } from '../src/build/engine/eager.ts';
import { compileNodeLibrary, readNodeLibrary } from '../src/build/engine/node-library.ts';
import type { Project } from '../src/engine/engine.ts';
import { addressOf, launchChromium, serveEngine } from '../tests/support/engine-page.ts';

const SERVER = `
import express from 'express';
const app = express();
app.use(express.json());
app.get('/', (request, response) => void response.type('text').send('Hello'));
app.get('/started', (request, response) => void response.json([...globalThis.startedFunctions]));
app.listen(3000, () => console.log('Listening'));
`;
const project: Project = {
  name: 'counted',
  files: { 'package.json': '{"type":"module"}', 'server.js': SERVER },
  processes: { app: 'node server.js' },
  dependencies: ['express'],
};

const folder = join(fileURLToPath(new URL('..', import.meta.url)), '.cache/count-engine');
await buildEngine(folder, { count: true });
const server = await serveEngine(folder);
const browser = await launchChromium();
const page = await browser.newPage();
await page.goto(addressOf(server));
await page.waitForFunction(() => 'engine' in globalThis);
const ran = await page.evaluate(async (each) => {
  const booted = await engine.boot(each);
  if (!booted.ok) throw new Error(booted.reason);
  await booted.session.listening();
  for (const path of ['/', '/started']) {
    const answer = await booted.session.request({ port: 3000, method: 'GET', path, headers: [] });
    if (!answer.ok) throw new Error(answer.reason);
    if (path === '/started') return JSON.parse(new TextDecoder().decode(answer.response.body)) as string[];
  }
  throw new Error('unreachable');
}, project);
await browser.close();
server.close();

const numbers = new Map<string, number[]>();
for (const each of ran) {
  const [id = '', number] = each.split(' ');
  numbers.set(id, [...(numbers.get(id) ?? []), Number(number)]);
}
const compiled = await compileNodeLibrary(readNodeLibrary(), [...numbers.keys()].sort(), libraryCache);
const started: Started = Object.fromEntries(
  [...compiled].map(([id, code]) => [id, [hashOf(code), (numbers.get(id) ?? []).sort((a, b) => a - b)]]),
);
writeFileSync(
  startedFile,
  `{\n${Object.entries(started)
    .map((entry) => entry.map((part) => JSON.stringify(part)).join(': '))
    .join(',\n')}\n}\n`,
);
console.log(`${ran.length} functions of ${compiled.size} builtins are in ${startedFile}.`);
