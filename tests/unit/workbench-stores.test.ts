import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { connectSocket } from '../../scripts/record/connect-socket.ts';
import type { Failure, HttpResponse, ResponseListener, Result } from '../../src/engine/engine.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { KEPT } from '../../src/workbench/stores/exchange.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { describeStatus } from '../../src/workbench/panes/toolbar/status.ts';
import { response, ScriptedEngine } from '../support/scripted-engine.ts';

const HTTP =
  '@host = http://localhost:3000\n\n### Home\n# @name home\nGET {{host}}/\n\n### Create\n# @name create\nPOST {{host}}/users\nContent-Type: application/json\n\n{}\n';

function setup(data: Partial<SandboxData> = {}) {
  const engine = new ScriptedEngine();
  const stores = new SandboxStores(
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
  return { engine, stores };
}

/** Lets everything that is already resolved run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The status without the time, which is the machine's. */
const status = ({ run }: SandboxStores) => describeStatus(run).replace(/started in \S+ ms/, 'started in N ms');

const failure: Failure = { ok: false, code: 'timeout', reason: 'The engine did not answer within 15 seconds.' };

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

test('a request starts the sandbox, waits for the port and brings the answer', async () => {
  const { engine, stores } = setup();
  const answer = stores.exchange.send(1);
  assert.equal(stores.exchange.answer?.state, 'waiting');
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
  assert.equal(stores.exchange.answers.get(1)?.state, 'answered');
});

test('requests to a running sandbox go straight there, failures are answers', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  engine.session.answer = async () => ({ ok: false, code: 'reset', reason: 'The server closed the connection.' });
  const answer = await stores.exchange.send(0);
  assert.deepEqual(
    [answer?.state, answer?.reason, engine.sessions.length],
    ['failed', 'The server closed the connection.', 1],
  );
});

test('a sandbox that cannot start answers a request with the reason', async () => {
  const { engine, stores } = setup();
  engine.refuse = failure;
  assert.equal((await stores.exchange.send(0))?.reason, failure.reason);
});

test('a request to a process that is not listening yet waits for it, to one that has ended does not', async () => {
  const { engine, stores } = setup({
    processes: { store: { command: 'node b.js', env: {} }, api: { command: 'node a.js', env: {} } },
  });
  await stores.run.run();
  engine.session.listen('store', 4000);
  const answer = stores.exchange.send(0);
  await settle();
  assert.deepEqual(engine.session.requests, []);
  engine.session.listen('api', 3000);
  assert.equal((await answer)?.state, 'answered');
  engine.session.set('api', { state: 'exited', ports: [], exitCode: 0 });
  engine.session.answer = async () => ({ ok: false, code: 'refused', reason: 'Nobody listens on port 3000.' });
  assert.equal((await stores.exchange.send(0))?.reason, 'Nobody listens on port 3000. The sandbox listens on 4000.');
});

test('an edited request is sent as edited; what cannot be sent is not', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  stores.requests.edit(0, 'DELETE {{host}}/users/1\nX-A: b\n');
  await stores.exchange.send(0);
  assert.deepEqual([engine.session.requests[0]?.method, engine.session.requests[0]?.path], ['DELETE', '/users/1']);
  stores.requests.edit(0, 'DELETE {{nowhere}}/\n');
  assert.match((await stores.exchange.send(0))?.reason ?? '', /no variable “nowhere”/);
  stores.requests.edit(0, 'GET /\nbroken\n');
  assert.match((await stores.exchange.send(0))?.reason ?? '', /^Line 2: “broken” is not a header/);
  stores.requests.edit(0, 'GET /\n\n###\nGET /\n');
  assert.match((await stores.exchange.send(0))?.reason ?? '', /one request at a time/);
  assert.equal(engine.session.requests.length, 1);
});

