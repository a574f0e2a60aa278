import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../src/engine/engine.ts';
import type { SandboxData } from '../../src/workbench/model/sandbox-data.ts';
import { SandboxModel } from '../../src/workbench/model/sandbox-model.ts';
import { describeStatus } from '../../src/workbench/model/status.ts';
import { response, ScriptedEngine } from '../support/scripted-engine.ts';

const HTTP =
  '@host = http://localhost:3000\n\n### Home\n# @name home\nGET {{host}}/\n\n### Create\n# @name create\nPOST {{host}}/users\nContent-Type: application/json\n\n{}\n';

function setup(data: Partial<SandboxData> = {}) {
  const engine = new ScriptedEngine();
  const model = new SandboxModel(
    {
      name: 'test',
      title: 'Test',
      shown: ['server.js'],
      files: { 'server.js': 'original\n', 'package.json': '{}' },
      processes: { app: { command: 'node server.js', env: {} } },
      dependencies: [],
      http: HTTP,
      engines: ['embedded', 'webcontainer'],
      panes: [],
      ...data,
    },
    async () => engine,
  );
  return { engine, model };
}

/** Lets everything that is already resolved run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The status without the time, which is the machine's. */
const status = (model: SandboxModel) => describeStatus(model).replace(/started in \S+ ms/, 'started in N ms');

const failure: Failure = { ok: false, code: 'timeout', reason: 'The engine did not answer within 15 seconds.' };

test('from Run to a listening server, in words', async () => {
  const { engine, model } = setup();
  assert.equal(status(model), '');
  const run = model.run();
  assert.equal(status(model), 'starting');
  await run;
  assert.equal(status(model), 'starting', 'a process without a port is not ready');
  engine.session.listen('app', 3000);
  assert.equal(status(model), 'listening on 3000 · started in N ms');
  engine.session.set('app', { state: 'exited', ports: [], exitCode: 1 });
  assert.equal(status(model), 'exited with code 1');
  assert.equal(model.active, false);
});

test('a program without requests runs and exits', async () => {
  const { engine, model } = setup({ http: null });
  await model.run();
  assert.match(status(model), /^running/);
  engine.session.set('app', { state: 'exited', exitCode: 0 });
  assert.equal(status(model), 'exited with code 0');
});

test('several processes: the ports together, an end by its name', async () => {
  const { engine, model } = setup({
    processes: { api: { command: 'node a.js', env: {} }, store: { command: 'node b.js', env: {} } },
  });
  await model.run();
  engine.session.listen('store', 4000);
  engine.session.listen('api', 3000);
  assert.equal(status(model), 'listening on 3000, 4000 · started in N ms');
  engine.session.set('store', { state: 'exited', ports: [], exitCode: 0 });
  assert.equal(status(model), 'listening on 3000 · store exited with code 0 · started in N ms');
});

test('a restart takes the edited files and is not an exit', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  model.files.edit('server.js', 'edited\n');
  assert.equal(model.restartNeeded, true);
  const phases = new Set<string>();
  model.addEventListener('change', () => phases.add(model.phase));
  await model.run();
  assert.equal(engine.sessions.length, 1, 'the session is kept');
  assert.equal(engine.session.files['server.js'], 'edited\n');
  assert.equal(model.restartNeeded, false);
  engine.session.listen('app', 3000);
  assert.deepEqual([...phases], ['starting', 'running']);
});

test('what cannot start says why and can be tried again', async () => {
  const { engine, model } = setup();
  engine.refuse = failure;
  await model.run();
  assert.deepEqual([model.phase, model.problem, status(model)], ['failed', failure.reason, 'could not start']);
  engine.refuse = null;
  engine.unavailable = 'This browser has no workers.';
  await model.run();
  assert.equal(model.problem, 'This browser has no workers.');
  engine.unavailable = null;
  await model.run();
  assert.deepEqual([model.phase, model.problem], ['starting', null]);
});

