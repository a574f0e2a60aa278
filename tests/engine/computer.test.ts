/** The session as a small computer: its clock and its wires, steered from the page while programs run. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Engine, Project } from '../../src/engine/engine.ts';
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

/** A test whose clock never gets to its end must fail, not hang. */
const options = { timeout: 60_000 };

const project = (files: Record<string, string>, processes: Record<string, string>): Project => ({
  name: 'computer',
  files,
  processes,
  dependencies: [],
});

test(
  'an hour passes at once in two processes and their threads: timers fire in order, every clock agrees, nothing fires early',
  options,
  async () => {
    const program = `
    import { watch } from 'node:fs';
    import { DatabaseSync } from 'node:sqlite';
    import { Worker } from 'node:worker_threads';
    import { performance } from 'node:perf_hooks';
    import { setTimeout as sleep } from 'node:timers/promises';
    const [, , name, later] = process.argv;
    const minutes = (count) => count * 60_000 + Number(later);
    const began = { date: Date.now(), new: new Date().getTime(), performance: performance.now(), hrtime: process.hrtime.bigint() };
    const seconds = (from, to) => Math.round((to - from) / 1000);
    const say = (...words) => console.log(name, ...words);
    setTimeout(say, minutes(30), '30 min');
    setTimeout(say, minutes(1 / 60), '1 s');
    const interval = setInterval(say, minutes(19), 'interval');
    AbortSignal.timeout(minutes(45)).addEventListener('abort', () => say('45 min'));
    sleep(minutes(50)).then(() => say('50 min'));
    setTimeout(() => {
      clearInterval(interval);
      const sqlite = Date.parse(new DatabaseSync(':memory:').prepare("select datetime('now') as t").get().t + 'Z');
      say('1 h', seconds(began.date, Date.now()), seconds(began.new, new Date()), seconds(began.performance, performance.now()),
        Number((process.hrtime.bigint() - began.hrtime + 500_000_000n) / 1_000_000_000n), sqlite === Math.floor(Date.now() / 1000) * 1000);
    }, minutes(60));
    setTimeout(say, minutes(120), 'never');
    // A watcher, which only waits for something to happen, does not hold up the clock.
    watch('.');
    new Worker('setTimeout(() => console.log("' + name + ' 40 min in a thread"), ' + minutes(40) + '); console.log("ready")', { eval: true });
  `;
    const lines = await page.page.evaluate(
      async (subject) => {
        const { engine } = globalThis as unknown as PageScope;
        const booted = await engine.boot(subject, { autostart: false });
        if (!booted.ok) throw new Error(booted.reason);
        const { session } = booted;
        const log: string[] = [];
        for (const name of ['b', 'a']) {
          const ready = Promise.withResolvers<void>();
          const stop = session.subscribe(
            (event) => event.type === 'output' && event.text.includes('ready') && ready.resolve(),
          );
          await session.start(name);
          await ready.promise;
          stop();
        }
        session.subscribe((event) => event.type === 'output' && log.push(...event.text.trim().split('\n')));
        session.clock?.setRate(0);
        const half = await session.clock?.advance(32 * 60_000);
        log.push(`half ${half?.ok}`);
        await session.clock?.advance(32 * 60_000);
        log.push(`rate ${session.clock?.rate}`);
        session.dispose();
        return log;
      },
      project({ 'main.mjs': program }, { a: 'node main.mjs a 0', b: 'node main.mjs b 30000' }),
    );
    assert.deepEqual(lines, [
      'a 1 s',
      'b 1 s',
      'a interval',
      'b interval',
      'a 30 min',
      'b 30 min',
      'half true',
      'a interval',
      'b interval',
      'a 40 min in a thread',
      'b 40 min in a thread',
      'a 45 min',
      'b 45 min',
      'a 50 min',
      'b 50 min',
      'a interval',
      'b interval',
      'a 1 h 3600 3600 3600 3600 true',
      'b 1 h 3630 3630 3630 3630 true',
      'rate 0',
    ]);
  },
);

