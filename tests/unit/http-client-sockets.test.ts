/** The one HTTP client over sockets of real Node: Node's server understands it, and it reads as Node's client does. */
import assert from 'node:assert/strict';
import { createServer as createHttpServer, request as requestInNode } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { connectSocket } from '../../scripts/record/connect-socket.ts';
import { errorCode } from '../../scripts/record/error-code.ts';
import type { HttpRequest } from '../../src/engine/engine.ts';
import { sendRequest } from '../../src/engine/shared/http-client.ts';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/).map((text) => `X-${text}`);
/** Values of headers: printable characters, with spaces within but not around. */
const value = fc.stringMatching(/^(?:[!-~](?:[ -~]{0,20}[!-~])?)?$/);
const headers = fc.array(fc.tuple(name, value), { maxLength: 8 });
const content = fc.oneof(
  fc.constant(undefined),
  fc.constant(''),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.uint8Array({ maxLength: 2000 }),
);

describe('requests to a Node server', () => {
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () =>
      response.end(
        JSON.stringify({
          line: [request.method, request.url],
          headers: request.rawHeaders,
          body: Buffer.concat(parts).toString('hex'),
        }),
      ),
    );
  });
  before(() => listen(server));
  after(() => server.close());

  test('arrive with their headers in order, as often and in the case they were written, and byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
        fc.stringMatching(/^\/[!-"$-~]{0,30}$/),
        headers,
        content,
        async (method, path, own, body) => {
          const request: HttpRequest = {
            port: portOf(server),
            method,
            path,
            headers: own,
            ...(body !== undefined && { body }),
          };
          const result = await sendRequest(connectSocket, request, 5000);
          assert.ok(result.ok, JSON.stringify(result));
          const heard = JSON.parse(Buffer.from(result.response.body).toString()) as {
            line: [string, string];
            headers: string[];
            body: string;
          };
          const bytes = Buffer.from(body ?? '');
          const announced = bytes.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
          assert.deepEqual(heard.line, [method, path]);
          assert.deepEqual(heard.headers, [
            'Host',
            `localhost:${request.port}`,
            ...own.flat(),
            'Connection',
            'close',
            ...(announced ? ['Content-Length', String(bytes.length)] : []),
          ]);
          assert.equal(heard.body, bytes.toString('hex'));
        },
      ),
      { seed: 3000, numRuns: 200 },
    );
  });

  test('text beyond ASCII goes out as UTF-8: Node reads a header one character a byte, and refuses it in a path', async () => {
    const request: HttpRequest = {
      port: portOf(server),
      method: 'PUT',
      path: '/',
      headers: [['X-Who', 'Zoë 漢']],
      body: 'naïve 漢字 🧀',
    };
    const result = await sendRequest(connectSocket, request, 5000);
    assert.ok(result.ok);
    const heard = JSON.parse(Buffer.from(result.response.body).toString()) as {
      headers: string[];
      body: string;
    };
    assert.equal(heard.headers[3], Buffer.from('Zoë 漢').toString('latin1'));
    assert.equal(heard.headers.at(-1), String(Buffer.byteLength('naïve 漢字 🧀')));
    assert.equal(heard.body, Buffer.from('naïve 漢字 🧀').toString('hex'));
    const refused = await sendRequest(connectSocket, { ...request, path: '/käse' }, 5000);
    assert.equal(refused.ok && refused.response.status, 400);
    const { sent } = refused.ok ? refused.response.wire : { sent: new Uint8Array() };
    assert.match(Buffer.from(sent).toString(), /^PUT \/käse HTTP\/1\.1\r\n/);
  });
});

interface Outcome {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** The answer as Node's own client reads it; null when it is not whole. */
function inNode(port: number, method: string): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const request = requestInNode(
      { port, host: '127.0.0.1', method, agent: false, maxHeaderSize: 2 ** 22 },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => resolve(null));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            statusText: response.statusMessage ?? '',
            headers: response.rawHeaders,
            body: Buffer.concat(parts).toString('hex'),
          }),
        );
      },
    );
    request.on('error', () => resolve(null));
    request.end();
  });
}

async function inClient(port: number, method: string): Promise<Outcome | null> {
  const result = await sendRequest(connectSocket, { port, method, path: '/', headers: [] }, 5000);
  if (!result.ok) {
    assert.ok(result.code === 'reset' || result.code === 'protocol', result.reason);
    return null;
  }
  const { status, statusText, headers: list, body } = result.response;
  return { status, statusText, headers: list.flat(), body: Buffer.from(body).toString('hex') };
}

