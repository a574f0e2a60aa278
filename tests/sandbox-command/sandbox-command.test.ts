/**
 * `npm run sandbox -- <folder>` behaves like `node` in that folder: arguments, environment, output as it comes, exit
 * codes, signals, ports. It refuses with a sentence what it cannot run.
 */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { basename, dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ensureEngine } from '../../scripts/sandbox/engine-files.ts';
import { findCommand, readFolder } from '../../scripts/sandbox/entry.ts';
import { readSandboxOptions } from '../../scripts/sandbox/options.ts';
import { Command, Folders, freePort, occupyPort, runCommand } from './command.ts';

const folders = new Folders();

/** The body of the answer of an HTTP server on loopback. */
function ask(port: number, method: string, path: string, body = '', host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, agent: false }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(`${response.statusCode} ${text}`))
        .on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}

describe('npm run sandbox', { concurrency: 3 }, () => {
  // The engine is built once, not by each of the runs below at the same time.
  before(() => ensureEngine());
  after(() => folders.remove());

  test('a program, of types too, has its arguments, environment, folder and exit code; its two outputs stay apart', async () => {
    const folder = folders.write('plain', {
      'src/start.ts': `const code: number = 7;
        console.log(JSON.stringify([process.argv.slice(2), process.env.COLOUR, process.cwd() === __dirname.replace(/.src$/, ''), process.version]));
        console.error('to stderr');
        process.exitCode = code satisfies number;`,
    });
    const ended = await runCommand([folder, '--entry', 'src/start.ts', '--', 'one', 'two words', '--entry', '-x'], {
      env: { COLOUR: 'blue' },
    });
    assert.deepEqual(ended, {
      code: 7,
      stdout: `${JSON.stringify([['one', 'two words', '--entry', '-x'], 'blue', true, process.version])}\n`,
      stderr: 'to stderr\n',
    });
  });

  test('through npm, from a relative folder: its start script, with options of node; the exit code passes through npm', async () => {
    const folder = folders.write('script', {
      'package.json': JSON.stringify({
        type: 'module',
        main: 'other.js',
        scripts: { start: 'node --no-deprecation server.js first' },
      }),
      'server.js': `console.log(process.execArgv, process.argv.slice(2)); process.exit(3);`,
    });
    const ended = await runCommand([basename(folder), '--', 'second'], { cwd: dirname(folder), npm: true });
    assert.deepEqual(ended, { code: 3, stdout: `[ '--no-deprecation' ] [ 'first', 'second' ]\n`, stderr: '' });
  });

  test('main is started when there is no start script, an uncaught error is printed and its code is 1', async () => {
    const folder = folders.write('main', {
      'package.json': JSON.stringify({ main: './lib' }),
      'lib/index.js': `null.nothing;`,
    });
    const { code, stdout, stderr } = await runCommand([folder]);
    assert.equal(stdout, '');
    assert.match(stderr, /lib\/index\.js:1\nnull\.nothing;\n.*\^\n\nTypeError: Cannot read properties of null/s);
    assert.equal(code, 1);
  });

  test('a published port answers on loopback, both ways and at once; output comes while the program runs', async () => {
    const folder = folders.write('server', {
      'index.js': `
        const server = require('node:http').createServer((request, response) => {
          console.log(request.method, request.url, request.socket.remoteAddress);
          if (request.url === '/exit') return response.end('bye', () => process.exit(5));
          if (request.url === '/echo') return request.pipe(response);
          response.end('hello');
        });
        server.listen(3000, () => console.log('ready'));`,
    });
    const port = await freePort();
    const command = new Command([folder, '--publish', `3000:${port}`]);
    await command.printed('stdout', /ready/);
    assert.equal(await ask(port, 'GET', '/one'), '200 hello');
    await command.printed('stdout', /GET \/one ::ffff:127\.0\.0\.1\n/);
    const large = 'all of it '.repeat(200_000);
    const answers = await Promise.all([
      ask(port, 'POST', '/echo', large),
      ...Array.from({ length: 20 }, (_, index) => ask(port, 'GET', `/${index}`)),
    ]);
    assert.equal(answers.shift() === `200 ${large}`, true, 'two megabytes come back as they were sent');
    assert.deepEqual(new Set(answers), new Set(['200 hello']));
    assert.equal(await ask(port, 'GET', '/exit'), '200 bye');
    assert.equal((await command.ended()).code, 5);
    await assert.rejects(ask(port, 'GET', '/'), { code: 'ECONNREFUSED' });
  });

  for (const [format, line] of [
    ['text', '  HTTP/1.1 200 OK\\r\\n'],
    ['hex', '  00000000  48 54 54 50 2f 31 2e 31  20 32 30 30 20 4f 4b 0d  |HTTP/1.1 200 OK.|'],
  ] as const) {
    test(`what goes over the network is shown as ${format}`, async () => {
      const folder = folders.write(`tap-${format}`, {
        'index.js': `
          const http = require('node:http');
          const server = http.createServer((request, response) => response.end('answer')).listen(3000, () => {
            http.get('http://localhost:3000/', { agent: false }, (response) => response.resume().on('end', () => server.close()));
          });`,
      });
      const { code, stdout, stderr } = await runCommand([folder, '--tap', format]);
      assert.deepEqual([code, stdout], [0, '']);
      const lines = stderr.split('\n').map((each) => each.replace(/^sandbox: /, ''));
      assert.ok(lines.includes(line), stderr);
      assert.deepEqual(
        lines.flatMap((each) => /#\d+ (main → main \(port 3000\): (?:open|data))/.exec(each)?.[1] ?? []),
        ['main → main (port 3000): open', 'main → main (port 3000): data', 'main → main (port 3000): data'],
      );
    });
  }

  test('a half-closed connection and a reset reach the program, and come back', async () => {
    const folder = folders.write('raw', {
      'index.js': `
        require('node:net').createServer({ allowHalfOpen: true }, (socket) => {
          let text = '';
          socket.setEncoding('utf8').on('data', (part) => {
            text += part;
            if (part === 'reset me') socket.resetAndDestroy();
          });
          socket.on('end', () => socket.end('you sent ' + text));
          socket.on('error', (error) => console.log(error.code));
          socket.on('close', () => console.log('closed'));
        }).listen(3000, () => console.log('ready'));`,
    });
    const port = await freePort();
    const command = new Command([folder, '--publish', `3000:${port}`]);
    await command.printed('stdout', /ready/);
    const answer = await new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('these words'));
      socket.setEncoding('utf8').on('data', resolve).on('error', reject);
    });
    assert.equal(answer, 'you sent these words');
    const broken = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('reset me'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    assert.equal(broken, 'ECONNRESET');
    const socket = connect(port, '127.0.0.1', () => socket.write('hello', () => socket.resetAndDestroy()));
    await command.printed('stdout', /ECONNRESET/);
    command.signal('SIGKILL');
    await command.ended();
  });

  test('a port of this machine that is taken is named before anything starts, with another that may do', async () => {
    const { port, release } = await occupyPort();
    const ended = await runCommand([folders.write('taken', { 'index.js': '' }), '-p', `3000:${port}`]);
    await release();
    assert.deepEqual(ended, {
      code: 1,
      stdout: '',
      stderr: `sandbox: Port ${port} of this machine is taken (127.0.0.1). Stop what listens there, or publish to another: --publish 3000:${port + 1}.\n`,
    });
  });

  test('a program that does not listen on the published port is told of, while it runs; Ctrl-C ends it with 130', async () => {
    const folder = folders.write('silent', {
      'index.js': `require('node:http').createServer().listen(8080, () => console.log('ready'));`,
    });
    const command = new Command([folder, '--publish', `3000:${await freePort()}`]);
    await command.printed(
      'stderr',
      /^sandbox: the program does not listen on port 3000, which --publish names; it listened on 8080\. Connections to it are refused\.\n$/,
    );
    command.signal('SIGINT');
    assert.equal((await command.ended()).code, 130);
  });

  test('a program that ends without having listened is told of, and its exit code kept', async () => {
    const { code, stderr } = await runCommand([
      folders.write('ends', { 'index.js': '' }),
      '--publish',
      `3000:${await freePort()}`,
    ]);
    assert.deepEqual(
      [code, stderr],
      [
        0,
        'sandbox: the program has ended and did not listen on port 3000, which --publish names. Connections to it are refused.\n',
      ],
    );
  });

  test('a package that is not there: Node’s error, and what to do', async () => {
    const { code, stderr } = await runCommand([folders.write('missing', { 'index.js': `require('not-installed');` })]);
    assert.equal(code, 1);
    assert.match(stderr, /Error: Cannot find module 'not-installed'\nRequire stack:\n- .*missing\/index\.js/);
    assert.match(
      stderr,
      /^sandbox: The package "not-installed" is in no node_modules that was mounted\. Name it in package\.json and run npm install there\.$/m,
    );
  });

  test('what a browser cannot have is said to be so: UDP, machine code', async () => {
    const udp = folders.write('udp', { 'index.js': `require('node:dgram').createSocket('udp4');` });
    const native = folders.write('native', { 'index.js': `require('./addon.node');`, 'addon.node': 'machine code' });
    const [socket, addon] = await Promise.all([runCommand([udp]), runCommand([native])]);
    assert.deepEqual([socket.code, addon.code], [1, 1]);
    assert.match(socket.stderr, /UDP \(node:dgram\) is not available in the browser.*use TCP/);
    assert.match(
      addon.stderr,
      /^sandbox: .*addon\.node is machine code, which a browser cannot run\. Use a package written in JavaScript or WebAssembly/m,
    );
  });

  test('nobody reads what it prints: it ends, as node does in a pipe', async () => {
    const command = new Command([
      folders.write('endless', { 'index.js': `setInterval(() => console.log('more'), 1);` }),
    ]);
    await command.printed('stdout', /more/);
    command.closeOutput();
    assert.notEqual((await command.ended()).code, 0);
  });
});