test('what threads print and tell one another at one moment has arrived before the next comes', options, async () => {
  const rounds = 25;
  // A timer's thread prints by way of its parent; what it posts goes by a port that was moved to a second thread, which prints it.
  const program = `
    import { MessageChannel, Worker } from 'node:worker_threads';
    const [, , name, later] = process.argv;
    const { port1, port2 } = new MessageChannel();
    const tell = new Worker('const { parentPort, workerData } = require("worker_threads");' +
      'parentPort.once("message", (port) => { for (let round = 0; round < ${rounds}; round += 1) setTimeout(() => { console.log(workerData.name, "due", round); port.postMessage(round); }, 60_000 * (round + 1) + workerData.later); console.log("ready"); });', { eval: true, workerData: { name, later: Number(later) } });
    const hear = new Worker('const { parentPort, workerData } = require("worker_threads");' +
      'parentPort.once("message", (port) => { port.on("message", (round) => console.log(workerData, "told", round)); console.log("ready"); });', { eval: true, workerData: name });
    tell.postMessage(port1, [port1]);
    hear.postMessage(port2, [port2]);
    // Ports that nobody reads, and a thread that goes before it has read, hold nothing up.
    const unread = new MessageChannel();
    const short = new Worker('const { parentPort } = require("worker_threads"); parentPort.once("message", () => process.exit());', { eval: true });
    short.postMessage(unread.port1, [unread.port1]);
    setInterval(() => unread.port2.postMessage('nobody reads this'), 60_000).unref();
  `;
  const lines = await page.page.evaluate(
    async ([subject, minutes]) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject, { autostart: false });
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const log: string[] = [];
      const ready = Promise.withResolvers<void>();
      session.subscribe((event) => {
        if (event.type !== 'output') return;
        log.push(...event.text.trim().split('\n'));
        if (log.filter((line) => line === 'ready').length === 4) ready.resolve();
      });
      session.clock?.setRate(0);
      await Promise.all([session.start('a'), session.start('b')]);
      await ready.promise;
      log.length = 0;
      await session.clock?.advance(minutes * 60_000);
      session.dispose();
      return log;
    },
    [project({ 'main.mjs': program }, { a: 'node main.mjs a 0', b: 'node main.mjs b 1' }), rounds + 1] as const,
  );
  const both = (name: string, round: number) => [`${name} due ${round}`, `${name} told ${round}`];
  const moments = Array.from({ length: rounds }, (_, round) => [both('a', round), both('b', round)]).flat();
  // Lines of two threads at the same moment may come in either order.
  const seen = moments.map((_, index) => lines.slice(2 * index, 2 * index + 2).sort());
  assert.deepEqual(seen, moments);
  assert.equal(lines.length, 2 * moments.length);
});

test('a session can begin at a given time, and be moved from one thing that is due to the next', options, async () => {
  const program = `
    const clocks = () => [Date.now(), performance.now(), performance.timeOrigin, process.uptime(), process.hrtime(), String(process.hrtime.bigint())];
    console.log(JSON.stringify(clocks()));
    setTimeout(() => console.log(JSON.stringify(clocks())), 1500);
    setTimeout(() => console.log('over'), 60_000);
  `;
  const now = Date.UTC(2026, 0, 15, 9);
  const seen = await page.page.evaluate(
    async ([subject, began]) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject, { autostart: false, now: began });
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const log: unknown[] = [];
      session.subscribe((event) => event.type === 'output' && log.push(...event.text.trim().split('\n')));
      await session.start('main');
      for (let count = 0; count < 3; count += 1) log.push([await session.clock?.step(), session.clock?.now()]);
      session.dispose();
      return log;
    },
    [project({ 'main.mjs': program }, { main: 'node main.mjs' }), now] as const,
  );
  assert.deepEqual(seen, [
    JSON.stringify([now, 0, now, 0, [0, 0], '0']),
    JSON.stringify([now + 1500, 1500, now, 1.5, [1, 500_000_000], '1500000000']),
    [{ ok: true, moved: true }, now + 1500],
    'over',
    [{ ok: true, moved: true }, now + 60_000],
    [{ ok: true, moved: false }, now + 60_000],
  ]);
});

test('time-outs inside Node’s library go by the clock: a kept-alive connection is closed', options, async () => {
  const program = `
    import { createServer } from 'node:http';
    createServer((req, res) => res.end('hello')).listen(3000);
  `;
  const seen = await page.page.evaluate(
    async (subject) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject);
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const up = await session.listening(3000);
      if (!up.ok) throw new Error(up.reason);
      session.clock?.setRate(0);
      const answered = Promise.withResolvers<void>();
      let ended = false;
      const opened = await session.connect(3000, {
        data: () => answered.resolve(),
        end: () => (ended = true),
        close: () => (ended = true),
      });
      if (!opened.ok) throw new Error(opened.reason);
      await opened.connection.write(new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
      await answered.promise;
      await session.clock?.advance(4000);
      const early = ended;
      await session.clock?.advance(4000);
      session.dispose();
      return [early, ended];
    },
    project({ 'main.mjs': program }, { main: 'node main.mjs' }),
  );
  assert.deepEqual(seen, [false, true]);
});

