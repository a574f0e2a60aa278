/** Processes as a session steers them: signals, stopping, standard input, and what becomes of their children. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Engine, ProcessInfo, Project, Session } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

let page: EnginePage;
before(async () => {
  page = await EnginePage.open();
  await page.page.evaluate(defineWatch);
});
after(() => page.close());

/** A process that does not end must fail, not hang. */
const options = { timeout: 60_000 };

const project = (program: string): Project => ({
  name: 'processes',
  files: { 'main.mjs': program },
  processes: { main: 'node main.mjs' },
  dependencies: [],
});

interface Watched {
  readonly session: Required<Session>;
  /** Resolves when the process has printed this. */
  printed(text: string): Promise<void>;
  /** Resolves when the process has ended. */
  ended(): Promise<Pick<ProcessInfo, 'exitCode' | 'signal'> & { readonly output: string }>;
  /** Texts of the engine's notices. */
  readonly notices: readonly string[];
}

/** The globals of the page that the functions below use. */
interface PageScope {
  readonly engine: Engine;
  watch(project: Project, input?: boolean): Promise<Watched>;
}

/** Runs in the page: puts `watch` there, which starts a project and follows its process. */
function defineWatch(): void {
  const scope = globalThis as unknown as { engine: Engine; watch: PageScope['watch'] };
  scope.watch = async (subject, input = false) => {
    const booted = await scope.engine.boot(subject, { autostart: false, input });
    if (!booted.ok) throw new Error(booted.reason);
    const session = booted.session as Required<Session>;
    let output = '';
    const notices: string[] = [];
    const listeners = new Set<() => void>();
    const until = (met: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!met()) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      });
    session.subscribe((event) => {
      if (event.type === 'output') output += event.text;
      else if (event.type === 'notice') notices.push(event.text);
      for (const listener of [...listeners]) listener();
    });
    const info = (): ProcessInfo | undefined => session.processes()[0];
    const started = await session.start('main');
    if (!started.ok) throw new Error(started.reason);
    return {
      session,
      notices,
      printed: (text) => until(() => output.includes(text)),
      ended: async () => {
        await until(() => info()?.state === 'exited');
        const { exitCode = null, signal = null } = info() ?? {};
        session.dispose();
        return { exitCode, signal, output };
      },
    };
  };
}

test('a signal runs the program’s listener; without one the process dies of it', options, async () => {
  const seen = await page.page.evaluate(async (subject) => {
    const { watch } = globalThis as unknown as PageScope;
    const { session, printed, ended } = await watch(subject);
    await printed('ready');
    const results = [await session.signal('main', 'SIGHUP')];
    await printed('SIGHUP 1');
    results.push(
      await session.signal('main', 'SIGWINCH'),
      await session.signal('main', 'TERM'),
      await session.signal('other', 'SIGTERM'),
    );
    await session.signal('main', 'SIGUSR2');
    const end = await ended();
    return { end, results: results.map((result) => (result.ok ? 'ok' : result.reason)) };
  }, project(`process.on('SIGHUP', (name, number) => console.log(name, number)); setInterval(() => {}, 1000); console.log('ready');`));
  assert.deepEqual(seen.end, { exitCode: null, signal: 'SIGUSR2', output: 'ready\nSIGHUP 1\n' });
  assert.deepEqual(seen.results, [
    'ok',
    'ok',
    'There is no signal named "TERM". Their names are SIGTERM, SIGINT, SIGHUP and so on.',
    'There is no process named "other".',
  ]);
});

test('stop lets the program end by itself', options, async () => {
  const end = await page.page.evaluate(
    async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      const { session, printed, ended } = await watch(subject);
      await printed('ready');
      await session.stop('main');
      return ended();
    },
    project(`
    import { createServer } from 'node:http';
    const server = createServer((req, res) => res.end()).listen(3000, () => console.log('ready'));
    process.on('SIGTERM', () => server.close(() => console.log('closed')));
  `),
  );
  assert.deepEqual(end, { exitCode: 0, signal: null, output: 'ready\nclosed\n' });
});

