/** The engine in the browsers that readers have, Chromium, Firefox and WebKit: the same programs, the same output. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isolation } from '../../src/build/headers.ts';
import { browserMissing, launch, type BrowserName } from '../support/browsers.ts';
import { addressOf, serveEngine } from '../support/engine-page.ts';
import { EngineTab, program, sandbox } from './support/engine-tab.ts';

const BROWSERS: readonly BrowserName[] = ['Chromium', 'Firefox', 'WebKit'];
const only = process.env['PORT3000_BROWSER'];
const timeout = 180_000;

/** A program that reads stacks in every way: without columns, which differ, and tail calls, which WebKit makes. */
const STACKS = `
const bare = (text) => text.replace(/:\\d+(?=\\)?$)/gm, '');
function outer() { const error = inner(); return error; }
function inner() { const error = new Error('here'); return error; }
console.log(bare(outer().stack.split('\\n').slice(0, 4).join('\\n')));
function mark() { const target = {}; Error.captureStackTrace(target, mark); return target; }
function marked() { const target = mark(); return target; }
console.log(bare(marked().stack.split('\\n').slice(0, 2).join('\\n')));
const { prepareStackTrace } = Error;
Error.prepareStackTrace = (_, sites) => sites;
const [site, second] = outer().stack;
Error.prepareStackTrace = prepareStackTrace;
console.log(site.getFunctionName(), site.getLineNumber(), site.getFileName(), site.isNative(), site.isEval(), site.isConstructor());
console.log(second.getFunctionName(), second.getLineNumber(), second.isToplevel());
class Mine extends Error { get name() { return 'Mine'; } }
console.log(new Mine('own').stack.split('\\n')[0]);
const late = new Error('before'); late.message = 'after'; console.log(late.stack.split('\\n')[0]);
const read = new Error('before'); void read.stack; read.message = 'after'; console.log(read.stack.split('\\n')[0]);
const set = new Error('x'); set.stack = 'mine'; console.log(set.stack, Object.keys(set));
console.log(Error.stackTraceLimit);
Error.stackTraceLimit = 1;
console.log(outer().stack.split('\\n').length);
Error.stackTraceLimit = 0;
console.log(outer().stack);
Error.stackTraceLimit = 10;
try { null.x; } catch (error) { console.log(error.stack.split('\\n')[0].slice(0, 10), bare(error.stack.split('\\n')[1])); }
await Promise.reject(new RangeError('late')).catch((error) => console.log(error.stack.split('\\n')[0]));
await (async () => undefined.x)().catch((error) => console.log(error.stack.slice(0, 10)));
try { new URL('nonsense'); } catch (error) { console.log(error.stack.split('\\n')[0], error.code); }
console.log([3, 1].map(function each() { return bare(new Error('in').stack.split('\\n')[1]); })[0]);
console.log(Object.prototype.toString.call(new TypeError('x')), new TypeError('x') instanceof Error, TypeError.name, Error.length);
console.log(new Error('with', { cause: 'c' }).cause, new AggregateError([1], 'many').errors, Error('called').message);
console.log(Object.getPrototypeOf(TypeError) === Error, Error.prototype.constructor === Error, (() => { try { null.x } catch (e) { return e.constructor === TypeError } })());
`;

