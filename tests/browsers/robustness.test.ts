/**
 * Programs that take all the time, memory, output, timers or connections that there are. After each the page's timers
 * go on, Stop works, and the next program runs.
 */
import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { browserMissing, launch, type BrowserName } from '../support/browsers.ts';
import { addressOf, serveEngine } from '../support/engine-page.ts';
import { EngineTab, program } from './support/engine-tab.ts';

const BROWSERS: readonly BrowserName[] = ['Chromium', 'Firefox', 'WebKit'];
const only = process.env['PORT3000_BROWSER'];
const timeout = 600_000;

/** Programs that never end by themselves; each has printed "in" before it begins. */
const ENDLESS: Readonly<Record<string, string>> = {
  'a loop': `setTimeout(() => { for (;;) {} });`,
  'a loop of microtasks': `setTimeout(() => { const again = () => Promise.resolve().then(again); again(); });`,
  'a loop of nextTicks': `setTimeout(() => { const again = () => process.nextTick(again); again(); });`,
  'a loop of immediates': `const again = () => setImmediate(again); again();`,
  'an endless regular expression': `setTimeout(() => /^(a+)+$/.test('a'.repeat(40) + 'b'));`,
  'endless recursion that is caught': `setTimeout(() => { for (;;) try { (function deeper() { deeper(); })(); } catch {} });`,
  'ten thousand timers': `for (let n = 0; n < 10_000; n += 1) setInterval(() => {}, n % 20);`,
  'endless output': `const again = () => { for (let n = 0; n < 2000; n += 1) console.log('line ' + n); setTimeout(again); }; again();`,
  'endless output without a pause': `setTimeout(() => { for (;;) console.log('no pause'); });`,
  'one endless line': `const again = () => { process.stdout.write('x'.repeat(100_000)); setTimeout(again); }; again();`,
};

let server: Server;
before(async () => {
  server = await serveEngine();
});
after(() => server.close());