for (const [title, program] of Object.entries({
  'that never answers': `process.on('SIGTERM', () => {}); console.log('ready'); setTimeout(() => { for (;;) {} });`,
  'that does not want to': `process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('ready');`,
})) {
  test(`stop ends a program ${title} after the grace time`, options, async () => {
    const end = await page.page.evaluate(async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      const { session, printed, ended } = await watch(subject);
      await printed('ready');
      await session.stop('main', { grace: 300 });
      return ended();
    }, project(program));
    assert.equal(end.exitCode, null);
    assert.equal(end.signal, 'SIGKILL');
  });
}

test('a busy program without a listener is stopped at once by SIGTERM', options, async () => {
  const end = await page.page.evaluate(async (subject) => {
    const { watch } = globalThis as unknown as PageScope;
    const { session, printed, ended } = await watch(subject);
    await printed('ready');
    await session.stop('main', { grace: 1e6 });
    return ended();
  }, project(`console.log('ready'); setTimeout(() => { for (;;) {} });`));
  assert.equal(end.signal, 'SIGTERM');
});

test('standard input comes as written, to its end, with backpressure', options, async () => {
  const end = await page.page.evaluate(
    async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      const { session, printed, ended } = await watch(subject, true);
      const encoder = new TextEncoder();
      await session.input('main', encoder.encode('first line\nsecond '));
      await printed('> first line');
      await session.input('main', encoder.encode('line\n'));
      await printed('> second line');
      for (let count = 0; count < 50; count += 1)
        await session.input('main', encoder.encode(`${'x'.repeat(20_000)}\n`));
      await session.input('main', null);
      return ended();
    },
    project(`
    import { createInterface } from 'node:readline';
    let long = 0;
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.length > 100) long += line.length;
      else console.log('> ' + line);
    }
    console.log('end', long, process.stdin.constructor.name, process.stdin.isTTY);
  `),
  );
  assert.deepEqual(end, {
    exitCode: 0,
    signal: null,
    output: '> first line\n> second line\nend 1000000 Socket undefined\n',
  });
});

test('input says what is wrong: no such option, no such process, not running', options, async () => {
  const reasons = await page.page.evaluate(async (subject) => {
    const { watch } = globalThis as unknown as PageScope;
    const without = await watch(subject);
    const withInput = await watch(subject, true);
    const bytes = new Uint8Array(1);
    const results = [await without.session.input('main', bytes), await withInput.session.input('other', bytes)];
    await withInput.session.kill('main');
    results.push(await withInput.session.input('main', bytes));
    await without.session.kill('main');
    await Promise.all([without.ended(), withInput.ended()]);
    return results.map((result) => (result.ok ? 'ok' : result.reason));
  }, project(`setInterval(() => {}, 1000);`));
  assert.deepEqual(reasons, [
    'The processes of this session have no standard input: boot it with the option "input".',
    'There is no process named "other".',
    'The process "main" is not running.',
  ]);
});

test('without the option, standard input is at its end', options, async () => {
  const end = await page.page.evaluate(async (subject) => {
    const { watch } = globalThis as unknown as PageScope;
    return (await watch(subject)).ended();
  }, project(`let text = ''; for await (const part of process.stdin) text += part; console.log(JSON.stringify(text));`));
  assert.deepEqual(end, { exitCode: 0, signal: null, output: '""\n' });
});

