/** What goes over the wires: taken apart as HTTP, by connection, and within bounds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitStream } from '../../src/workbench/format/http-wire.ts';
import { shownPieces } from '../../src/workbench/panes/wire/pieces.ts';
import { CONNECTIONS, WireStore } from '../../src/workbench/stores/wire.ts';
import { BYTES } from '../../src/workbench/stores/wire-connection.ts';
import { setup } from '../support/sandbox-stores.ts';
import { ScriptedNetwork } from '../support/scripted-network.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const kinds = (text: string, requests: Parameters<typeof splitStream>[1]) => {
  const bytes = bytesOf(text);
  const decoder = new TextDecoder();
  return splitStream(bytes, requests).parts.map(({ kind, from, to }) => [
    kind,
    decoder.decode(bytes.subarray(from, to)),
  ]);
};
const requestsOf = (text: string) => splitStream(bytesOf(text), null).messages;

test('requests: heads and bodies, one after the other', () => {
  const text = 'POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nConnection: close\r\n\r\n';
  assert.deepEqual(kinds(text, null), [
    ['head', 'POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\n'],
    ['body', 'abc'],
    ['head', 'GET /b HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ]);
  assert.deepEqual(
    requestsOf(text).map(({ line, framing, persists, end }) => [line, framing, persists, end]),
    [
      ['POST /a HTTP/1.1', 'length', true, 42],
      ['GET /b HTTP/1.1', 'none', false, text.length],
    ],
  );
});

test('chunks, with their borders and trailers', () => {
  const text =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nDigest: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n';
  assert.deepEqual(kinds(text, requestsOf('GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n')), [
    ['head', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['chunk size', '5\r\n'],
    ['chunk', 'hello'],
    ['end of chunk', '\r\n'],
    ['chunk size', '1;x=y\r\n'],
    ['chunk', '!'],
    ['end of chunk', '\r\n'],
    ['chunk size', '0\r\n'],
    ['trailers', 'Digest: x\r\n\r\n'],
    ['head', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ]);
});

test('no body after HEAD, 204 and 304; interim answers answer nothing; after 101 it is no HTTP', () => {
  const requests = requestsOf('HEAD / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n');
  const text =
    'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  assert.deepEqual(
    kinds(text, requests).map(([kind]) => kind),
    ['head', 'head', 'head', 'body'],
  );
  assert.deepEqual(kinds('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0001\u0002', requests)[1], [
    'other',
    '\u0001\u0002',
  ]);
});

test('what has not come yet, and what is no HTTP, is shown as it is', () => {
  assert.deepEqual(kinds('GET / HTTP/1.1\r\nHos', null), [['head', 'GET / HTTP/1.1\r\nHos']]);
  assert.deepEqual(kinds('GE', null), [['head', 'GE']]);
  assert.deepEqual(kinds('PING\r\nPONG\r\n', null), [['other', 'PING\r\nPONG\r\n']]);
  const [open] = splitStream(bytesOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'), []).messages;
  assert.equal(open!.end, null);
  const [closed] = splitStream(bytesOf('HTTP/1.0 200 OK\r\n\r\nabc'), []).messages;
  assert.deepEqual([closed!.framing, closed!.persists, closed!.end], ['close', false, null]);
  assert.deepEqual(kinds('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel', []).slice(1), [
    ['chunk size', '5\r\n'],
    ['chunk', 'hel'],
  ]);
  assert.deepEqual(
    kinds('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n', []).at(-1)![0],
    'chunk size',
  );
});

test('however a stream is cut into pieces, every byte of it is shown once', () => {
  const text =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  for (let to = 1; to <= text.length; to += 1) {
    const { parts } = splitStream(bytesOf(text.slice(0, to)), []);
    assert.equal(parts.map((part) => text.slice(part.from, part.to)).join(''), text.slice(0, to));
  }
});

async function recording() {
  const { engine, stores } = setup();
  const wire = new WireStore(stores.run);
  wire.start();
  assert.equal(wire.recording, false);
  const network = new ScriptedNetwork();
  const { boot } = engine;
  engine.boot = async (...args) => {
    const booted = await boot.apply(engine, args);
    if (booted.ok) Object.assign(booted.session, { network });
    return booted;
  };
  await stores.run.run();
  return { network, stores, wire };
}

test('a connection is recorded from the first byte on, both directions in time', async () => {
  const { network, wire } = await recording();
  assert.equal(wire.recording, true);
  network.send({ type: 'open' });
  network.send({ time: 1002, bytes: 'GET / HTTP/1.1\r\n\r\n' });
  network.send({ time: 1005, from: 'app', to: 'client', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no' });
  network.send({ time: 1006, from: 'app', to: 'client', bytes: 'k' });
  network.send({ time: 1008, bytes: 'GET /2 HTTP/1.1\r\nConnection: close\r\n\r\n' });
  network.send({
    time: 1009,
    from: 'app',
    to: 'client',
    bytes: 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n',
  });
  network.send({ time: 1010, from: 'app', to: 'client', type: 'end' });
  network.send({ time: 1011, type: 'close' });
  const [connection] = wire.connections;
  assert.deepEqual(
    [connection!.ended, connection!.whole, connection!.sizes],
    ['close', true, { opener: 56, other: 86 }],
  );
  assert.deepEqual(
    shownPieces(connection!).map(({ after, title, parts, notes }) => [
      after,
      title,
      parts.map(({ kind, begins }) => `${kind}${begins ? '' : ' …'}`).join(),
      notes.join(),
    ]),
    [
      [0, 'client connects to app', '', ''],
      [2, 'client to app', 'head', ''],
      [5, 'app to client', 'head,body', ''],
      [6, 'app to client', 'body …', 'Kept alive: the next request may come over this connection.'],
      [8, 'client to app, request 2 on this connection', 'head', ''],
      [
        9,
        'app to client, answer 2 on this connection',
        'head',
        'The answer says “Connection: close”: no further request comes over this connection.',
      ],
      [10, 'app will send no more', '', ''],
      [11, 'client closes the connection', '', ''],
    ],
  );
});

test('the oldest connections are forgotten and counted; of a long one the begin is kept, and the rest counted', async () => {
  const { network, wire } = await recording();
  for (let connection = 1; connection <= CONNECTIONS + 5; connection += 1) network.send({ connection });
  assert.deepEqual(
    [wire.connections.length, wire.forgotten, wire.connections[0]!.id],
    [CONNECTIONS, 5, CONNECTIONS + 5],
  );
  network.send({ connection: 1, type: 'close' });
  assert.equal(wire.connections.length, CONNECTIONS, 'the end of what was forgotten is no connection');
  for (let piece = 0; piece < 4; piece += 1) network.send({ connection: 205, bytes: 'x'.repeat(BYTES / 2) });
  const { kept, left, sizes } = wire.connections[0]!;
  assert.deepEqual([kept, left, sizes.opener], [BYTES, { bytes: BYTES, pieces: 2 }, BYTES * 2]);
  network.send({ connection: 2000 });
  network.send({ connection: 2000, bytes: 'x'.repeat(BYTES + 5) });
  network.send({ connection: 2000, bytes: 'after' });
  const large = wire.connections[0]!;
  assert.deepEqual([large.kept, large.left, large.stream(true).length], [BYTES, { bytes: 10, pieces: 2 }, BYTES]);
  for (let connection = 1; connection <= 60; connection += 1)
    network.send({ connection: 1000 + connection, bytes: 'x'.repeat(BYTES) });
  assert.ok(wire.connections.reduce((sum, each) => sum + each.kept, 0) <= 2 ** 22);
});

test('nothing is tapped once nobody looks; another session begins anew', async () => {
  const { network, stores, wire } = await recording();
  network.send({ type: 'data', bytes: 'x' });
  assert.equal(wire.connections[0]!.whole, false);
  stores.run.stop();
  assert.deepEqual([wire.recording, wire.connections.length], [false, 1]);
  await stores.run.run();
  assert.deepEqual([wire.recording, wire.connections.length], [true, 0]);
  wire.stop();
  assert.deepEqual([network.taps.size, wire.recording], [0, false]);
});
