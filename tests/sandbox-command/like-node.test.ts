/**
 * The same programs, fed and signaled the same way, in real Node and by `npm run sandbox`: standard output byte for
 * byte, standard error and the exit code are the same.
 */
import assert from 'node:assert/strict';
import { constants } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { ensureEngine } from '../../scripts/sandbox/engine-files.ts';
import { normalize } from '../parity/normalize.ts';
import { Command, Folders } from './command.ts';

interface Case {
  readonly program: string;
  /** The start script; `node index.js` when left out. */
  readonly script?: string;
  /** What is done to the program while it runs. */
  readonly act?: (command: Command) => Promise<void> | void;
  /** Whether the program's input stays open afterwards. */
  readonly inputStaysOpen?: boolean;
  /** A pattern that standard output must match, so that two failures do not pass as alike. */
  readonly prints: RegExp;
  readonly code: number;
}

/** Every byte value, in parts that cut through characters. */
const BINARY = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 7 + (index >> 8)) & 255));

const CASES: Readonly<Record<string, Case>> = {
  'lines typed at a terminal, answered one by one, to the end of input': {
    program: `
      const lines = require('node:readline').createInterface({ input: process.stdin });
      console.log('ready', process.stdin.isTTY);
      lines.on('line', (line) => console.log('line', JSON.stringify(line))).on('close', () => {
        console.log('end');
        process.exitCode = 3;
      });`,
    async act(command) {
      await command.printed('stdout', /ready/);
      command.input.write('one\ntwo\r\nth');
      await command.printed('stdout', /"two"/);
      // A character in two parts.
      for (const byte of Buffer.from('é')) command.input.write(Buffer.from([byte]));
    },
    prints: /line "th\xc3\xa9"\nend\n$/,
    code: 3,
  },
  'input that is waited for in the middle of a call, here and by a child': {
    program: `
      const { readSync, readFileSync } = require('node:fs');
      const { spawnSync } = require('node:child_process');
      process.stdout.write('name? ');
      const bytes = Buffer.alloc(4);
      console.log('hello', bytes.toString('utf8', 0, readSync(0, bytes)));
      console.log(readFileSync(0).length, readSync(0, bytes), readFileSync(0, 'utf8') === '');
      process.stdin.on('data', () => console.log('data')).on('end', () => console.log('end'));
      const child = ['-e', 'console.log(require("node:fs").readFileSync(0, "utf8").length)'];
      console.log(spawnSync(process.execPath, child, { input: 'x'.repeat(600_000), encoding: 'utf8' }).stdout);`,
    async act(command) {
      await command.printed('stdout', /name\? /);
      command.input.write('Ada\n');
      await command.printed('stdout', /hello Ada/);
      command.input.write(BINARY);
    },
    prints: /^name\? hello Ada\n\n700001 0 true\n600000\n\nend\n$/,
    code: 0,
  },
  'bytes that are no text, in and out, and what two streams of output and a child print of them': {
    program: `
      const { createHash } = require('node:crypto');
      const { spawnSync } = require('node:child_process');
      const hash = createHash('sha256');
      let count = 0;
      process.stdin.on('data', (bytes) => {
        count += bytes.length;
        hash.update(bytes);
        process.stdout.write(bytes);
      }).on('end', () => process.stdout.write('\\n', () => {
        // Now nothing waits to be written, and what the child writes comes after it.
        console.error(count, hash.digest('hex'));
        spawnSync(process.execPath, ['-e', 'process.stdout.write(Buffer.from([254, 10, 195]))'], { stdio: 'inherit' });
        process.stderr.write(Buffer.from([0xff, 0xc3]));
        process.stderr.write(Buffer.from([0xa9, 10]));
      }));`,
    act: (command) => void command.input.write(BINARY),
    prints: /\n\xfe\n\xc3$/,
    code: 0,
  },
  'six megabytes to a slow reader, in order': {
    program: `
      const text = 'x'.repeat(989) + '\\n';
      for (let index = 0; index < 6000; index += 1) process.stdout.write(String(index).padStart(10) + text);
      process.exitCode = 4;
      process.on('exit', (code) => console.error('exit', code));`,
    act: (command) => command.readSlowly(),
    prints: /^ {9}0x+\n[^]*\n {6}5999x+\n$/,
    code: 4,
  },
  'process.exit() before a write is done': {
    program: `
      process.on('exit', (code) => console.log('exit', code));
      process.stdout.write('written\\n', () => console.log('not any more'));
      process.exit(4);`,
    prints: /^written\nexit 4\n$/,
    code: 4,
  },
  'listeners for SIGINT, SIGTERM and SIGHUP': {
    program: `
      const timer = setInterval(() => {}, 1000);
      for (const name of ['SIGINT', 'SIGHUP']) process.on(name, (signal, number) => console.log('got', signal, number));
      process.once('SIGTERM', () => {
        clearInterval(timer);
        process.exitCode = 6;
      });
      console.log('ready');`,
    async act(command) {
      await command.printed('stdout', /ready/);
      for (const signal of ['SIGINT', 'SIGHUP'] as const) {
        command.signal(signal);
        await command.printed('stdout', new RegExp(`got ${signal}`));
      }
      command.signal('SIGTERM');
    },
    prints: /got SIGINT 2\ngot SIGHUP 1\n$/,
    code: 6,
  },
  'SIGINT without a listener, while it waits for input': {
    program: `process.on('exit', () => console.log('not reached')); console.log('ready'); require('node:fs').readFileSync(0);`,
    async act(command) {
      await command.printed('stdout', /ready/);
      command.signal('SIGINT');
    },
    inputStaysOpen: true,
    prints: /^ready\n$/,
    code: 130,
  },
  'SIGTERM without a listener': {
    program: `setInterval(() => {}, 1000); console.log('ready');`,
    async act(command) {
      await command.printed('stdout', /ready/);
      command.signal('SIGTERM');
    },
    prints: /^ready\n$/,
    code: 143,
  },
  'an uncaught exception, after what was printed, with the listeners of exit': {
    program: `
      process.on('exit', (code) => console.log('exit', code, process.exitCode));
      console.log('before');
      setTimeout(() => {
        throw Object.assign(new TypeError('late'), { code: 'E_LATE' });
      });`,
    prints: /^before\nexit 1 1\n$/,
    code: 1,
  },
  'a rejected promise that nobody handles': {
    program: `console.log('before'); Promise.reject(new RangeError('unhandled'));`,
    prints: /^before\n$/,
    code: 1,
  },
  'no input, and process.exitCode, set again in the listener of exit': {
    program: `
      process.stdin.on('data', () => console.log('data')).on('end', () => console.log('end')).resume();
      process.exitCode = 300;
      process.on('beforeExit', () => console.log('beforeExit', process.exitCode));
      process.on('exit', () => (process.exitCode = 258));`,
    prints: /^end\nbeforeExit 300\n$/,
    code: 2,
  },
  'options in the start script': {
    script: 'node --title=named --no-warnings -r ./first.cjs index.js --title=kept "two words"',
    program: `process.emitWarning('unheard'); console.log(process.title, process.execArgv, process.argv.slice(2), globalThis.first);`,
    prints: /^named \[ '--title=named'.*'two words' \] 1\n$/s,
    code: 0,
  },
  'an option that there is not': {
    script: 'node --wach index.js',
    program: `console.log('not reached');`,
    prints: /^$/,
    code: 9,
  },
};

