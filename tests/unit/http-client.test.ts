/** The one HTTP client, piece by piece: what it sends, and how it reads an answer however the bytes are cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ConnectionReceiver, HttpRequest } from '../../src/engine/engine.ts';
import { sendRequest } from '../../src/engine/shared/http-client.ts';
import { encodeRequest } from '../../src/engine/shared/http-request.ts';
import { ResponseReader } from '../../src/engine/shared/http-response.ts';

/** Answers a request with these bytes, cut where the lengths say. */
function answering(bytes: Uint8Array, cuts: readonly number[], reset = false) {
  return async (_port: number, receiver: ConnectionReceiver) => {
    setImmediate(() => {
      let from = 0;
      for (const length of cuts) {
        if (from < bytes.length) void receiver.data(bytes.slice(from, from + length));
        from += length;
      }
      if (from < bytes.length) void receiver.data(bytes.slice(from));
      if (reset) receiver.close(true);
      else receiver.end();
    });
    return { ok: true as const, connection: { write: async () => {}, end() {}, destroy() {} } };
  };
}

const get: HttpRequest = { port: 3000, method: 'GET', path: '/', headers: [] };
const bytes = (text: string) => new TextEncoder().encode(text);
const ask = async (text: string, request = get, cuts: readonly number[] = [], reset = false) => {
  const result = await sendRequest(answering(bytes(text), cuts, reset), request, 1000);
  return result.ok
    ? {
        status: result.response.status,
        body: new TextDecoder().decode(result.response.body),
        headers: result.response.headers,
      }
    : { failed: result.code, reason: result.reason };
};
const encoded = (request: HttpRequest): string => {
  const sent = encodeRequest(request);
  return 'ok' in sent ? sent.reason : new TextDecoder().decode(sent);
};

test('a request gets the headers it lacks, and keeps those it has', () => {
  assert.equal(
    encoded({
      port: 3001,
      method: 'POST',
      path: '/a?b=1',
      headers: [
        ['X-One', '1'],
        ['x-one', '2'],
      ],
      body: 'höh',
    }),
    'POST /a?b=1 HTTP/1.1\r\nHost: localhost:3001\r\nX-One: 1\r\nx-one: 2\r\nConnection: close\r\nContent-Length: 4\r\n\r\nhöh',
  );
  assert.match(
    encoded({
      ...get,
      headers: [
        ['host', 'a'],
        ['connection', 'keep-alive'],
      ],
    }),
    /^GET \/ HTTP\/1\.1\r\nhost: a\r\nconnection: keep-alive\r\n\r\n$/,
  );
  assert.equal(
    encoded({
      port: 3000,
      method: 'POST',
      path: '/a',
      headers: [
        ['host', 'x'],
        ['connection', 'keep-alive'],
        ['content-length', '2'],
      ],
      body: 'é',
    }),
    'POST /a HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\né',
  );
});

test('an empty body is announced where a body would mean something, and is the same as none', () => {
  const added = (method: string, body?: string | Uint8Array): string =>
    encoded({ port: 3000, method, path: '/', headers: [], ...(body !== undefined && { body }) })
      .split('\r\n')
      .slice(3)
      .join('|');
  for (const body of [undefined, '', new Uint8Array()]) {
    for (const method of ['POST', 'PUT', 'PATCH', 'QUERY']) assert.equal(added(method, body), 'Content-Length: 0||');
    for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS']) assert.equal(added(method, body), '|');
  }
  assert.equal(added('DELETE', 'a'), 'Content-Length: 1||a');
});

test('what would become another request is not sent, and the reason says where it is', async () => {
  assert.match(encoded({ ...get, path: '/a b' }), /“GET \/a b” cannot be sent: write a space as %20/);
  assert.match(encoded({ ...get, method: 'GET / HTTP/1.1\r\nX: ' }), /cannot be sent/);
  assert.match(
    encoded({ ...get, headers: [['X-A', '1\r\nX-B: 2']] }),
    /The header “X-A” cannot be sent: .* line break/,
  );
  assert.equal((await ask('', { ...get, headers: [['X-A', '\0']] })).failed, 'request');
});