describe('what cannot be started is refused with a sentence', () => {
  const find = (name: string, files: Readonly<Record<string, string>>, entry?: string) => () =>
    findCommand(folders.write(name, files), entry);
  const read =
    (...words: readonly string[]) =>
    () =>
      readSandboxOptions(words);
  const cases: readonly (readonly [name: string, what: () => unknown, sentence: RegExp])[] = [
    ['no folder', read(), /^Error: Which folder\? Write:\n {2}npm run sandbox -- <folder>/],
    [
      'two folders',
      read('a', 'b'),
      /One folder at a time, but there are 2: a, b\. Arguments for the program come after a second “--”/,
    ],
    [
      'an unknown option',
      read('a', '--port', '1'),
      /“--port” is not an option here\. Arguments for the program come after a second “--”/,
    ],
    ['a port that is none', read('a', '--publish', '99999'), /“99999” is not a port: write a number from 1 to 65535/],
    [
      'a way to show bytes that is none',
      read('a', '--tap', 'base64'),
      /“base64” is no way to show bytes: write --tap text or --tap hex\./,
    ],
    ['an option without its value', read('a', '--entry'), /--entry needs a value, such as --entry server\.js\./],
    [
      'a file',
      () => readFolder('index.js', folders.write('file', { 'index.js': '' })),
      /index\.js is a file\. Name its folder, and the file with --entry/,
    ],
    [
      'a folder that says nothing',
      find('empty', { 'README.md': '' }),
      /does not say what to start: there is no start script in a package\.json, no main in it and no index\.js\. Name the file with --entry server\.js\./,
    ],
    [
      'a start script for a shell',
      find('shell', { 'package.json': '{"scripts":{"start":"npm run build && node a.js"}}' }),
      /its start script is “npm run build && node a\.js”, and only commands of the form “node file\.js” can be started\. Name the file with --entry/,
    ],
    [
      'an entry that is not there',
      find('entry', { 'index.js': '' }, 'other.js'),
      /There is no file .*other\.js, which --entry names\. It is relative to the folder\./,
    ],
    ['a package.json that is not JSON', find('broken', { 'package.json': '{' }), /package\.json is not JSON: /],
  ];
  for (const [name, what, sentence] of cases) test(name, () => assert.throws(what, sentence));

  test('the command says it on standard error, and its exit code is 1', async () => {
    const ended = await runCommand(['/no/such/folder']);
    assert.deepEqual(ended, { code: 1, stdout: '', stderr: 'sandbox: There is no folder /no/such/folder.\n' });
  });
});
