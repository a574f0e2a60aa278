/** In a recording a program's forks, threads and timers keep to one clock, which waits for other programs it spawns. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';

const root = join(import.meta.dirname, '../..');

/** @returns what the program `main.mjs` prints when it is recorded */
async function recorded(files: Readonly<Record<string, string>>): Promise<string> {
  const manifest: Sandbox['manifest'] = {
    id: 'test/family',
    name: 'test-family',
    title: '',
    summary: '',
    files: Object.keys(files),
    processes: { app: { command: 'node main.mjs', env: {} } },
    panes: [],
    engines: ['embedded'],
    dependencies: {},
  };
  const sandbox: Sandbox = { manifest, files, http: null, requests: [], transcript: null, exercise: null };
  const { processes } = await recordSandbox(sandbox, { root, node: pinnedNode(root) });
  assert.equal(processes['app']?.stderr, '');
  return processes['app'].stdout;
}

const WAITS_A_MINUTE = `const began = new Date().toISOString();
  setTimeout(() => tell(began + ' ' + new Date().toISOString()), 60_000);`;

test('a fork and a thread begin when their parent is, and a minute passes for them at once', async () => {
  const printed = await recorded({
    'main.mjs': `import { fork } from 'node:child_process';
      import { Worker } from 'node:worker_threads';
      setTimeout(() => {
        fork(new URL('fork.mjs', import.meta.url)).on('message', (text) => console.log('fork', text));
        const thread = new Worker(new URL('thread.mjs', import.meta.url));
        thread.on('message', (text) => setTimeout(() => console.log('thread', text), 1000));
      }, 5000);`,
    'fork.mjs': `const tell = (text) => process.send(text, () => process.disconnect());\n${WAITS_A_MINUTE}`,
    'thread.mjs': `import { parentPort } from 'node:worker_threads';
      const tell = (text) => parentPort.postMessage(text);\n${WAITS_A_MINUTE}`,
  });
  assert.equal(
    printed,
    'fork 2026-01-15T09:00:05.000Z 2026-01-15T09:01:05.000Z\nthread 2026-01-15T09:00:05.000Z 2026-01-15T09:01:05.000Z\n',
  );
});

test('no time passes while a thread computes or another program runs', async () => {
  const printed = await recorded({
    'main.mjs': `import { execFile } from 'node:child_process';
      import { Worker } from 'node:worker_threads';
      const log = (name) => console.log(name, new Date().toISOString());
      setTimeout(log, 1000, 'timer').unref();
      const busy = 'let n = 0; while (n < 4e8) n += 1; require("node:worker_threads").parentPort.postMessage(n)';
      new Worker(busy, { eval: true }).once('message', () => log('thread'));
      execFile(process.execPath, ['-e', 'setTimeout(console.log, 300)'], () => log('program'));`,
  });
  assert.deepEqual(printed.trim().split('\n').toSorted(), [
    'program 2026-01-15T09:00:00.000Z',
    'thread 2026-01-15T09:00:00.000Z',
  ]);
});

test('timers of one moment come in Node’s order, with nextTicks and promises between them', async () => {
  const printed = await recorded({
    'main.mjs': `setTimeout(() => {
        console.log('one');
        Promise.resolve().then(() => console.log('promise'));
        process.nextTick(() => console.log('tick'));
      }, 1);
      setTimeout(() => console.log('two'), 0);`,
  });
  assert.equal(printed, 'one\ntick\npromise\ntwo\n');
});

test('a program connects to a port that the machine has chosen', async () => {
  const printed = await recorded({
    'main.mjs': `import { connect, createServer } from 'node:net';
      const server = createServer((socket) => {
        socket.end('hello');
        server.close();
      }).listen(0, () => connect(server.address().port).on('data', (text) => console.log(String(text))));`,
  });
  assert.equal(printed, 'hello\n');
});