test('bodies are read by length, by chunks and to the end, however the bytes are cut', async () => {
  const responses: readonly (readonly [string, string])[] = [
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello'],
    [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: t\r\n\r\n',
      'hello',
    ],
    ['HTTP/1.1 200 OK\r\n\r\nhello', 'hello'],
    [
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      '',
    ],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...responses),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
      async ([text, body], cuts) => {
        const answer = await ask(text, get, cuts);
        assert.deepEqual([answer.status, answer.body], [200, body]);
      },
    ),
    { seed: 3000, numRuns: 300 },
  );
});

test('an answer is there as soon as it is whole, and not before', () => {
  const read = (text: string, method = 'GET', ended = false): string => {
    const reader = new ResponseReader(method);
    const result = reader.push(Buffer.from(text, 'latin1')) ?? (ended ? reader.end() : undefined);
    if (result === undefined) return 'incomplete';
    return result === 'whole' ? Buffer.from(reader.body).toString() : result.code;
  };
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'), 'hi');
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi'), 'incomplete');
  assert.equal(
    read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n1\r\n!\r\n0\r\nTrailer: a\r\n\r\n'),
    'hi!',
  );
  assert.equal(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n'), 'incomplete');
  assert.equal(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnope\r\n'), 'protocol');
  assert.equal(read('HTTP/1.1 200 OK\r\n\r\nto the end'), 'incomplete');
  assert.equal(read('HTTP/1.1 200 OK\r\n\r\nto the end', 'GET', true), 'to the end');
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', 'HEAD'), '');
  assert.equal(read('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'), '');
  assert.equal(read('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n'), '');
  assert.equal(read('garbage\r\n'), 'protocol');
  assert.equal(read('garbage', 'GET', true), 'protocol');
  assert.equal(read('HTTP/1.1 2', 'GET', true), 'reset');
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nhi'), 'hi');
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!'), 'protocol');
  assert.equal(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi!\r\n0\r\n\r\n'), 'protocol');
});

test('responses without a body end with their headers', async () => {
  assert.deepEqual((await ask('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n')).body, '');
  assert.deepEqual((await ask('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', { ...get, method: 'HEAD' })).body, '');
  assert.deepEqual(
    (await ask('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie:  b=2 \r\nContent-Length: 0\r\n\r\n')).headers,
    [
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['Content-Length', '0'],
    ],
  );
});

test('what is no answer is a failure with a reason', async () => {
  assert.equal((await ask('')).failed, 'reset');
  assert.match(
    (await ask('SSH-2.0-OpenSSH\r\n\r\n')).reason ?? '',
    /does not begin with an HTTP\/1\.1 status line but with "SSH-2\.0-OpenSSH"/,
  );
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel')).reason ?? '',
    /before the body was whole \(3 bytes had come\)/,
  );
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n5\r\nlo')).reason ?? '',
    /before the body was whole \(5 bytes had come\)/,
  );
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n')).reason ?? '',
    /begins with "xyz"/,
  );
  assert.match((await ask('HTTP/1.1 200 OK\r\nnonsense\r\n\r\n')).reason ?? '', /header line without a name/);
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n')).reason ?? '',
    /Content-Length is "many", which is not one number of bytes/,
  );
  assert.equal((await ask('HTTP/1.1 200 OK\r\n', get, [], true)).failed, 'reset');
});

