/** What a flood inside a session leaves to the reader's own requests. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Engine } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

let page: EnginePage;
before(async () => {
  page = await EnginePage.open();
});
after(() => page.close());

/** The globals of the page that the functions below use. */
interface PageScope {
  readonly engine: Engine;
}

test('a request of the reader has its turn among 1,000 sockets that never rest', { timeout: 60_000 }, async () => {
  const sockets = 1000;
  const server = `let answered = 0;
    require('node:http').createServer((req, res) => res.end(String((answered += 1)))).listen(3000);`;
  // Each asks again as soon as it is answered.
  const flood = `const request = 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n';
    let open = 0;
    for (let n = 0; n < ${sockets}; n += 1) {
      const socket = require('node:net').connect(3000, () => {
        if ((open += 1) === ${sockets}) console.log('open');
        socket.write(request);
      });
      socket.on('data', () => socket.write(request));
    }`;
  const counts = await page.page.evaluate(
    async ([files, processes]) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot({ name: 'flood', files, processes, dependencies: [] }, { autostart: false });
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const open = new Promise<void>((resolve) =>
        session.subscribe((event) => {
          if (event.type === 'output' && event.text.includes('open')) resolve();
        }),
      );
      await session.start('app');
      await session.listening(3000);
      await session.start('flood');
      await open;
      const numbers: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const asked = await session.request({ port: 3000, method: 'GET', path: '/', headers: [] });
        if (!asked.ok) throw new Error(asked.reason);
        numbers.push(Number(new TextDecoder().decode(asked.response.body)));
      }
      session.dispose();
      return numbers;
    },
    [
      { 'server.cjs': server, 'flood.cjs': flood },
      { app: 'node server.cjs', flood: 'node flood.cjs' },
    ] as const,
  );
  // To connect is a turn, and so is to ask: others are answered in between, about once each.
  for (const [n, count] of counts.entries())
    if (n > 0) assert.ok(count - counts[n - 1]! <= 6 * sockets, `answers in between: ${counts.join(', ')}`);
});