/** The exit code as a shell has it in `$?`: 128 plus the signal's number for a process that a signal has ended. */
async function outcome(
  command: Command,
  { act, inputStaysOpen = false }: Case,
): Promise<{ stdout: string; stderr: string; code: number }> {
  await act?.(command);
  command.input.on('error', () => {});
  if (!inputStaysOpen) command.input.end();
  const { code, stdout, stderr } = await command.ended();
  return { stdout, stderr: normalize(stderr, ''), code: code ?? 128 + constants.signals[command.endedBy ?? 'SIGKILL'] };
}

const folders = new Folders();

describe('npm run sandbox is like node:', { concurrency: 3 }, () => {
  before(() => ensureEngine());
  after(() => folders.remove());

  for (const [name, each] of Object.entries(CASES)) {
    const { program, script = 'node index.js', prints, code } = each;
    test(name, async () => {
      const folder = folders.write(name.replace(/\W+/g, '-'), {
        'package.json': JSON.stringify({ scripts: { start: script } }),
        'index.js': program,
        'first.cjs': 'globalThis.first = 1;',
      });
      const words = [...script.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word).slice(1);
      const [real, engine] = await Promise.all([
        outcome(new Command(words, { cwd: folder, node: true, encoding: 'latin1' }), each),
        outcome(new Command([folder], { encoding: 'latin1' }), each),
      ]);
      assert.ok(prints.test(real.stdout), `real Node printed: ${JSON.stringify(real.stdout.slice(-300))}`);
      assert.equal(real.code, code);
      assert.equal(
        engine.stdout === real.stdout,
        true,
        `printed ${engine.stdout.length} bytes, not ${real.stdout.length}: …${JSON.stringify(engine.stdout.slice(-300))}`,
      );
      assert.deepEqual({ stderr: engine.stderr, code: engine.code }, { stderr: real.stderr, code: real.code });
    });
  }
});