test('whoever follows an answer hears of its head at once, then of the pieces, however the bytes are cut', async () => {
  const text = 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunks = '5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\nTrailer: t\r\n\r\n';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), async (cuts) => {
      const heard: string[] = [];
      const result = await sendRequest(answering(bytes(text + chunks), cuts), get, 1000, {
        follow: {
          head: ({ status, headers }, { sent, received }) => {
            heard.push(`${status} ${headers.length}`);
            assert.ok(new TextDecoder().decode(sent).startsWith('GET / HTTP/1.1'));
            assert.ok(new TextDecoder().decode(received).startsWith(text));
          },
          body: (piece) => heard.push(new TextDecoder().decode(piece)),
        },
      });
      assert.equal(heard[0], '200 1');
      assert.equal(heard.slice(1).join(''), 'hello, world');
      assert.ok(result.ok);
      assert.equal(new TextDecoder().decode(result.response.body), 'hello, world');
      assert.equal(result.response.broken, undefined);
    }),
    { seed: 3000, numRuns: 100 },
  );
});

test('an answer that never ends is no missing one: only its head has to come in time, and reading can be stopped', async () => {
  let receiver: ConnectionReceiver | undefined;
  let destroyed = 0;
  const connect = async (_port: number, given: ConnectionReceiver) => {
    receiver = given;
    return { ok: true as const, connection: { write: async () => {}, end() {}, destroy: () => (destroyed += 1) } };
  };
  const pieces: string[] = [];
  const stop = new AbortController();
  const follow = { head() {}, body: (piece: Uint8Array) => pieces.push(new TextDecoder().decode(piece)) };
  const answer = sendRequest(connect, get, 30, { follow, signal: stop.signal });
  await new Promise(setImmediate);
  void receiver?.data(bytes('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  void receiver?.data(bytes('data: 1\n\n'));
  assert.deepEqual(pieces, ['data: 1\n\n']);
  stop.abort();
  const result = await answer;
  assert.ok(result.ok);
  assert.equal(result.response.broken, 'Reading was stopped before the answer was whole.');
  assert.equal(new TextDecoder().decode(result.response.body), 'data: 1\n\n');
  assert.equal(destroyed, 1);

  const silent = await sendRequest(connect, get, 20, { follow });
  assert.ok(!silent.ok);
  assert.match(silent.reason, /^No answer within 0\.02 seconds/);
  const unwanted = await sendRequest(connect, get, 1000, { signal: AbortSignal.abort() });
  assert.equal(!unwanted.ok && unwanted.code, 'stopped');
});

test('a body that breaks off is shown as far as it came to whoever follows it, and is a failure to others', async () => {
  const text = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel';
  const follow = { head() {}, body() {} };
  const followed = await sendRequest(answering(bytes(text), []), get, 1000, { follow });
  assert.ok(followed.ok);
  assert.match(followed.response.broken ?? '', /before the body was whole \(3 bytes had come\)/);
  assert.equal(new TextDecoder().decode(followed.response.body), 'hel');
  const headless = await sendRequest(answering(bytes('HTTP/1.1 200 OK\r\n'), []), get, 1000, { follow });
  assert.equal(!headless.ok && headless.code, 'reset');
  assert.equal((await ask(text)).failed, 'reset');
});

test('a line without end is given up', async () => {
  const reader = new ResponseReader('GET');
  assert.equal(reader.push(bytes('HTTP/1.1 200 OK\r\nX: ')), undefined);
  const result = reader.push(new Uint8Array(9_000_000).fill(0x61));
  assert.ok(typeof result === 'object');
  assert.match(result.reason, /a line of more than 8388608 bytes/);
});

test('a connection that is never made is given up as well, and dropped if it comes later', async () => {
  const late = Promise.withResolvers<Awaited<ReturnType<ReturnType<typeof answering>>>>();
  const result = await sendRequest(() => late.promise, get, 20);
  assert.equal(!result.ok && result.code, 'timeout');
  const dropped = Promise.withResolvers<void>();
  late.resolve({
    ok: true,
    connection: { write: () => Promise.reject(new Error('sent')), end() {}, destroy: () => dropped.resolve() },
  });
  await dropped.promise;
});