test('an engine that cannot be loaded is a sentence too', async () => {
  const { model } = setup();
  const broken = new SandboxModel(model.data, () => Promise.reject(new TypeError('Failed to fetch')));
  await broken.warm();
  await broken.run();
  assert.match(broken.problem!, /could not be loaded: Failed to fetch\. Check the connection and press Run again\./);
});

test('Stop frees the session, also while it is starting', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  model.stop();
  assert.deepEqual([engine.session.disposed, status(model)], [true, 'stopped']);
  const run = model.run();
  model.stop();
  await run;
  assert.equal(engine.sessions.length, 2);
  assert.deepEqual([engine.session.disposed, model.phase], [true, 'stopped']);
});

test('a request starts the sandbox, waits for the port and brings the answer', async () => {
  const { engine, model } = setup();
  const answer = model.requests.send(1);
  assert.equal(model.requests.answer?.state, 'waiting');
  await settle();
  assert.deepEqual(engine.session.requests, []);
  engine.session.listen('app', 3000);
  assert.equal((await answer)?.response?.status, 200);
  const [{ method, port, path, headers, body } = {} as never] = engine.session.requests;
  assert.deepEqual(
    { method, port, path, headers, body },
    {
      method: 'POST',
      port: 3000,
      path: '/users',
      headers: [['Content-Type', 'application/json']],
      body: '{}\n'.trim(),
    },
  );
  assert.equal(model.requests.answers.get(1)?.state, 'answered');
});

test('requests to a running sandbox go straight there, failures are answers', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  engine.session.answer = async () => ({ ok: false, code: 'reset', reason: 'The server closed the connection.' });
  const answer = await model.requests.send(0);
  assert.deepEqual(
    [answer?.state, answer?.reason, engine.sessions.length],
    ['failed', 'The server closed the connection.', 1],
  );
});

test('a sandbox that cannot start answers a request with the reason', async () => {
  const { engine, model } = setup();
  engine.refuse = failure;
  assert.equal((await model.requests.send(0))?.reason, failure.reason);
});

test('a request to a process that is not listening yet waits for it, to one that has ended does not', async () => {
  const { engine, model } = setup({
    processes: { store: { command: 'node b.js', env: {} }, api: { command: 'node a.js', env: {} } },
  });
  await model.run();
  engine.session.listen('store', 4000);
  const answer = model.requests.send(0);
  await settle();
  assert.deepEqual(engine.session.requests, []);
  engine.session.listen('api', 3000);
  assert.equal((await answer)?.state, 'answered');
  engine.session.set('api', { state: 'exited', ports: [], exitCode: 0 });
  engine.session.answer = async () => ({ ok: false, code: 'refused', reason: 'Nobody listens on port 3000.' });
  assert.equal((await model.requests.send(0))?.reason, 'Nobody listens on port 3000.');
});

test('an edited request is sent as edited; what cannot be sent is not', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  model.requests.edit(0, 'DELETE {{host}}/users/1\nX-A: b\n');
  await model.requests.send(0);
  assert.deepEqual([engine.session.requests[0]?.method, engine.session.requests[0]?.path], ['DELETE', '/users/1']);
  model.requests.edit(0, 'DELETE {{nowhere}}/\n');
  assert.match((await model.requests.send(0))?.reason ?? '', /no variable “nowhere”/);
  model.requests.edit(0, 'GET /\nbroken\n');
  assert.match((await model.requests.send(0))?.reason ?? '', /^Line 2: “broken” is not a header/);
  model.requests.edit(0, 'GET /\n\n###\nGET /\n');
  assert.match((await model.requests.send(0))?.reason ?? '', /one request at a time/);
  assert.equal(engine.session.requests.length, 1);
});

