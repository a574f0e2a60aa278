/** A sandbox from Run to Reset as its stores tell it: Run, Stop, failures, Reset. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProcess } from '../../src/workbench/panes/map/controls.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { failure, setup, status } from '../support/sandbox-stores.ts';

test('from Run to a listening server, in words', async () => {
  const { engine, stores } = setup();
  assert.equal(status(stores), '');
  const run = stores.run.run();
  assert.equal(status(stores), 'starting');
  await run;
  assert.equal(status(stores), 'starting', 'a process without a port is not ready');
  engine.session.listen('app', 3000);
  assert.equal(status(stores), 'listening on 3000 · started in N ms');
  engine.session.set('app', { state: 'exited', ports: [], exitCode: 1 });
  assert.equal(status(stores), 'exited with code 1');
  assert.equal(stores.run.active, false);
});

test('thousands of ports are a few and a number', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  const listen = (count: number) =>
    engine.session.set('app', { state: 'running', ports: Array.from({ length: count }, (_, index) => 3000 + index) });
  listen(6);
  assert.match(status(stores), /^listening on 3000, 3001, 3002, 3003, 3004, 3005 · /);
  listen(5000);
  assert.match(status(stores), /^listening on 3000, 3001, 3002, 3003, 3004, 3005 and 4,994 more · /);
  assert.equal(describeProcess(stores.run.processes[0]!), 'running, port 3000, 3001, 3002 and 4,997 more');
});

test('a program without requests runs and exits', async () => {
  const { engine, stores } = setup({ http: null });
  await stores.run.run();
  assert.match(status(stores), /^running/);
  engine.session.set('app', { state: 'exited', exitCode: 0 });
  assert.equal(status(stores), 'exited with code 0');
});

test('several processes: the ports together, an end by its name', async () => {
  const { engine, stores } = setup({
    processes: { api: { command: 'node a.js', env: {} }, store: { command: 'node b.js', env: {} } },
  });
  await stores.run.run();
  engine.session.listen('store', 4000);
  engine.session.listen('api', 3000);
  assert.equal(status(stores), 'listening on 3000, 4000 · started in N ms');
  engine.session.set('store', { state: 'exited', ports: [], exitCode: 0 });
  assert.equal(status(stores), 'listening on 3000 · store exited with code 0 · started in N ms');
});

test('a restart takes the edited files and is not an exit', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  stores.files.edit('server.js', 'edited\n');
  assert.equal(stores.restartNeeded, true);
  const phases = new Set<string>();
  watch(
    () => stores.run.phase,
    (phase) => phases.add(phase),
  );
  await stores.run.run();
  assert.equal(engine.sessions.length, 1, 'the session is kept');
  assert.equal(engine.session.files['server.js'], 'edited\n');
  assert.equal(stores.restartNeeded, false);
  engine.session.listen('app', 3000);
  assert.deepEqual([...phases], ['starting', 'running']);
});

test('what cannot start says why and can be tried again', async () => {
  const { engine, stores } = setup();
  engine.refuse = failure;
  await stores.run.run();
  assert.deepEqual(
    [stores.run.phase, stores.run.problem, status(stores)],
    ['failed', failure.reason, 'could not start'],
  );
  engine.refuse = null;
  engine.unavailable = 'This browser has no workers.';
  await stores.run.run();
  assert.equal(stores.run.problem, 'This browser has no workers.');
  engine.unavailable = null;
  await stores.run.run();
  assert.deepEqual([stores.run.phase, stores.run.problem], ['starting', null]);
});

test('an engine that cannot be loaded is a sentence too', async () => {
  const { stores } = setup();
  const broken = new SandboxStores(stores.data, () => Promise.reject(new TypeError('Failed to fetch')));
  await broken.run.warm();
  await broken.run.run();
  assert.match(
    broken.run.problem!,
    /could not be loaded: Failed to fetch\. Check the connection and press Run again\./,
  );
});

test('Stop frees the session, also while it is starting', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  stores.run.stop();
  assert.deepEqual([engine.session.disposed, status(stores)], [true, 'stopped']);
  const run = stores.run.run();
  stores.run.stop();
  await run;
  assert.equal(engine.sessions.length, 2);
  assert.deepEqual([engine.session.disposed, stores.run.phase], [true, 'stopped']);
});

test('output goes to the log of its process, hints are marked', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.emit({ type: 'output', process: 'app', stream: 'stderr', text: 'oops\n' });
  engine.session.emit({ type: 'notice', process: 'app', text: 'These packages are here: express' });
  assert.deepEqual(
    stores.log.of('app').lines.map(({ stream, text }) => [stream, text]),
    [
      ['stderr', 'oops'],
      ['notice', 'These packages are here: express'],
    ],
  );
});

test('Reset brings back everything as it was', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  stores.files.edit('server.js', 'edited\n');
  stores.requests.edit(0, 'GET /edited\n');
  const own = stores.requests.add(stores.run.port);
  assert.equal(own.text, 'GET http://localhost:3000/\n');
  await stores.exchange.send(0);
  engine.session.emit({ type: 'output', process: 'app', stream: 'stdout', text: 'line\n' });
  stores.reset();
  assert.deepEqual(
    [
      engine.session.disposed,
      stores.files.text('server.js'),
      stores.requests.drafts.map(({ text }) => text.split('\n')[0]),
      stores.exchange.answer,
      stores.exchange.answers.size,
      stores.log.of('app').total,
      stores.run.phase,
      stores.edited,
    ],
    [true, 'original\n', ['GET {{host}}/', 'POST {{host}}/users'], null, 0, 0, 'idle', false],
  );
});

test('a Reset can be undone: files and requests come back, what ran does not', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  stores.reset();
  assert.equal(stores.undo.done, null, 'nothing of the reader’s was lost');
  stores.files.edit('server.js', 'edited\n');
  stores.requests.edit(0, 'GET /edited\n');
  stores.reset();
  assert.equal(stores.undo.done, 'All files and requests are the book’s again.');
  stores.undo.undo();
  assert.deepEqual(
    [stores.files.text('server.js'), stores.requests.draft(0)?.text, stores.run.phase],
    ['edited\n', 'GET /edited\n', 'idle'],
  );
});

test('a session that has a deleted file is replaced at the next Run', async () => {
  const { engine, stores } = setup({ shown: ['server.js', 'a.js'], files: { 'server.js': 's\n', 'a.js': 'a\n' } });
  await stores.run.run();
  stores.files.remove('a.js');
  assert.equal(stores.restartNeeded, true);
  await stores.run.run();
  assert.deepEqual([engine.sessions.length, Object.keys(engine.session.files)], [2, ['server.js']]);
});

test('one file can be reset alone', () => {
  const { stores } = setup({ shown: ['server.js', 'a.js'], files: { 'server.js': 's\n', 'a.js': 'a\n' } });
  stores.files.edit('server.js', 'x');
  stores.files.edit('a.js', 'y');
  stores.files.resetFile('a.js');
  assert.deepEqual(
    [stores.files.text('server.js'), stores.files.text('a.js'), stores.files.isEdited('a.js'), stores.edited],
    ['x', 'a\n', false, true],
  );
});