test('processes of a session signal each other by their numbers', options, async () => {
  const log = await page.page.evaluate(
    async (subject) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject);
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const lines: string[] = [];
      const done = Promise.withResolvers<void>();
      session.subscribe((event) => {
        if (event.type === 'output') lines.push(`${event.process}: ${event.text.trim()}`);
        if (session.processes().every(({ state }) => state === 'exited')) done.resolve();
      });
      await done.promise;
      const ends = session.processes().map(({ name, exitCode, signal }) => `${name} ${exitCode} ${signal}`);
      session.dispose();
      return [...lines, ...ends];
    },
    {
      name: 'two',
      dependencies: [],
      processes: { victim: 'node victim.mjs', killer: 'node killer.mjs' },
      files: {
        'victim.mjs': `
        import { createServer } from 'node:http';
        process.on('SIGUSR2', () => {});
        createServer((req, res) => res.end(String(process.pid))).listen(3000);
      `,
        'killer.mjs': `
        import { setTimeout as sleep } from 'node:timers/promises';
        let pid;
        while (!pid) pid = await fetch('http://localhost:3000/').then((answer) => answer.json(), () => sleep(20));
        console.log(process.kill(pid, 0), process.kill(pid, 'SIGUSR2'), process.kill(pid));
        for (;;) try { process.kill(pid, 0); await sleep(5); } catch (error) { console.log(error.code, error.syscall); break; }
      `,
      },
    } satisfies Project,
  );
  assert.deepEqual(
    log.sort(),
    ['killer 0 null', 'killer: ESRCH kill', 'killer: true true true', 'victim null SIGTERM'].sort(),
  );
});