test('time passes before a request that asks for it, where there is a clock', async () => {
  const { engine, model } = setup({ http: '# @sleep 38000\nGET http://localhost:3000/\n' });
  await model.run();
  engine.session.listen('app', 3000);
  assert.match(model.requests.drafts[0]?.text ?? '', /^# @sleep 38000\nGET/);
  assert.match(
    (await model.requests.send(0))?.reason ?? '',
    /^This request is to be sent 38\.0 s later, and this engine’s clock cannot be moved\. Wait so long, remove the line “# @sleep 38000”/,
  );
  const moves: unknown[] = [];
  engine.session.clock = {
    now: () => 0,
    rate: 1,
    setRate() {},
    step: async () => ({ ok: true, moved: false }),
    async advance(milliseconds) {
      moves.push(milliseconds, engine.session.requests.length);
      return { ok: true };
    },
  };
  assert.equal((await model.requests.send(0))?.state, 'answered');
  assert.deepEqual([...moves, engine.session.requests.length], [38_000, 0, 1]);
});

test('sends all in order, one after the other, and stops when nothing can be started', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  let open = 0;
  engine.session.answer = async () => {
    open += 1;
    assert.equal(open, 1, 'one at a time');
    await settle();
    open -= 1;
    return { ok: true, response: response(201) };
  };
  await model.requests.sendAll();
  assert.deepEqual(
    engine.session.requests.map(({ path }) => path),
    ['/', '/users'],
  );
  model.stop();
  engine.refuse = failure;
  await model.requests.sendAll();
  assert.equal(model.requests.answers.get(0)?.state, 'failed');
  assert.equal(model.requests.answers.get(1)?.state, 'answered', 'the second was not tried');
});

test('a slow answer does not hide a newer one', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  let release = () => {};
  engine.session.answer = async ({ path }) => {
    if (path === '/') await new Promise<void>((resolve) => (release = resolve));
    return { ok: true, response: response(path === '/' ? 200 : 201) };
  };
  const slow = model.requests.send(0);
  await model.requests.send(1);
  release();
  await slow;
  assert.equal(model.requests.answer?.response?.status, 201);
  assert.equal(model.requests.answers.get(0)?.response?.status, 200);
});

test('output goes to the log of its process, hints are marked', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.emit({ type: 'output', process: 'app', stream: 'stderr', text: 'oops\n' });
  engine.session.emit({ type: 'notice', process: 'app', text: 'These packages are here: express' });
  assert.deepEqual(
    model.logs.get('app')!.lines.map(({ stream, text }) => [stream, text]),
    [
      ['stderr', 'oops'],
      ['notice', 'These packages are here: express'],
    ],
  );
});

test('Reset brings back everything as it was', async () => {
  const { engine, model } = setup();
  await model.run();
  engine.session.listen('app', 3000);
  model.files.edit('server.js', 'edited\n');
  model.requests.edit(0, 'GET /edited\n');
  const own = model.requests.add();
  assert.equal(own.text, 'GET http://localhost:3000/\n');
  await model.requests.send(0);
  engine.session.emit({ type: 'output', process: 'app', stream: 'stdout', text: 'line\n' });
  model.reset();
  assert.deepEqual(
    [
      engine.session.disposed,
      model.files.text('server.js'),
      model.requests.drafts.map(({ text }) => text.split('\n')[0]),
      model.requests.answer,
      model.requests.answers.size,
      model.logs.get('app')!.total,
      model.phase,
      model.edited,
    ],
    [true, 'original\n', ['GET {{host}}/', 'POST {{host}}/users'], null, 0, 0, 'idle', false],
  );
});

test('one file can be reset alone', () => {
  const { model } = setup({ shown: ['server.js', 'a.js'], files: { 'server.js': 's\n', 'a.js': 'a\n' } });
  model.files.edit('server.js', 'x');
  model.files.edit('a.js', 'y');
  model.files.resetFile('a.js');
  assert.deepEqual(
    [model.files.text('server.js'), model.files.text('a.js'), model.files.isEdited('a.js'), model.edited],
    ['x', 'a\n', false, true],
  );
});