/** The output of a program in real Node. */
function inNode(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'core-flow-'));
  try {
    writeFileSync(join(folder, 'main.mjs'), source);
    const { stdout, stderr } = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout.replaceAll(`${pathToFileURL(folder).href}/main.mjs`, 'file:///home/reader/program/main.js');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let server: Server;
before(async () => {
  server = await serveEngine(undefined, undefined, undefined, isolation);
});
after(() => server.close());

for (const name of BROWSERS.filter((each) => only === undefined || each === only)) {
  const missing = browserMissing(name);
  if (missing) console.log(`Left out: ${missing}`);

  describe(name, { skip: missing ?? false, timeout, concurrency: false }, () => {
    let tab: EngineTab;
    before(async () => {
      const browser = await launch(name);
      console.log(`${name} ${browser.version}`);
      tab = await EngineTab.open(browser, addressOf(server));
    });
    after(() => tab?.browser.close());

    test('an Express server answers, remembers and starts afresh', async () => {
      await tab.boot(sandbox('backends/hello'));
      assert.equal(await tab.listening(), 3000);
      const greeting = await tab.request({ path: '/', headers: [['Accept-Language', 'es']] });
      assert.equal(greeting.status, 200);
      assert.equal(greeting.body, 'Hola! This is Node v24.21.0.\n');
      assert.equal(greeting.headers['vary'], 'Accept-Language');
      assert.match(greeting.headers['etag'] ?? '', /^W\/"/);
      const sign = () =>
        tab.request({
          path: '/guests',
          method: 'POST',
          headers: [['Content-Type', 'application/json']],
          body: '{"name":"Ada"}',
        });
      assert.equal((await sign()).status, 201);
      assert.deepEqual(JSON.parse((await sign()).body), { welcome: 'Ada', guest: 2 });
      await tab.printed('Ada signed the guest book\nAda signed the guest book\n');
      assert.match(
        (await tab.output()).stdout,
        /^Listening on http:\/\/localhost:3000\nAda signed the guest book\nAda signed the guest book\n$/,
      );
      const broken = await tab.request({
        path: '/guests',
        method: 'POST',
        headers: [['Content-Type', 'application/json']],
        body: '{"name":',
      });
      assert.equal(broken.status, 400);
      assert.equal((await tab.request({ path: '/nowhere' })).status, 404);
      await tab.restart();
      await tab.listening();
      assert.deepEqual(JSON.parse((await sign()).body), { welcome: 'Ada', guest: 1 });
    });

    test('an edit takes effect with the next start', async () => {
      await tab.boot(
        program(`import http from 'node:http'; http.createServer((req, res) => res.end('before')).listen(3000);`),
      );
      await tab.listening();
      assert.equal((await tab.request({ path: '/' })).body, 'before');
      await tab.write(
        'main.js',
        `import http from 'node:http'; http.createServer((req, res) => res.end('after')).listen(3000);`,
      );
      await tab.restart();
      await tab.listening();
      assert.equal((await tab.request({ path: '/' })).body, 'after');
    });

    test('node:sqlite', async () => {
      const { stdout, stderr, code } = await tab.run(
        program(`
        import { DatabaseSync } from 'node:sqlite';
        const database = new DatabaseSync(':memory:');
        database.exec('CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE)');
        const insert = database.prepare('INSERT INTO item (name) VALUES (?)');
        for (let n = 0; n < 1000; n += 1) insert.run('item ' + n);
        console.log(database.prepare('SELECT count(*) AS n, max(id) AS last FROM item').get());
        try { insert.run('item 7'); } catch (error) { console.log(error.code, error.errcode, error.message); }
      `),
      );
      assert.equal(
        stdout,
        '[Object: null prototype] { n: 1000, last: 1000 }\nERR_SQLITE_ERROR 2067 UNIQUE constraint failed: item.name\n',
        stderr,
      );
      assert.equal(code, 0);
    });

    test('PostgreSQL, whose files are blobs that the program reads', async () => {
      const { stdout, stderr, code } = await tab.run(
        program(`
        import { PGlite } from '@electric-sql/pglite';
        const database = await PGlite.create();
        await database.exec("CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item SELECT n, 'item ' || n FROM generate_series(1, 1000) n");
        console.log((await database.query('SELECT count(*), max(name) FROM item WHERE id > $1', [900])).rows);
        await database.query('INSERT INTO item VALUES (7)').catch(({ code, message }) => console.log(code, message));
        await database.close();
      `),
      );
      assert.equal(
        stdout,
        '[ { count: 100, max: \'item 999\' } ]\n23505 duplicate key value violates unique constraint "item_pkey"\n',
        stderr,
      );
      assert.equal(code, 0);
    });

    test('fetch inside goes through the virtual network; nothing else is reachable', async () => {
      const { stdout, stderr } = await tab.run(
        program(`
        import http from 'node:http';
        const server = http.createServer((req, res) => req.pipe(res)).listen(3000, async () => {
          const response = await fetch('http://localhost:3000/', { method: 'POST', body: 'there and back' });
          console.log(response.status, await response.text());
          await fetch('http://example.com/').catch((error) => console.log(error.message, error.cause?.code));
          server.close();
        });
      `),
      );
      assert.match(stdout, /^200 there and back\nfetch failed E\w+\n$/, stderr);
    });

    test('types are taken away, and lines stay', async () => {
      const { stdout, stderr } = await tab.run(
        program(
          `
        import { writeFileSync } from 'node:fs';
        import { createRequire } from 'node:module';
        interface Item { readonly name: string }
        const item = { name: 'typed' } satisfies Item;
        writeFileSync('common.cts', 'type A = 1;\\nexports.where = (): string => new Error("here").stack!;');
        const stack: string = createRequire(import.meta.url)('./common.cts').where();
        writeFileSync('enum.ts', 'enum A { B }');
        console.log(item as Item, /program.common.cts:2/.test(stack), await import('./enum.ts').catch(({ code }: NodeJS.ErrnoException) => code));
      `,
          'main.ts',
        ),
      );
      assert.equal(stdout, "{ name: 'typed' } true ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX\n", stderr);
    });

    test('AsyncLocalStorage across await, timers and callbacks', async () => {
      const { stdout, stderr } = await tab.run(
        program(`
        import { AsyncLocalStorage } from 'node:async_hooks';
        import { setTimeout as pause } from 'node:timers/promises';
        import fs from 'node:fs';
        const storage = new AsyncLocalStorage();
        const work = async (name) => {
          const seen = [];
          await pause(name === 'a' ? 20 : 5);
          seen.push(storage.getStore());
          try { await Promise.reject(new Error('no')); } catch { seen.push(storage.getStore()); }
          await new Promise((resolve) => fs.readFile(import.meta.filename, () => { seen.push(storage.getStore()); resolve(); }));
          for await (const each of [1]) seen.push(storage.getStore());
          return seen.join('');
        };
        console.log(await Promise.all(['a', 'b'].map((name) => storage.run(name, work, name))), storage.getStore());
      `),
      );
      assert.equal(stdout, "[ 'aaaa', 'bbbb' ] undefined\n", stderr);
    });

    test('crypto: hash, scrypt, random, Web Cryptography', async () => {
      const { stdout, stderr } = await tab.run(
        program(`
        import crypto from 'node:crypto';
        import { promisify } from 'node:util';
        console.log(crypto.createHash('sha256').update('abc').digest('hex'));
        console.log((await promisify(crypto.scrypt)('password', 'salt', 32, { N: 1024 })).toString('hex'));
        console.log(crypto.randomUUID().length, crypto.randomBytes(16).length);
        const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc'));
        console.log(Buffer.from(digest).toString('hex'));
        const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
        console.log(crypto.verify(null, Buffer.from('x'), publicKey, crypto.sign(null, Buffer.from('x'), privateKey)));
      `),
      );
      const { scryptSync } = await import('node:crypto');
      const sha = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
      assert.equal(
        stdout,
        `${sha}\n${scryptSync('password', 'salt', 32, { N: 1024 }).toString('hex')}\n36 16\n${sha}\ntrue\n`,
        stderr,
      );
    });

    test('an import cycle keeps its live bindings', async () => {
      const { stdout, stderr } = await tab.run({
        name: 'cycle',
        files: {
          'package.json': '{"type":"module"}',
          'main.js': "import { isEven } from './even.js'; console.log(isEven(10), isEven(7));",
          'even.js': "import { isOdd } from './odd.js'; export const isEven = (n) => n === 0 || isOdd(n - 1);",
          'odd.js': "import { isEven } from './even.js'; export const isOdd = (n) => n !== 0 && isEven(n - 1);",
        },
        processes: { main: 'node main.js' },
        dependencies: [],
      });
      assert.equal(stdout, 'true false\n', stderr);
    });

    test('an uncaught error names the file, the line and the calls, as Node does', async () => {
      const { stderr, code } = await tab.run(
        program(`import { join } from 'node:path';
function find(user) {
  throw new TypeError(\`no user \${join('a', user)}\`);
}
class Desk {
  ask() {
    find('b');
  }
}
new Desk().ask();
`),
      );
      const lines = stderr.split('\n');
      assert.equal(code, 1);
      assert.match(lines[0] ?? '', /^file:\/\/\/home\/reader\/program\/main\.js:3$/, stderr);
      assert.equal(lines[1], "  throw new TypeError(`no user ${join('a', user)}`);");
      assert.equal(lines[2]?.trim(), '^');
      assert.equal(lines[4], 'TypeError: no user a/b');
      assert.match(lines[5] ?? '', /^    at find \(file:\/\/\/home\/reader\/program\/main\.js:3:\d+\)$/, stderr);
      assert.match(
        lines[6] ?? '',
        /^    at (?:Desk\.)?ask \(file:\/\/\/home\/reader\/program\/main\.js:7:\d+\)$/,
        stderr,
      );
      assert.match(lines[7] ?? '', /^    at file:\/\/\/home\/reader\/program\/main\.js:10:\d+$/, stderr);
      assert.doesNotMatch(stderr, /blob:|global code|module code|@|eval/, stderr);
      assert.match(stderr, /\nNode\.js v24\.21\.0\n$/);
    });

    test('a syntax error names the file and the line', async () => {
      const { stderr, code } = await tab.run(program('const a = 1;\nconst b = ;\n'));
      assert.equal(code, 1);
      assert.match(stderr, /^file:\/\/\/home\/reader\/program\/main\.js:2\nconst b = ;\n +\^\n\nSyntaxError: /, stderr);
      assert.doesNotMatch(stderr, /blob:/);
    });

    test('stacks read as in Node, and prepareStackTrace gets call sites', async () => {
      const { stdout, stderr } = await tab.run(program(STACKS));
      assert.equal(stdout, inNode(STACKS), stderr);
    });

    test('what Node 24 has of the language', async () => {
      const { stdout, stderr } = await tab.run(
        program(`
        console.log(typeof Symbol.dispose, typeof Symbol.asyncDispose, typeof Promise.withResolvers, typeof Promise.try);
        console.log([1, 2, 3].values().map((n) => n * 2).filter((n) => n > 2).toArray(), Iterator.from([1]).next());
        console.log(RegExp.escape('a.b'), Error.isError(new TypeError('x')), Error.isError({}));
        console.log(new Set([1, 2]).union(new Set([3])).size, Object.groupBy([1, 2], (n) => (n % 2 ? 'odd' : 'even')));
        console.log(typeof Float16Array, Math.f16round(1.5));
        const stack = new DisposableStack(); stack.defer(() => console.log('disposed')); stack.dispose();
      `),
      );
      assert.equal(stderr, '');
      assert.equal(
        stdout,
        [
          'symbol symbol function function',
          '[ 4, 6 ] { value: 1, done: false }',
          '\\x61\\.b true false',
          '3 [Object: null prototype] { odd: [ 1 ], even: [ 2 ] }',
          'function 1.5',
          'disposed',
          '',
        ].join('\n'),
      );
    });

    // WebKit does not know `credentialless`: the page is not isolated there.
    test('memory is shared between threads, and a child waited for, or the reason why not is given', async () => {
      const { stdout, stderr } = await tab.run(
        program(`
        import { execFileSync } from 'node:child_process';
        import { Worker } from 'node:worker_threads';
        try {
          console.log(execFileSync('node', ['-e', 'console.log(require("child_process").execFileSync("node", ["-p", "6*7"], { encoding: "utf8" }))'], { encoding: 'utf8', input: 'x' }).trim());
          const cells = new Int32Array(new SharedArrayBuffer(8));
          new Worker('const { workerData } = require("worker_threads"); Atomics.store(workerData, 1, 5); Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0);', { eval: true, workerData: cells });
          Atomics.wait(cells, 0, 0);
          console.log(cells[1]);
        } catch ({ message }) { console.log(message); }
      `),
      );
      if (name === 'WebKit') assert.match(stdout, /cross-origin isolated pages only, which this one is not/, stderr);
      else assert.equal(stdout, '42\n5\n', stderr);
    });

    test('an endless loop leaves the page alive and ends when it is told to', async () => {
      await tab.boot(program(`console.log('in'); setTimeout(() => { for (;;) {} }, 0);`));
      await tab.printed('in');
      assert.equal(await tab.ticks(50), 50);
      await tab.kill();
      assert.deepEqual(
        (await tab.processes()).map(({ state, signal }) => [state, signal]),
        [['exited', 'SIGKILL']],
      );
      const { stdout } = await tab.run(program("console.log('next')"));
      assert.equal(stdout, 'next\n');
    });

    test('the page itself saw no error', async () => {
      assert.deepEqual(await tab.browser.messages(), []);
    });
  });
}