test(
  'processes of a session have the same files, from wherever and whenever they start; a database in two of them is told of',
  options,
  async () => {
    const log = await page.page.evaluate(
      async (subject) => {
        const { engine } = globalThis as unknown as PageScope;
        const booted = await engine.boot(subject, { autostart: false });
        if (!booted.ok) throw new Error(booted.reason);
        const { session } = booted;
        const lines: string[] = [];
        session.subscribe((event) => {
          if (event.type === 'output')
            lines.push(
              ...event.text
                .trim()
                .split('\n')
                .map((line) => `${event.process}: ${line}`),
            );
          else if (event.type === 'notice') lines.push(`${event.process} is told: ${event.text}`);
        });
        const ask = async (port: number, path: string): Promise<void> => {
          const answer = await session.request({ port, method: 'GET', path, headers: [] });
          lines.push(answer.ok ? new TextDecoder().decode(answer.response.body) : answer.reason);
        };
        await session.start('writer');
        await session.listening(3000);
        await ask(3000, '/write');
        await session.start('reader');
        await session.listening(4000);
        await ask(4000, '/read');
        await ask(3000, '/write');
        await ask(4000, '/read');
        // A file that the reader saves is what processes start with from then on.
        session.write('note.txt', 'edited');
        await session.kill('reader');
        await session.start('reader');
        await session.listening(4000);
        await ask(4000, '/read');
        await ask(4000, '/database');
        await session.kill('writer');
        await session.kill('reader');
        await session.start('reader');
        await session.listening(4000);
        await ask(4000, '/read');
        session.dispose();
        return lines;
      },
      {
        name: 'files',
        dependencies: [],
        processes: { writer: 'node main.mjs 3000', reader: 'node main.mjs 4000' },
        files: {
          'note.txt': 'as saved',
          'main.mjs': `
        import fs from 'node:fs';
        import { createServer } from 'node:http';
        import { DatabaseSync } from 'node:sqlite';
        const database = new DatabaseSync('shared.db');
        let count = 0;
        const routes = {
          '/write'() {
            count += 1;
            fs.mkdirSync('logs/' + count, { recursive: true });
            fs.appendFileSync('logs/all.txt', count + ' ');
            if (count === 1) fs.writeFileSync('note.txt', 'as written');
            database.exec('CREATE TABLE IF NOT EXISTS counts (n); INSERT INTO counts VALUES (' + count + ')');
            return 'written';
          },
          '/read': () => [fs.readFileSync('note.txt', 'utf8'), fs.existsSync('logs') && fs.readFileSync('logs/all.txt', 'utf8') + fs.readdirSync('logs')].join('; '),
          '/database': () => JSON.stringify(database.prepare('SELECT n FROM counts').all().map(({ n }) => n)),
        };
        createServer((req, res) => res.end(routes[req.url]())).listen(process.argv[2]);
      `,
        },
      },
    );
    assert.deepEqual(
      log.map((line) => line.replace(/(SQLite's locks).*/, '$1')),
      [
        'written',
        "reader is told: /home/reader/files/shared.db is open in another process or thread of this sandbox, too, and SQLite's locks",
        'as written; 1 1,all.txt',
        'written',
        'as written; 1 2 1,2,all.txt',
        "reader is told: /home/reader/files/shared.db is open in another process or thread of this sandbox, too, and SQLite's locks",
        'edited; 1 2 1,2,all.txt',
        '[1,2]',
        // When all have ended, the next begins with the files as they are saved.
        'edited; false',
      ],
    );
  },
);

test('node --test finds the test files and runs each in a process of its own', options, async () => {
  const end = await page.page.evaluate(
    async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      return (await watch(subject)).ended();
    },
    {
      name: 'tested',
      dependencies: [],
      processes: { main: 'node --test --test-reporter=tap' },
      files: {
        'sum.js': 'exports.sum = (a, b) => a + b;',
        'sum.test.js': `const test = require('node:test'); globalThis.own = true; test('sums', (t) => t.assert.strictEqual(require('./sum').sum(1, 2), 3));`,
        'test/other.mjs': `import { test } from 'node:test'; test('is alone', (t) => t.assert.strictEqual(globalThis.own, undefined)); test('fails', () => { throw new Error('on purpose'); });`,
      },
    } satisfies Project,
  );
  assert.equal(end.exitCode, 1);
  assert.match(end.output, /ok 1 - sums[^]*ok 2 - is alone[^]*not ok 3 - fails[^]*# pass 2\n# fail 1\n/);
});

test('what cannot be started has its sentence', options, async () => {
  const seen = await page.page.evaluate(
    async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      const { ended, notices } = await watch(subject);
      return { output: (await ended()).output.trim().split('\n'), notices };
    },
    project(`
    import { exec, spawn } from 'node:child_process';
    import { once } from 'node:events';
    const [error] = await once(spawn('git', ['status']), 'error');
    console.log(error.message, error.code);
    for (const command of ['npm start', 'node a.js | sort']) console.log(await new Promise((resolve) => exec(command, ({ code }) => resolve(code))));
  `),
  );
  assert.deepEqual(seen.output, ['spawn git ENOENT ENOENT', '127', '127']);
  assert.equal(seen.notices.length, 3);
  assert.match(seen.notices[0] ?? '', /^git cannot be started: node is the only program .*WebContainer/);
  assert.match(seen.notices[1] ?? '', /^npm cannot be started: node is the only program/);
  assert.match(
    seen.notices[2] ?? '',
    /has no shell: it runs commands of the form "node file\.js arguments".*node a\.js \| sort/,
  );
});

const waiter = `
  import { execFileSync } from 'node:child_process';
  import { types } from 'node:util';
  import { Worker } from 'node:worker_threads';
  try { console.log(execFileSync('node', ['-p', '6*7'], { encoding: 'utf8' })); } catch ({ code, message }) { console.log(code, message); }
  const ofWasm = types.isSharedArrayBuffer(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer);
  const memory = new Int32Array(new SharedArrayBuffer(8));
  console.log(ofWasm, Atomics.add(memory, 1, 5), types.isSharedArrayBuffer(memory.buffer), memory.buffer instanceof SharedArrayBuffer, structuredClone(memory), Buffer.from(memory.buffer).length);
  try { new Worker('', { eval: true, workerData: memory }); console.log('shared'); } catch ({ name, message }) { console.log(name, message); }
`;

const MEMORY = 'true 0 true true Int32Array(2) [ 0, 5 ] 8';

test('threads share memory and a process can wait for a child where the page is isolated', options, async () => {
  const end = await page.page.evaluate(
    async (subject) => (await (globalThis as unknown as PageScope).watch(subject)).ended(),
    project(waiter),
  );
  assert.equal(end.output, `42\n\n${MEMORY}\nshared\n`);
});

test('where the page is not isolated both say so', options, async () => {
  const plain = await EnginePage.open({});
  try {
    const { stdout } = await plain.run(project(waiter));
    const [first = '', second, third = ''] = stdout.split('\n');
    assert.match(
      first,
      /^ERR_FEATURE_UNAVAILABLE_ON_PLATFORM .*cross-origin isolated pages only, which this one is not\. Use exec\(\), execFile\(\) or spawn\(\); or serve the page with the headers/,
    );
    // A program has memory of its own, which others do not fill.
    assert.equal(second, MEMORY);
    assert.match(third, /^DataCloneError .*not cross-origin isolated/);
  } finally {
    await plain.close();
  }
});

test('a stopped clock moves on while a process waits for its child, and limits the child’s time', options, async () => {
  const output = await page.page.evaluate(
    async (subject) => {
      const { watch } = globalThis as unknown as PageScope;
      const { session, printed, ended } = await watch(subject);
      await printed('ready');
      session.clock.setRate(0);
      await session.signal('main', 'SIGUSR2');
      const moved = await session.clock.advance(3_600_000);
      return { moved: moved.ok, ...(await ended()) };
    },
    project(`
    import { spawnSync } from 'node:child_process';
    process.on('SIGUSR2', () => {
      const began = Date.now();
      console.log(spawnSync('node', ['-e', 'setTimeout(() => console.log("an hour"), 3_600_000 - 1000)'], { encoding: 'utf8' }).stdout, Date.now() - began);
      console.log(spawnSync('node', ['-e', 'setTimeout(() => {}, 1e9)'], { timeout: 1000 }).error.code, Date.now() - began);
      process.exit();
    });
    setInterval(() => {}, 1e9);
    console.log('ready');
  `),
  );
  assert.deepEqual(output, {
    moved: true,
    exitCode: 0,
    signal: null,
    output: 'ready\nan hour\n 3599000\nETIMEDOUT 3600000\n',
  });
});

test(
  'a session has room for 64 children: the next is refused with EAGAIN, and it says so; all end with their ancestor',
  options,
  async () => {
    const seen = await page.page.evaluate(
      async (subject) => {
        const { watch } = globalThis as unknown as PageScope;
        const { session, ended, notices, printed } = await watch(subject);
        await printed('refused');
        await session.kill('main');
        return { end: await ended(), notices };
      },
      project(`
    import { spawn } from 'node:child_process';
    const children = Array.from({ length: 65 }, () => spawn('node', ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }));
    let running = 0;
    for (const child of children) child.on('spawn', () => { running += 1; }).on('error', ({ code, syscall }) => setTimeout(() => console.log('refused', code, syscall, child.pid, running)));
  `),
    );
    assert.deepEqual(seen.end, {
      exitCode: null,
      signal: 'SIGKILL',
      output: 'refused EAGAIN spawn node undefined 64\n',
    });
    assert.deepEqual(seen.notices, [
      'A child process was refused (EAGAIN): a session may have 64 threads and child processes at a time.',
    ]);
  },
);

test('a process that is killed while its files are loaded is gone at once, and starts again', options, async () => {
  const seen = await page.page.evaluate(
    async (subject) => {
      const { engine } = globalThis as unknown as PageScope;
      const booted = await engine.boot(subject, { autostart: false });
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      let output = '';
      const ended = Promise.withResolvers<void>();
      session.subscribe((event) => {
        if (event.type === 'output') output += event.text;
        if (event.type === 'state' && event.process.exitCode === 0) ended.resolve();
      });
      const states: string[] = [];
      for (const name of ['first', 'second']) {
        void session.start(name);
        await session.kill(name);
        states.push(
          ...session
            .processes()
            .filter((each) => each.name === name)
            .map(({ state, signal }) => `${state} ${signal}`),
        );
      }
      await session.start('second');
      await ended.promise;
      session.dispose();
      return { states, output };
    },
    { ...project("console.log('ran');"), processes: { first: 'node main.mjs', second: 'node main.mjs' } },
  );
  assert.deepEqual(seen, { states: ['exited SIGKILL', 'exited SIGKILL'], output: 'ran\n' });
});
