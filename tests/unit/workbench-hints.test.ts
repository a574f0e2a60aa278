// cspell:ignore expres exrpess crytpo
/** Hints of the workbench: a name that was probably meant, programs that take long, and names no file may have. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNameProblem } from '../../src/workbench/panes/files/file-names.ts';
import { describeStatus } from '../../src/workbench/panes/toolbar/status.ts';
import { didYouMean, distance } from '../../src/workbench/stores/did-you-mean.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

const PACKAGES = ['express', 'express-rate-limit', 'jose'];
const FILES = ['server.js', 'src/limiter.js'];
const meant = (message: string) => didYouMean(message, PACKAGES, FILES);

test('a package that cannot be found is compared with those that are there and with Node’s own', () => {
  const notFound = (name: string) =>
    `Error [ERR_MODULE_NOT_FOUND]: Cannot find package '${name}' imported from /x/a.js`;
  assert.equal(meant(notFound('expres')), 'Did you mean “express”?');
  assert.equal(meant(notFound('exrpess')), 'Did you mean “express”?');
  assert.match(meant(notFound('sqlite'))!, /^Did you mean “node:sqlite”\?/);
  assert.equal(meant(notFound('crytpo')), 'Did you mean “crypto”?');
  assert.equal(meant(notFound('lodash')), null);
  assert.equal(
    meant('Error [ERR_UNKNOWN_BUILTIN_MODULE]: No such built-in module: node:sqlit'),
    'Did you mean “node:sqlite”?',
  );
});

test('a file that cannot be found is compared with those of the sandbox', () => {
  const lost = (path: string) =>
    `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/home/reader/x/${path}' imported from /x/a.js`;
  assert.equal(meant(lost('limiters.js')), 'Did you mean “limiter.js”?');
  assert.equal(meant(lost('limiter')), 'Did you mean “limiter.js”?');
  assert.equal(meant(lost('other.js')), null);
  assert.equal(meant('TypeError: x is not a function'), null);
});

test('an exchange of neighbors is one step, as an insertion, a deletion and a substitution are', () => {
  const steps = (one: string, other: string) => distance(one, other);
  assert.deepEqual(
    [steps('ab', 'ba'), steps('abc', 'ac'), steps('ac', 'abc'), steps('abc', 'axc'), steps('', 'abc'), steps('a', 'a')],
    [1, 1, 1, 1, 3, 0],
  );
});

test('names of files are refused with what would be right', () => {
  const taken = (name: string) => name === 'server.js';
  const refused = [
    '',
    '../x.js',
    '/x.js',
    'a//b.js',
    'node_modules/x.js',
    ' x.js',
    'a:b.js',
    'server.js',
    'x\u0000.js',
    'x'.repeat(101),
  ];
  for (const name of refused) assert.match(fileNameProblem(name, taken) ?? '', /[.”]$/, name);
  for (const name of ['helper.js', 'src/a b.ts', 'schema.sql', '.env', 'ä.js'])
    assert.equal(fileNameProblem(name, taken), null);
});

function sandbox(http: string | null = 'GET http://localhost:3000/\n', processes: readonly string[] = ['app']) {
  const engine = new ScriptedEngine();
  const stores = new SandboxStores(
    {
      name: 'test',
      title: 'Test',
      shown: ['server.js'],
      files: { 'server.js': 'original\n' },
      processes: Object.fromEntries(processes.map((name) => [name, { command: 'node server.js', env: {} }])),
      dependencies: [],
      http,
      engines: ['embedded'],
      panes: [],
    },
    async () => engine,
  );
  return { engine, stores };
}

test('a program that listens on no port is said to be starting still, after a while', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { engine, stores } = sandbox();
  await stores.run.run();
  assert.equal(stores.patience.hint, null);
  t.mock.timers.tick(4000);
  assert.equal(stores.patience.hint, 'still starting: it listens on no port yet');
  engine.session.listen('app', 3000);
  assert.equal(stores.patience.hint, null);
});

test('a port that no request goes to is told, and so is the answer to one that goes elsewhere', async () => {
  const { engine, stores } = sandbox();
  await stores.run.run();
  engine.session.listen('app', 8080);
  assert.equal(stores.patience.hint, 'it listens on 8080, the requests go to 3000');
  engine.session.answer = async () => ({ ok: false, code: 'refused', reason: 'Nobody listens on port 3000.' });
  const answer = await stores.exchange.send(0);
  assert.equal(answer?.reason, 'Nobody listens on port 3000. The sandbox listens on 8080.');
  stores.requests.edit(0, 'GET http://localhost:8080/\n');
  assert.equal(stores.patience.hint, null);
});

test('while others start, the port that one process listens on is not called the wrong one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { engine, stores } = sandbox(undefined, ['database', 'app']);
  await stores.run.run();
  engine.session.listen('database', 5432);
  assert.equal(stores.patience.hint, null);
  t.mock.timers.tick(3999);
  assert.equal(stores.patience.hint, null);
  t.mock.timers.tick(1);
  assert.equal(stores.patience.hint, 'it listens on 5432, the requests go to 3000');
  engine.session.listen('app', 3000);
  assert.equal(stores.patience.hint, null);
});

test('a request that is not answered gets the hint to press Stop', async (t) => {
  const { engine, stores } = sandbox();
  await stores.run.run();
  engine.session.listen('app', 3000);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  engine.session.answer = () => new Promise(() => {});
  void stores.exchange.send(0);
  t.mock.timers.tick(4000);
  assert.equal(stores.patience.hint, 'no answer yet: if it computes without end, press Stop');
  stores.run.stop();
  assert.deepEqual([stores.patience.hint, describeStatus(stores.run)], [null, 'stopped']);
});

test('“Its log says why” is not said of an empty log', async () => {
  const { engine, stores } = sandbox();
  await stores.run.run();
  engine.session.listening = async () => ({
    ok: false,
    code: 'project',
    reason: 'The program ended without listening on a port. Its log says why.',
  });
  const empty = await stores.exchange.send(0);
  assert.match(empty?.reason ?? '', /without listening on a port\. It has printed nothing\. A server calls listen\(\)/);
  engine.session.emit({ type: 'output', process: 'app', stream: 'stdout', text: 'x\n' });
  assert.match((await stores.exchange.send(0))?.reason ?? '', /Its log says why\.$/);
});
