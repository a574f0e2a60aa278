/**
 * Folders with real package trees run in the embedded engine, mounted whole, as they run in real Node: at the
 * same path, with the same output and exit code. `packages/` stands for `node_modules`, which git ignores.
 */
import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { collect } from '../../scripts/sandbox/collect.ts';
import { findCommand } from '../../scripts/sandbox/entry.ts';
import { EnginePage } from '../support/engine-page.ts';
import { describeOutcome } from './run.ts';
import { runFolderInEngine, runFolderInNode, type EngineOutcome } from './run-folder.ts';

const projects = join(import.meta.dirname, 'projects');

describe('mounted projects', { concurrency: 2 }, () => {
  let page: EnginePage;
  let base: string;
  before(async () => {
    page = await EnginePage.open();
    base = realpathSync(mkdtempSync(join(tmpdir(), 'projects-')));
  });
  after(async () => {
    await page.close();
    rmSync(base, { recursive: true, force: true });
  });

  async function same(folder: string, command: string, args: readonly string[] = []): Promise<EngineOutcome> {
    const [real, engine] = await Promise.all([
      runFolderInNode(folder, command, args),
      runFolderInEngine(page, folder, command, args),
    ]);
    assert.equal(describeOutcome(engine), describeOutcome(real));
    return engine;
  }

  function write(name: string, files: Readonly<Record<string, string>>): string {
    const folder = join(base, name);
    for (const [path, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    return folder;
  }

  for (const name of readdirSync(projects)) {
    test(name, async () => {
      const folder = join(base, name);
      cpSync(join(projects, name), folder, { recursive: true });
      if (existsSync(join(folder, 'packages'))) renameSync(join(folder, 'packages'), join(folder, 'node_modules'));
      const entry = existsSync(join(folder, 'src/index.js')) ? 'src/index.js' : undefined;
      const { stdout } = await same(folder, findCommand(folder, entry), ['an argument', '"quoted"']);
      assert.notEqual(stdout, '');
    });
  }

  test('a tree of a thousand packages is one file of two thousand, and every package loads', async () => {
    const files: Record<string, string> = {
      'package.json': JSON.stringify({ dependencies: { 'package-0': '1.0.0' } }),
      'index.js': `const { readdirSync } = require('node:fs');
        const names = readdirSync('node_modules').flatMap((name) => name.startsWith('@') ? readdirSync('node_modules/' + name).map((inner) => name + '/' + inner) : name);
        console.log(names.length, names.map((name) => require(name).number).reduce((sum, next) => sum + next, 0));
        console.log(require('package-0').deep(), Object.keys(require.cache).length);`,
    };
    const nameOf = (number: number): string =>
      number % 4 === 3 ? `@scope-${number % 7}/package-${number}` : `package-${number}`;
    for (let number = 0; number < 1000; number += 1) {
      const next = nameOf(number + 1);
      files[`node_modules/${nameOf(number)}/package.json`] = JSON.stringify({
        name: nameOf(number),
        version: '1.0.0',
        main: 'lib',
        dependencies: { [next]: '1.0.0' },
      });
      files[`node_modules/${nameOf(number)}/lib/index.js`] = `const next = '${number % 100 === 99 ? '' : next}';
        exports.number = ${number};
        exports.deep = () => next === '' ? [${number}] : [...require(next).deep(), ${number}].slice(0, 3);`;
    }
    const { collected, stdout } = await same(write('thousand', files), 'node index.js');
    assert.equal(collected.packages, 1000);
    assert.equal(collected.files, 2002);
    assert.match(stdout, /^1000 499500\n/);
  });

  test('packages that are links, and packages of a workspace’s root', async () => {
    const root = write('workspace', {
      'package.json': JSON.stringify({ name: 'workspace', workspaces: ['app', 'shared'] }),
      'app/package.json': JSON.stringify({
        name: 'app',
        type: 'module',
        dependencies: { shared: '*', hoisted: '1.0.0' },
      }),
      'app/main.js': `import { text } from 'shared'; import hoisted from 'hoisted'; console.log(text, hoisted, import.meta.resolve('shared'));`,
      'shared/package.json': JSON.stringify({ name: 'shared', main: 'index.js', dependencies: { deep: '1.0.0' } }),
      'shared/index.js': `exports.text = 'shared with ' + require('deep') + ' in ' + __dirname;`,
      'node_modules/hoisted/package.json': JSON.stringify({ name: 'hoisted', dependencies: { deep: '1.0.0' } }),
      'node_modules/hoisted/index.js': `module.exports = 'hoisted with ' + require('deep');`,
      'node_modules/deep/package.json': JSON.stringify({ name: 'deep' }),
      'node_modules/deep/index.js': `module.exports = 'deep';`,
      'node_modules/unused/package.json': JSON.stringify({ name: 'unused' }),
      'node_modules/unused/index.js': `module.exports = 'unused';`,
    });
    symlinkSync('../shared', join(root, 'node_modules/shared'));
    const { collected } = await same(join(root, 'app'), 'node main.js');
    assert.equal(collected.packages, 2, 'What nobody names stays behind.');
  });

  test('a package that is not installed', async () => {
    const { notices, stderr } = await same(
      write('missing', { 'main.mjs': `import 'not-installed';` }),
      'node main.mjs',
    );
    assert.match(stderr, /Cannot find package 'not-installed' imported from .*main\.mjs/);
    assert.match(notices.join('\n'), /"not-installed" is in no node_modules .*npm install/);
  });

  test('a syntax error in a package', async () => {
    const folder = write('syntax', {
      'index.js': `require('broken');`,
      'node_modules/broken/index.js': 'const a = 1;\nconst b = ;\n',
    });
    const { stderr, code } = await runFolderInEngine(page, folder, 'node index.js');
    assert.equal(code, 1);
    assert.match(stderr, /broken\/index\.js:2\nconst b = ;\n {10}\^\n\nSyntaxError: Unexpected token ';'/);
  });

  test('a native addon, which cannot be loaded', async () => {
    const folder = write('native', {
      'index.js': `require('addon');`,
      'node_modules/addon/index.js': `module.exports = require('./build/addon.node');`,
      'node_modules/addon/build/addon.node': 'machine code',
    });
    const { stderr, code, notices } = await runFolderInEngine(page, folder, 'node index.js');
    assert.equal(code, 1);
    assert.match(stderr, /ERR_DLOPEN_FAILED/);
    assert.match(notices.join('\n'), /addon\.node is machine code/);
  });

  test('a UDP socket, which cannot be opened', async () => {
    const folder = write('udp', { 'index.js': `require('node:dgram').createSocket('udp4').bind(5000);` });
    const { stderr, code, notices } = await runFolderInEngine(page, folder, 'node index.js');
    assert.equal(code, 1);
    assert.match(`${stderr}${notices.join('\n')}`, /UDP.*node:dgram.*browser/i);
  });

  test('files that are too large are named, trees that are too large refused', () => {
    const folder = write('large', { 'index.js': '', 'data.bin': 'x'.repeat(5000) });
    assert.match(collect(folder, { file: 4000, total: 10_000 }).notes.join(), /data\.bin was left out/);
    assert.throws(() => collect(folder, { file: 10_000, total: 4000 }), /more than a browser can be asked to hold/);
  });
});