for (const name of BROWSERS.filter((each) => only === undefined || each === only)) {
  const missing = browserMissing(name);
  if (missing) console.log(`Left out: ${missing}`);

  describe(name, { skip: missing ?? false, timeout, concurrency: false }, () => {
    let tab: EngineTab;
    before(async () => {
      tab = await EngineTab.open(await launch(name), addressOf(server));
    });
    after(() => tab?.browser.close());

    /** Checks that the page answers, that the program can be stopped, and that another one runs. */
    async function survives(): Promise<void> {
      assert.equal(await tab.ticks(20), 20);
      await tab.kill();
      assert.deepEqual(
        (await tab.processes()).map(({ state }) => state),
        ['exited'],
      );
      assert.equal((await tab.run(program("console.log('next')"))).stdout, 'next\n');
    }

    for (const [title, source] of Object.entries(ENDLESS)) {
      test(title, async () => {
        await tab.boot(program(`console.log('in');\n${source}`));
        await tab.printed('in');
        await survives();
      });
    }

    test('a program that starts itself again and again', async () => {
      await tab.boot(
        program(`
        import { fork } from 'node:child_process';
        let refused = false;
        for (let n = 0; n < 20; n += 1) {
          fork(process.argv[1]).on('error', (error) => {
            if (!refused) console.log(error.code);
            refused = true;
          });
        }
        setInterval(() => {}, 1000);
      `),
      );
      await tab.printed('EAGAIN');
      await survives();
    });

    test('two hundred child processes, one after the other', async () => {
      const { stdout, stderr, code } = await tab.run(
        program(`
        import { spawn } from 'node:child_process';
        let ended = 0;
        const next = () => {
          if ((ended += 1) > 200) return console.log('ended all');
          const child = spawn('node', ['-e', '']);
          child.on('exit', next).kill('SIGKILL');
        };
        next();
      `),
      );
      assert.equal(code, 0, stderr);
      assert.equal(stdout, 'ended all\n');
      await survives();
    });

    test('a million lines: what the page cannot take is dropped, and it says so', async () => {
      await tab.boot(program(`for (let n = 0; n < 1_000_000; n += 1) console.log('line ' + n); console.log('done');`));
      const { stdout, notices, code } = await tab.ended();
      assert.equal(code, 0);
      assert.match(stdout, /^line 0\nline 1\n/);
      const whole = stdout.endsWith('line 999999\ndone\n') && stdout.split('\n').length === 1_000_002;
      assert.ok(
        whole || notices.some((notice) => /dropped/.test(notice)),
        `${stdout.length} characters came and no notice: ${notices.join()}`,
      );
      await survives();
    });

    test('a line of ten million characters', async () => {
      const { stdout, notices, code } = await tab.run(program(`console.log('x'.repeat(10_000_000));`));
      assert.equal(code, 0);
      assert.ok(
        stdout.length === 10_000_001 || notices.some((notice) => /dropped/.test(notice)),
        `${stdout.length} ${notices.join()}`,
      );
      await survives();
    });

    test('a thousand open connections', async () => {
      await tab.boot(
        program(`
        import net from 'node:net';
        const open = [];
        const server = net.createServer((socket) => { socket.on('error', () => {}); open.push(socket); if (open.length === 1000) console.log('thousand'); socket.write('hello'); });
        server.listen(3000, () => { for (let n = 0; n < 1000; n += 1) net.connect(3000).on('error', (error) => console.log(error.code)).resume(); });
      `),
      );
      await tab.printed('thousand');
      await survives();
    });

    test('a thousand requests of the page at once', async () => {
      await tab.boot(
        program(
          `import http from 'node:http'; http.createServer((request, response) => response.end(request.url)).listen(3000);`,
        ),
      );
      await tab.listening();
      const paths = Array.from({ length: 1000 }, (_, n) => `/${n}`);
      assert.deepEqual(await tab.requestAll(paths), paths);
      await survives();
    });

    test('twenty restarts in a row', async () => {
      await tab.boot(
        program(
          `import http from 'node:http'; http.createServer((request, response) => response.end('up')).listen(3000);`,
        ),
      );
      await Promise.all(Array.from({ length: 20 }, () => tab.restart()));
      await tab.listening();
      assert.equal((await tab.request({ path: '/' })).body, 'up');
      await survives();
    });

    test('a program that starts itself over and over', async () => {
      await tab.boot(
        program(`
        import { spawn, fork } from 'node:child_process';
        process.on('uncaughtException', () => {});
        console.log('in');
        setInterval(() => { for (let n = 0; n < 20; n += 1) for (const start of [() => fork(process.argv[1]), () => spawn('node', [process.argv[1]])]) try { start().on('error', () => {}); } catch {} }, 5);
      `),
      );
      await tab.printed('in');
      await survives();
    });

    test('errors in exit handlers, output after exit', async () => {
      const { stdout, stderr, code } = await tab.run(
        program(`
        process.on('exit', () => { setTimeout(() => console.log('too late')); Promise.resolve().then(() => console.log('late too')); throw new Error('in exit'); });
        setTimeout(() => console.log('never'), 5000);
        process.exit(4);
      `),
      );
      assert.match(stderr, /Error: in exit/);
      assert.doesNotMatch(stdout, /never|too late/);
      assert.notEqual(code, 0);
      await survives();
    });

    // WebKit and Firefox keep the frame in the page's process, and the machine's memory is the limit.
    test(
      'a program that takes all memory is ended, and the page says why',
      {
        skip:
          name === 'Chromium'
            ? false
            : `${name} runs the frame in the process of the page, whose memory has no limit of its own`,
      },
      async () => {
        await tab.boot(
          program(
            `const held = []; console.log('in'); setTimeout(() => { for (let n = 0; ; n += 1) held.push(new Array(1_000_000).fill(n)); });`,
          ),
        );
        await tab.printed('in');
        await tab.printed('memory');
        assert.deepEqual(
          (await tab.processes()).map(({ state, signal }) => [state, signal]),
          [['exited', 'SIGKILL']],
        );
        // The same session starts again, in a new frame,
        await tab.write('main.js', "console.log('again');");
        await tab.restart();
        await tab.printed('again');
        // and so does a new one.
        await survives();
      },
    );
  });
}
