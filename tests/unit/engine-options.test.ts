/** Options of node: the embedded engine reads them as the pinned Node does, and says the same to wrong ones. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { readOptionTable } from '../../src/build/engine/option-table.ts';
import { ALIASES, WITH_VALUE, readArguments } from '../../src/engine/embedded/shared/node-arguments.ts';
import { wordsOf } from '../../src/engine/embedded/worker/options/environment.ts';
import { readStart } from '../../src/engine/embedded/worker/options/start.ts';
import { TYPES } from '../../src/engine/embedded/worker/options/table.ts';

const table = readOptionTable();

test('the names of options that take a value are those of the pinned Node', () => {
  const names = table.options.filter(([, type]) => type >= TYPES.kInteger).map(([name]) => name);
  assert.deepEqual([...WITH_VALUE].sort(), names.sort());
});

test('the other names of options are those of the pinned Node', () => {
  const single = table.aliases.filter(
    ([name = '', to = '', ...more]) => /^-[\w-]+$/.test(name) && to.startsWith('-') && more.length === 0,
  );
  assert.deepEqual(Object.entries(ALIASES).sort(), single.map(([name, to]) => [name, to]).sort());
});

test('options end at the program, and take the words that are theirs', () => {
  const read = (...words: readonly string[]) => {
    const { execArgv, argv } = readArguments(words);
    return [execArgv, argv];
  };
  assert.deepEqual(read('-r', 'a', '--import=b', '--title', 'c', 'd.js', '--title', 'e'), [
    ['-r', 'a', '--import=b', '--title', 'c'],
    ['d.js', '--title', 'e'],
  ]);
  assert.deepEqual(read('-p', '1', 'a'), [['-p', '1'], ['a']]);
  assert.deepEqual(read('-p', '--no-warnings', 'a'), [['-p', '--no-warnings'], ['a']]);
  assert.deepEqual(read('--stack_trace_limit=1', '--', '-x'), [['--stack_trace_limit=1'], ['-x']]);
  assert.deepEqual(read('-', 'a'), [[], ['-', 'a']]);
});

const inEngine = (args: readonly string[], options: string) => {
  const { execArgv, argv } = readArguments(args);
  const { stderr, exitCode } = readStart(table, {
    execArgv,
    env: options === '' ? {} : { NODE_OPTIONS: options },
    argv0: 'node',
    readFile: () => undefined,
  });
  return { code: exitCode ?? 0, stderr, argv };
};

describe('what node says to options, and whether it starts', { concurrency: 4 }, () => {
  const lines: readonly (readonly [args: string, options?: string])[] = [
    // Unknown options, and options without their value.
    ['--wach --also a.js'],
    ['--foo=bar a.js'],
    ['-x a.js'],
    ['-px a.js'],
    ['-e=1'],
    ['-pi 1'],
    ['--no-foo a.js'],
    ['-h=1'],
    ['-Cx a.js'],
    ['--experimental-default-type=module a.js'],
    ['--import'],
    ['--import='],
    ['--title -x a.js'],
    ['-e'],
    ['-pe'],
    ['--print -e'],
    ['-e -1'],
    ['-p -1'],
    ['--env-file'],
    ['--title='],
    ['--conditions'],
    ['--no-require a.js'],
    ['--no-title=x a.js'],
    ['--no-eval a.js'],
    ['--no-experimental-fetch a.js'],
    ['--no-loader a.js'],
    // Values and options that do not go together.
    ['--unhandled-rejections=foo a.js'],
    ['--input-type=foo -e 1'],
    ['--trace-require-module=foo a.js'],
    ['--disable-proto=foo a.js'],
    ['-c -e 1'],
    ['--check -p 1'],
    ['--test -e 1'],
    ['--test -c a.js'],
    ['--test -i'],
    ['--watch -e 1'],
    ['--watch -c a.js'],
    ['--watch-path=x --test'],
    ['--use-openssl-ca --use-bundled-ca a.js'],
    ['--tls-min-v1.3 --tls-max-v1.2 a.js'],
    ['--cpu-prof-name=x a.js'],
    ['--heap-prof-dir=x --cpu-prof-dir=y a.js'],
    ['--debug a.js'],
    ['--debug-brk=5 a.js'],
    ['--env-file=none.env --nothing a.js'],
    // Options of V8's.
    ['--max-old-space-size a.js'],
    ['--max-old-space-size=abc a.js'],
    ['--no-max-old-space-size a.js'],
    ['--stack-trace-limit=x a.js'],
    ['--stack-trace-limit 5 a.js'],
    ['--stack-size=1e3 a.js'],
    ['--expose-gc=1 a.js'],
    ['--foo --harmony --max-heap-size=abc --bar --no-harmony a.js'],
    // Options in NODE_OPTIONS.
    ['-v', '--wach=1 --foo'],
    ['-v', '--eval=1'],
    ['-v', '-c'],
    ['-v', '-pe 1'],
    ['-v', '--harmony'],
    ['-v', '--expose_internals'],
    ['-v', '--'],
    ['-v', '--no-foo'],
    ['-v', '--require'],
    ['-v', '--no-require'],
    ['-v', '--title="a'],
    ['-v', '--title="a\\'],
    ['-v', '--unhandled-rejections=foo'],
    ['-v', '--max-old-space-size=x'],
    ['-v', '--env-file=x'],
    ['--also', '--wach'],
    // Options that are right.
    ['-v'],
    ['--no-warnings=1 --check=1 -v'],
    ['--loader=x -v'],
    ['--zero_fill_buffers --no-addons -expose-gc --noexpose-gc --nolazy -v'],
    ['--no-experimental-strip-types --report-directory x -v'],
    [
      '--max-semi-space-size=3 --http-parser=legacy --trace-events-enabled --use-strict -v',
      '  --title="a b" -r ./x --no-deprecation --jitless --max-http-header-size=abc ',
    ],
  ];
  for (const [line, options = ''] of lines) {
    test(`${options && `NODE_OPTIONS='${options}' `}node ${line}`, async () => {
      const { NODE_OPTIONS: _, ...env } = process.env;
      const words = line.split(' ');
      const child = spawn(process.execPath, words, {
        argv0: 'node',
        stdio: ['ignore', 'ignore', 'pipe'],
        env: options === '' ? env : { ...env, NODE_OPTIONS: options },
      });
      const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
      const engine = inEngine(words, options);
      // The engine has no loaders' thread.
      if (line.startsWith('--loader'))
        assert.match(
          engine.stderr,
          /^node: --experimental-loader is not available in the embedded engine: call register/,
        );
      else assert.deepEqual({ code: engine.code, stderr: engine.stderr }, { code, stderr });
    });
  }
});

test('what the engine cannot do is refused with a sentence, unless it is negated; what changes nothing is remarked', () => {
  for (const option of [
    '--watch',
    '--run=start',
    '--interactive',
    '--permission',
    '--help',
    '--experimental-vm-modules',
    '--build-snapshot',
  ]) {
    const { code, stderr } = inEngine([option, 'a.js'], '');
    assert.match(
      stderr,
      new RegExp(`^node: ${option.replace(/=.*/, '')} is not available in the embedded engine: .*\\.\n$`),
    );
    assert.equal(code, 9);
  }
  assert.deepEqual(inEngine(['--no-watch', 'a.js'], ''), { code: 0, stderr: '', argv: ['a.js'] });
  const { notices } = readStart(table, {
    execArgv: ['--inspect-brk', '--cpu-prof'],
    env: {},
    argv0: 'node',
    readFile: () => undefined,
  });
  assert.deepEqual(
    notices,
    ['--inspect-brk', '--cpu-prof'].map(
      (name) => `${name} has no effect in the embedded engine: the program is started without it.`,
    ),
  );
});

test('NODE_OPTIONS is divided at spaces; quotes group, and backslashes escape in them', () => {
  assert.deepEqual(wordsOf(' --a   "b c"d \\x "e\\"\\\\f" ""g '), ['--a', 'b cd', '\\x', 'e"\\f', 'g']);
});

test('values are of the type that Node gives them, and lists grow', () => {
  const { values } = readStart(table, {
    execArgv: ['-C', 'b', '--no-warnings', '--max-http-header-size=12x', '--title', 'x=y', '--test-timeout=abc'],
    env: { NODE_OPTIONS: '--conditions=a --title=z' },
    argv0: 'node',
    readFile: () => undefined,
  });
  assert.deepEqual(values, {
    '--conditions': ['a', 'b'],
    '--warnings': false,
    '--max-http-header-size': 12,
    '--title': 'x=y',
    '--test-timeout': 0,
  });
});