/** A method and the bytes of an answer to it. */
const answer = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST'),
    interim: fc.array(
      fc.constantFrom('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
      { maxLength: 2 },
    ),
    status: fc.constantFrom(
      '200 OK',
      '201 Created',
      '204 No Content',
      '304 Not Modified',
      '404',
      '418 I am a teapot',
      '500 ',
    ),
    own: fc.array(
      fc.tuple(
        name,
        // Bytes beyond ASCII, which have no set meaning (RFC 9110 section 5.5, obs-text), and white space around.
        fc
          .array(fc.constantFrom(...'abc, ;="\x7e\x80\x8f\x96\xa0\xc3\xff'), { maxLength: 12 })
          .map((all) => all.join('')),
        fc.constantFrom('', ' ', '\t ', '  '),
      ),
      { maxLength: 6 },
    ),
    framing: fc.constantFrom('length', 'chunked', 'close'),
    parts: fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 5 }),
    extension: fc.constantFrom('', ';a', ';a=b;c="d"'),
    trailers: fc.constantFrom('', 'X-Sum: 1\r\n', 'X-Sum: 1\r\nX-Two: 2\r\n'),
  })
  .map(({ method, interim, status, own, framing, parts, extension, trailers }) => {
    const body = Buffer.concat(parts);
    const lines = own.map(([key, text, space]) => `${key}:${space}${text}${space}\r\n`);
    if (framing === 'length') lines.push(`content-LENGTH: ${body.length}\r\n`);
    if (framing === 'chunked') lines.unshift('Transfer-encoding: Chunked\r\n');
    const chunks = parts.flatMap((part) => [`${part.length.toString(16)}${extension}\r\n`, part, '\r\n']);
    const all = [
      ...interim,
      `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`,
      ...(framing === 'chunked' ? [...chunks, `0${extension}\r\n${trailers}\r\n`] : [body]),
    ];
    const bare = method === 'HEAD' || /^(204|304)/.test(status);
    if (bare) all.splice(interim.length + 1);
    return {
      method,
      whole: Buffer.concat(all.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each))),
    };
  });

describe('answers of a server made by hand', () => {
  let bytes = Buffer.alloc(0);
  let cut = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(bytes.subarray(0, cut));
      setImmediate(() => socket.end(bytes.subarray(cut)));
    });
  });
  before(() => listen(server));
  after(() => server.close());
  const both = (method: string) => Promise.all([inNode(portOf(server), method), inClient(portOf(server), method)]);

  test('are read as Node’s own client reads them', async () => {
    await fc.assert(
      fc.asyncProperty(answer, fc.nat(), async ({ method, whole }, where) => {
        bytes = whole;
        cut = where % whole.length;
        const [real, own] = await both(method);
        assert.ok(real);
        assert.deepEqual(own, real);
      }),
      { seed: 3000, numRuns: 300 },
    );
  });

  test('that end too early are no answers, as for Node’s own client', async () => {
    await fc.assert(
      fc.asyncProperty(answer, fc.nat(), async ({ method, whole }, where) => {
        bytes = whole.subarray(0, where % whole.length);
        cut = 0;
        const [real, own] = await both(method);
        assert.deepEqual(own, real);
      }),
      { seed: 3000, numRuns: 300 },
    );
  });

  test('may have a megabyte of headers', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `X-${index}: ${'a'.repeat(1000)}\r\n`);
    bytes = Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('')}Content-Length: 2\r\n\r\nhi`);
    cut = 500_000;
    const result = await sendRequest(
      connectSocket,
      { port: portOf(server), method: 'GET', path: '/', headers: [] },
      5000,
    );
    assert.ok(result.ok);
    assert.equal(result.response.headers.length, 1001);
    assert.equal(result.response.wire.received.length, bytes.length);
  });
});

test('a connection that ends without an answer is an error, not a wait', async () => {
  const server = createServer((socket) => socket.end());
  await listen(server);
  const request: HttpRequest = { port: portOf(server), method: 'GET', path: '/', headers: [] };
  const code = async (timeout = 5000) => {
    const result = await sendRequest(connectSocket, request, timeout);
    return result.ok ? 'answered' : errorCode(result);
  };
  assert.equal(await code(), 'ECONNRESET');
  server.removeAllListeners('connection').on('connection', (socket) => socket.resetAndDestroy());
  assert.equal(await code(), 'ECONNRESET');
  server.removeAllListeners('connection').on('connection', (socket) => socket.end('220 smtp.example.com ESMTP\r\n'));
  assert.equal(await code(), 'HPE_INVALID');
  server.removeAllListeners('connection').on('connection', (socket) => socket.on('error', () => {}));
  assert.equal(await code(50), 'ETIMEDOUT');
  server.close();
  assert.equal(await code(), 'ECONNREFUSED');
});