test('an answer is there from its head on, grows, and can be stopped', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  const { exchange } = stores;
  const wire = { sent: new Uint8Array(), received: new Uint8Array() };
  const script: { follow?: ResponseListener; signal?: AbortSignal; end?: (response: HttpResponse) => void } = {};
  engine.session.answer = (_request, { follow, signal }) => {
    Object.assign(script, { follow, signal });
    const { promise, resolve } = Promise.withResolvers<Result<{ response: HttpResponse }>>();
    script.end = (response) => resolve({ ok: true, response });
    signal?.addEventListener('abort', () => script.end?.({ ...response(200), broken: 'Reading was stopped.' }));
    return promise;
  };
  const told: string[] = [];
  const stopWatching = watch(
    () => exchange.answer,
    (answer) => told.push(`${answer?.state} ${answer?.response?.size ?? '-'}`),
  );
  const whole = exchange.send(0);
  await settle();
  const head = { status: 200, statusText: 'OK', headers: [['Content-Type', 'text/plain']] as const };
  script.follow?.head(head, wire);
  assert.deepEqual(told, ['waiting -', 'receiving 0']);
  for (let piece = 0; piece < 1000; piece += 1) script.follow?.body(new TextEncoder().encode('ab'));
  assert.equal(exchange.answer?.response?.size, 2000);
  assert.deepEqual(told.length, 2, 'pieces that come at once are told of once');
  script.end?.(response(200, 'ab'.repeat(1000)));
  const answer = await whole;
  assert.equal(answer?.state, 'answered');
  assert.equal(answer.response?.body.length, 2000);
  assert.deepEqual(told, ['waiting -', 'receiving 0', 'answered 2000']);

  // A stream of events has no end: who has sent the request is told when its head is there.
  const stream = exchange.send(0);
  await settle();
  script.follow?.head({ ...head, headers: [['Content-Type', 'text/event-stream']] }, wire);
  const streaming = await stream;
  assert.equal(streaming?.state, 'receiving');
  script.follow?.body(new TextEncoder().encode('data: 1\n\n'));
  exchange.stop(streaming.number);
  await settle();
  assert.equal(exchange.answer?.state, 'answered');
  assert.equal(exchange.answer.response?.broken, 'Reading was stopped.');
  assert.equal(new TextDecoder().decode(exchange.answer.response.body), 'data: 1\n\n');

  // More than is kept is not read.
  const large = exchange.send(0);
  await settle();
  script.follow?.head(head, wire);
  const piece = new Uint8Array(KEPT / 2 + 1);
  script.follow?.body(piece);
  assert.equal(script.signal?.aborted, false);
  script.follow?.body(piece);
  assert.equal((await large)?.response?.broken, 'Reading was stopped after 134.2 MB.');

  // What comes after a reset is not shown.
  const late = exchange.send(0);
  await settle();
  stores.reset();
  await late;
  assert.equal(exchange.answer, null);
  stopWatching();
});

test('a request takes values of earlier answers, and is sent as often as its loop says', async () => {
  const { engine, stores } = setup({
    http: '### Login\n# @name login\nPOST /login\n\n### Items\n# @name items\n# @loop for 3\nGET /{{login.response.body.id}}/{{$index}}\n',
  });
  await stores.run.run();
  engine.session.listen('app', 3000);
  const { exchange } = stores;
  assert.match((await exchange.send(1))?.reason ?? '', /needs the answer to “login”, which has none yet/);
  engine.session.answer = async () => ({ ok: true, response: response(200, '{"id":9007199254740993}') });
  await exchange.send(0);
  const last = await exchange.send(1);
  assert.equal(last?.title, 'Items, 3 of 3');
  assert.deepEqual(
    engine.session.requests.map(({ path }) => path),
    ['/login', ...[0, 1, 2].map((index) => `/9007199254740993/${index}`)],
  );
  // Whoever gives one up gives the rest up.
  engine.session.answer = (_, { signal }) =>
    new Promise((resolve) =>
      signal?.addEventListener('abort', () => resolve({ ok: false, code: 'stopped', reason: 'Stopped.' })),
    );
  const given = exchange.send(1);
  await settle();
  await settle();
  exchange.stop(exchange.answer!.number);
  assert.equal((await given)?.reason, 'Stopped.');
  assert.equal(engine.session.requests.length, 5);
});

