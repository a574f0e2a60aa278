/** The WebContainer engine with the real client of `@webcontainer/api`; a stand-in plays StackBlitz's side, with real Node. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { node22 } from '../support/node-22.ts';
import { openContainerPages, type ContainerPages } from './page.ts';
import { Machine } from './stand-in/machine.ts';

describe('WebContainer engine against a stand-in for StackBlitz', { timeout: 120_000 }, () => {
  let pages: ContainerPages;
  let page: Page;
  const machine = new Machine();

  before(async () => {
    pages = await openContainerPages();
    ({ page } = await pages.open(machine));
  });
  after(() => pages.close());

  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  test('a boot tells its steps; a server is announced with the address of its preview', async () => {
    const port = await freePort();
    const { steps, preview } = await page.evaluate(async (port) => {
      const steps: string[] = [];
      const booted = await engine.boot(
        {
          name: 'server',
          files: { 'server.cjs': `require('node:http').createServer((_, response) => response.end()).listen(${port})` },
          processes: { api: 'node server.cjs' },
          dependencies: [],
        },
        { progress: (step) => steps.push(step) },
      );
      if (!booted.ok) throw new Error(booted.reason);
      const { promise, resolve } = Promise.withResolvers<unknown>();
      booted.session.subscribe((event) => event.type === 'preview' && resolve(event));
      return { steps, preview: await promise };
    }, port);
    assert.deepEqual(steps, ['Contacting stackblitz.com', 'Starting the container', 'Mounting the files']);
    assert.deepEqual(preview, { type: 'preview', port, url: `https://stand-in--${port}.example` });
  });

  test('a second session ends the first with a sentence, in the same container', async () => {
    const { events, first, second } = await page.evaluate(async () => {
      const project = (name: string) => ({
        name,
        files: { 'main.cjs': 'setInterval(() => {}, 1000); console.log("up")' },
        processes: { main: 'node main.cjs' },
        dependencies: [],
      });
      const one = await engine.boot(project('one'));
      if (!one.ok) throw new Error(one.reason);
      const events: string[] = [];
      const up = Promise.withResolvers<void>();
      one.session.subscribe((event) => {
        if (event.type === 'output') up.resolve();
        if (event.type === 'notice') events.push(event.text);
        if (event.type === 'state') events.push(`${event.process.state} ${event.process.signal}`);
      });
      await up.promise;
      events.length = 0;
      const two = await engine.boot(project('two'));
      const first = await one.session.start('main');
      return { events, first, second: two.ok };
    });
    assert.equal(second, true);
    assert.deepEqual(events, [
      'Another sandbox of this page was started in WebContainer, which runs one at a time. Run this one again to go on with it.',
      'exited SIGKILL',
    ]);
    assert.equal(!first.ok && first.code, 'disposed');
    assert.equal(machine.builds, 1, 'one container for both');
  });

  test('what programs write comes back; what the reader writes does not', async () => {
    const written = await page.evaluate(async () => {
      const booted = await engine.boot(
        {
          name: 'writer',
          files: {
            'main.cjs': `const fs = require('node:fs'); fs.mkdirSync('out'); fs.writeFileSync('out/note.txt', 'gr\u00fc\u00dfe'); fs.writeFileSync('bytes.bin', Buffer.from([0, 255])); fs.writeFileSync('edited.txt', fs.readFileSync('edited.txt'));`,
            'edited.txt': 'old',
          },
          processes: { main: 'node main.cjs' },
          dependencies: [],
        },
        { autostart: false },
      );
      if (!booted.ok) throw new Error(booted.reason);
      const found: Record<string, string> = {};
      const all = Promise.withResolvers<void>();
      booted.session.subscribe((event) => {
        if (event.type !== 'written') return;
        found[event.path] = typeof event.contents === 'string' ? event.contents : `bytes ${event.contents.join(' ')}`;
        if ('bytes.bin' in found && 'out/note.txt' in found) all.resolve();
      });
      booted.session.write('edited.txt', 'new');
      await booted.session.start('main');
      await all.promise;
      booted.session.dispose();
      return found;
    });
    assert.deepEqual(written, { 'out/note.txt': 'grüße', 'bytes.bin': 'bytes 0 255' });
  });

  test('a terminal is a shell in the project’s folder', async () => {
    const { output, code } = await page.evaluate(async () => {
      const booted = await engine.boot(
        {
          name: 'shell',
          files: { 'note.txt': 'hello from the project' },
          processes: { main: 'node -e 0' },
          dependencies: [],
        },
        { autostart: false },
      );
      if (!booted.ok || !booted.session.terminal) throw new Error('no session with a terminal');
      let output = '';
      const ended = Promise.withResolvers<number>();
      const opened = await booted.session.terminal.open(
        { columns: 80, rows: 24 },
        {
          output: (text) => {
            output += text;
          },
          exit: ended.resolve,
        },
      );
      if (!opened.ok) throw new Error(opened.reason);
      opened.terminal.resize({ columns: 100, rows: 30 });
      opened.terminal.write('cat note.txt; exit 5\r');
      const code = await ended.promise;
      booted.session.dispose();
      return { output, code };
    });
    assert.deepEqual({ output, code }, { output: 'hello from the project', code: 5 });
  });

  test('a package without a bundle is installed with npm’s words as steps, once', async () => {
    const install = async () =>
      page.evaluate(async () => {
        const steps: string[] = [];
        const booted = await engine.boot(
          {
            name: 'installer',
            files: {
              'package.json': '{"type":"module","dependencies":{"acorn":"8.19.0"}}',
              'main.js': `import { parse } from 'acorn'; console.log(parse('1', { ecmaVersion: 2020 }).type)`,
            },
            processes: { main: 'node main.js' },
            dependencies: ['acorn'],
          },
          { progress: (step) => steps.push(step) },
        );
        if (!booted.ok) throw new Error(booted.reason);
        const output = Promise.withResolvers<string>();
        booted.session.subscribe((event) => event.type === 'output' && output.resolve(event.text));
        const text = await output.promise;
        booted.session.dispose();
        return { steps, text };
      });
    const first = await install();
    assert.deepEqual(first, {
      steps: ['Mounting the files', 'Installing acorn@8.19.0', 'added 1 packages in 1s'],
      text: 'Program\n',
    });
    assert.ok(machine.commands.includes('npm install --no-audit --no-fund acorn@8.19.0'));
    assert.deepEqual(await install(), { steps: ['Mounting the files'], text: 'Program\n' });
  });

  test('a failed install is the boot’s failure, with npm’s reason', async () => {
    const result = await page.evaluate(async () => {
      const booted = await engine.boot({
        name: 'failing',
        files: { 'main.mjs': `import 'no-such-package-anywhere'` },
        processes: { main: 'node main.mjs' },
        dependencies: [],
      });
      return booted.ok ? 'booted' : `${booted.code}: ${booted.reason}`;
    });
    assert.match(
      result,
      /^project: npm install failed \(exit code 1\): code E404 404 Not Found - GET .*no-such-package-anywhere/,
    );
  });

  test('an import that is added while the session runs is installed by the restart', async () => {
    const { output, notices } = await page.evaluate(async () => {
      const booted = await engine.boot(
        {
          name: 'growing',
          files: { 'main.mjs': `console.log('before')` },
          processes: { main: 'node main.mjs' },
          dependencies: [],
        },
        { autostart: false },
      );
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const output = Promise.withResolvers<string>();
      const notices: string[] = [];
      session.subscribe((event) => {
        if (event.type === 'output') output.resolve(event.text);
        if (event.type === 'notice') notices.push(event.text);
      });
      session.write('main.mjs', `// import 'only-prose'\nimport { version } from 'acorn'; console.log(typeof version)`);
      await session.restart();
      return { output: await output.promise, notices };
    });
    assert.deepEqual(
      { output, notices },
      { output: 'string\n', notices: ['Installing acorn', 'added 1 packages in 1s'] },
    );
  });

  test('AsyncLocalStorage is warned of before the program starts', async () => {
    const order = await page.evaluate(async () => {
      const booted = await engine.boot({
        name: 'context',
        files: {
          'main.mjs': `import { AsyncLocalStorage } from 'node:async_hooks'; console.log(typeof AsyncLocalStorage)`,
        },
        processes: { main: 'node main.mjs' },
        dependencies: [],
      });
      if (!booted.ok) throw new Error(booted.reason);
      const order: string[] = [];
      const output = Promise.withResolvers<void>();
      booted.session.subscribe((event) => {
        if (event.type === 'notice') order.push(event.text);
        if (event.type !== 'output') return;
        order.push('output');
        output.resolve();
      });
      await output.promise;
      booted.session.dispose();
      return order;
    });
    assert.match(order[0] ?? '', /AsyncLocalStorage.*loses its store after an await/);
    assert.equal(order[1], 'output');
  });

  test('a command may be any program of the container', async () => {
    const result = await page.evaluate(async () => {
      const booted = await engine.boot({
        name: 'other',
        files: {},
        processes: { main: 'sh -c "exit 3"' },
        dependencies: [],
      });
      if (!booted.ok) throw new Error(booted.reason);
      const listening = await booted.session.listening();
      return listening.ok ? '' : listening.reason;
    });
    assert.equal(result, 'The program ended with exit code 3 without listening on a port. Its log says why.');
  });

  test('a fault of the container is a notice', async () => {
    await page.evaluate(async () => {
      const booted = await engine.boot(
        {
          name: 'fault',
          files: { 'main.cjs': 'setInterval(() => {}, 1000)' },
          processes: { main: 'node main.cjs' },
          dependencies: [],
        },
        { autostart: false },
      );
      if (!booted.ok) throw new Error(booted.reason);
      booted.session.subscribe((event) => event.type === 'notice' && (document.title = event.text));
      await booted.session.start('main');
    });
    machine.fail('out of memory');
    await page.waitForFunction(() => document.title === 'WebContainer reports a fault of its own: out of memory');
  });

  test('Express and SQLite in Node 22, which WebContainer has', async (context) => {
    const old = node22();
    if ('missing' in old) return context.skip(old.missing);
    const { page } = await pages.open(new Machine(old.path));
    const port = await freePort();
    const answer = await page.evaluate(async (port) => {
      const booted = await engine.boot({
        name: 'old',
        files: {
          'package.json': '{ "type": "module", "dependencies": { "express": "5.3.0" } }',
          'server.js': `import express from 'express'; import { DatabaseSync } from 'node:sqlite';
            const database = new DatabaseSync(':memory:');
            express().get('/', (request, response) => response.json([process.version, database.prepare('SELECT sqlite_version() AS v').get().v])).listen(${port});`,
        },
        processes: { api: 'node server.js' },
        dependencies: ['express'],
      });
      if (!booted.ok) return booted.reason;
      await booted.session.listening(port);
      const answer = await booted.session.request({ port, method: 'GET', path: '/', headers: [] });
      booted.session.dispose();
      return answer.ok ? new TextDecoder().decode(answer.response.body) : answer.reason;
    }, port);
    assert.match(answer, /^\["v22\.\d+\.\d+","3\.54\.1"\]$/);
  });

  test('after close, no process is left and the next boot begins a new container', async () => {
    await page.evaluate(async () => {
      const booted = await engine.boot(
        {
          name: 'last',
          files: { 'main.cjs': 'setInterval(() => {}, 1000)' },
          processes: { main: 'node main.cjs' },
          dependencies: [],
        },
        { autostart: false },
      );
      if (!booted.ok) throw new Error(booted.reason);
      await booted.session.start('main');
      engine.close?.();
    });
    await until(() => machine.processes === 0);
    assert.equal(machine.builds, 1);
    const again = await page.evaluate(async () => {
      const booted = await engine.boot({
        name: 'again',
        files: { 'main.cjs': 'console.log("new")' },
        processes: { main: 'node main.cjs' },
        dependencies: [],
      });
      if (!booted.ok) return booted.reason;
      const output = Promise.withResolvers<string>();
      booted.session.subscribe((event) => event.type === 'output' && output.resolve(event.text));
      const text = await output.promise;
      booted.session.dispose();
      return text;
    });
    assert.equal(again, 'new\n');
    assert.equal(machine.builds, 2);
  });
});
