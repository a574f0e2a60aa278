/** Requests as the stores send them, and their outcomes: answers, streams, loops, cookies, conversations. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { connectSocket } from '../../scripts/record/connect-socket.ts';
import type { HttpResponse, ResponseListener, Result } from '../../src/engine/engine.ts';
import { KEPT } from '../../src/workbench/stores/exchange.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { failure, settle, setup } from '../support/sandbox-stores.ts';
import { response } from '../support/scripted-engine.ts';

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

  // A stream of events has no end: `send` resolves when its head is there.
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

  // Reading stops when the body is larger than what is kept.
  const large = exchange.send(0);
  await settle();
  script.follow?.head(head, wire);
  const piece = new Uint8Array(KEPT / 2 + 1);
  script.follow?.body(piece);
  assert.equal(script.signal?.aborted, false);
  script.follow?.body(piece);
  assert.equal((await large)?.response?.broken, 'Reading was stopped after 134.2 MB.');

  // An answer that comes after a reset is not shown.
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
  // A reader who stops one request of a loop stops the rest.
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