const services = project(
  {
    'store.mjs': `
      import { createServer } from 'node:http';
      createServer((req, res) => res.end('from the store')).listen(4000);
    `,
    'api.mjs': `
      import { createServer, get } from 'node:http';
      createServer((req, res) => {
        const began = Date.now();
        get({ port: 4000, host: '127.0.0.1', agent: false }, (inner) => {
          inner.setEncoding('utf8').on('data', (text) => res.end(text + ' after ' + (Date.now() - began) + ' ms'));
        }).on('error', (error) => { res.statusCode = 502; res.end(error.code); });
      }).listen(3000);
    `,
  },
  { store: 'node store.mjs', api: 'node api.mjs' },
);

test(
  'a wire between two processes can be slow, cut, broken and healed while they run; the tap shows it',
  options,
  async () => {
    const seen = await page.page.evaluate(async (subject) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject);
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const { WireRecord } = globalThis;
      const { clock, network } = session;
      if (!clock || !network) throw new Error('no clock or no network');
      const store = await session.listening(4000);
      if (!store.ok) throw new Error(store.reason);
      const up = await session.listening(3000);
      if (!up.ok) throw new Error(up.reason);
      clock.setRate(0);
      const log: string[] = [];
      const ask = async (advance: number, answered = true): Promise<void> => {
        let text = 'no answer yet';
        // Time moves only once the request is on its way to the process, or it would pass before.
        const arrived = Promise.withResolvers<void>();
        const stop = network.tap(({ from, type }) => from === 'client' && type === 'data' && arrived.resolve());
        void arrived.promise.then(stop);
        const asked = session.request({ port: 3000, method: 'GET', path: '/', headers: [] }).then((result) => {
          text = result.ok
            ? `${result.response.status} ${new TextDecoder().decode(result.response.body)}`
            : result.code;
        });
        await arrived.promise;
        await clock.advance(advance);
        // An answer may still be on its way from the frame to the page; one that must not come is given time to come.
        await (answered ? asked : Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 300))]));
        log.push(text);
        if (text === 'no answer yet') pending.push(asked.then(() => void log.push(`late: ${text}`)));
      };
      const pending: Promise<void>[] = [];
      await ask(0);
      network.setFaults('api', 'store', { delay: 200 });
      await ask(1000);
      network.setFaults('store', 'api', { cut: 'silent' });
      await ask(60_000, false);
      network.setFaults('api', 'store', {});
      await clock.advance(10);
      await Promise.all(pending);
      network.setFaults('api', 'store', { cut: 'reset' });
      await ask(10);
      network.setFaults('api', 'store', {});
      const record = new WireRecord(network);
      await ask(10);
      record.stop();
      await ask(10);
      session.dispose();
      const tapped = record.events.map(
        (event) =>
          `${event.from} ${event.type} ${event.to}:${event.port}${event.bytes ? ` ${new TextDecoder().decode(event.bytes).split('\r\n')[0]}` : ''}`,
      );
      return { log, tapped, text: record.describe(), hex: record.describe('hex') };
    }, services);
    // Connecting and being accepted, asking and being answered: four trips of 200 ms.
    assert.deepEqual(seen.log, [
      '200 from the store after 0 ms',
      '200 from the store after 800 ms',
      'no answer yet',
      'late: 200 from the store after 60000 ms',
      '502 ECONNREFUSED',
      '200 from the store after 0 ms',
      '200 from the store after 0 ms',
    ]);
    assert.deepEqual(
      seen.tapped.filter((line) => /open|data/.test(line)),
      [
        'client open api:3000',
        'client data api:3000 GET / HTTP/1.1',
        'api open store:4000',
        'api data store:4000 GET / HTTP/1.1',
        'store data api:4000 HTTP/1.1 200 OK',
        'api data client:3000 HTTP/1.1 200 OK',
      ],
    );
    assert.match(
      seen.text.find((line) => /api → store \(port 4000\): data/.test(line)) ?? '',
      /^\d\d:\d\d:\d\d\.\d{3} #\d+ api → store \(port 4000\): data, \d+ bytes$/,
    );
    assert.deepEqual(seen.text.filter((line) => line === '  HTTP/1.1 200 OK\\r\\n').length, 2);
    assert.equal(
      seen.hex.filter(
        (line) => line === '  00000000  48 54 54 50 2f 31 2e 31  20 32 30 30 20 4f 4b 0d  |HTTP/1.1 200 OK.|',
      ).length,
      2,
    );
  },
);