test('cookies are kept when the reader wishes, and not before', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  const { exchange } = stores;
  engine.session.answer = async () => ({
    ok: true,
    response: { ...response(200), headers: [['Set-Cookie', 'session=1; HttpOnly; Path=/']] },
  });
  const cookie = async () => {
    await exchange.send(0);
    return engine.session.requests.at(-1)?.headers.find(([name]) => name === 'Cookie')?.[1];
  };
  assert.equal(await cookie(), undefined);
  assert.equal(await cookie(), undefined, 'it is off at first');
  await exchange.cookies.keep(true);
  assert.equal(await cookie(), undefined);
  assert.equal(await cookie(), 'session=1');
  assert.deepEqual(
    exchange.cookies.cookies.map(({ name }) => name),
    ['session'],
  );
  await exchange.cookies.keep(false);
  assert.equal(await cookie(), undefined);
  assert.deepEqual(exchange.cookies.cookies, []);
});

test('a WebSocket is opened, spoken over and closed; its body is the first message', async (context) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  context.after(() => server.close());
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(`you said ${data.toString()}`)),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const { engine, stores } = setup({ http: '### Chat\n# @name chat\nWEBSOCKET ws://localhost:3000/chat\n\nfirst\n' });
  await stores.run.run();
  engine.session.listen('app', 3000);
  engine.session.connect = (_, receiver) => connectSocket(port, receiver);
  const answer = await stores.exchange.send(0);
  assert.equal(answer?.response?.status, 101, answer?.reason);
  assert.equal(answer.state, 'receiving');
  const conversation = answer.conversation!;
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      if (conversation.spoken.length >= count) return resolve();
      const end = watch(
        () => conversation.spoken.length,
        (length) => {
          if (length < count) return;
          end();
          resolve();
        },
      );
      return undefined;
    });
  await heard(2);
  conversation.send('second');
  await heard(4);
  conversation.close(3000, 'enough');
  await heard(6);
  assert.deepEqual(
    conversation.spoken.map(({ frame }) => `${frame.from} ${frame.kind} ${new TextDecoder().decode(frame.bytes)}`),
    [
      'client text first',
      'server text you said first',
      'client text second',
      'server text you said second',
      'client close enough',
      'server close enough',
    ],
  );
  assert.equal(conversation.ended, 'Both sides have closed it.');
  assert.equal(stores.exchange.answer?.state, 'answered');
  engine.session.connect = async () => ({ ok: false, code: 'refused', reason: 'Nothing listens.' });
  assert.equal((await stores.exchange.send(0))?.reason, 'Nothing listens.');
  stores.requests.edit(0, 'POST ws://localhost:3000/\n');
  assert.match((await stores.exchange.send(0))?.reason ?? '', /A WebSocket is opened with GET: write “WEBSOCKET ws:/);
});

test('time passes before a request that asks for it, where there is a clock', async () => {
  const { engine, stores } = setup({ http: '# @sleep 38000\nGET http://localhost:3000/\n' });
  await stores.run.run();
  engine.session.listen('app', 3000);
  assert.match(stores.requests.drafts[0]?.text ?? '', /^# @sleep 38000\nGET/);
  assert.match(
    (await stores.exchange.send(0))?.reason ?? '',
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
  assert.equal((await stores.exchange.send(0))?.state, 'answered');
  assert.deepEqual([...moves, engine.session.requests.length], [38_000, 0, 1]);
});

test('sends all in order, one after the other, and stops when nothing can be started', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  let open = 0;
  engine.session.answer = async () => {
    open += 1;
    assert.equal(open, 1, 'one at a time');
    await settle();
    open -= 1;
    return { ok: true, response: response(201) };
  };
  await stores.exchange.sendAll();
  assert.deepEqual(
    engine.session.requests.map(({ path }) => path),
    ['/', '/users'],
  );
  stores.run.stop();
  engine.refuse = failure;
  await stores.exchange.sendAll();
  assert.equal(stores.exchange.answers.get(0)?.state, 'failed');
  assert.equal(stores.exchange.answers.get(1)?.state, 'answered', 'the second was not tried');
});

test('a slow answer does not hide a newer one', async () => {
  const { engine, stores } = setup();
  await stores.run.run();
  engine.session.listen('app', 3000);
  let release = () => {};
  engine.session.answer = async ({ path }) => {
    if (path === '/') await new Promise<void>((resolve) => (release = resolve));
    return { ok: true, response: response(path === '/' ? 200 : 201) };
  };
  const slow = stores.exchange.send(0);
  await stores.exchange.send(1);
  release();
  await slow;
  assert.equal(stores.exchange.answer?.response?.status, 201);
  assert.equal(stores.exchange.answers.get(0)?.response?.status, 200);
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
