/** Where redirections lead, how packed bodies are unpacked, and under which names bodies are saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { PreparedRequest } from '../../src/sandbox/http-request.ts';
import { decodeContent, UNPACKED } from '../../src/workbench/format/decode-content.ts';
import { redirectOf } from '../../src/workbench/panes/answer/redirect.ts';
import { fileName } from '../../src/workbench/shared/save-body.ts';
import { Received } from '../../src/workbench/stores/received.ts';

const wire = { sent: new Uint8Array(), received: new Uint8Array() };
const answer = (status: number, location?: string) =>
  new Received({ status, statusText: '', headers: location === undefined ? [] : [['Location', location]] }, wire, 1);
const post: PreparedRequest = {
  port: 3000,
  method: 'POST',
  path: '/orders/1?a=b',
  url: 'http://localhost:3000/orders/1?a=b',
  headers: [
    ['Content-Type', 'application/json'],
    ['Authorization', 'Bearer 1'],
    ['X-Own', 'x'],
  ],
  body: '{}',
  sleep: 5,
};

const follow = (request: PreparedRequest, status: number, location?: string) => {
  const redirect = redirectOf(request, answer(status, location));
  if (redirect === null) return null;
  if ('reason' in redirect) return redirect.reason;
  const { method, url, headers, body } = redirect.request;
  assert.equal(redirect.request.sleep, undefined);
  return [method, url, headers.map(([name]) => name).join(), body];
};

test('a redirection is followed as a browser would', () => {
  const there = 'http://localhost:3000/done';
  const rest = 'Authorization,X-Own';
  const all = 'Content-Type,Authorization,X-Own';
  assert.deepEqual(follow(post, 303, '/done'), ['GET', there, rest, undefined]);
  assert.deepEqual(follow(post, 302, '/done'), ['GET', there, rest, undefined]);
  assert.deepEqual(follow(post, 301, '/done'), ['GET', there, rest, undefined]);
  assert.deepEqual(follow(post, 307, '/done'), ['POST', there, all, '{}']);
  assert.deepEqual(follow(post, 308, '/done'), ['POST', there, all, '{}']);
  assert.deepEqual(follow({ ...post, method: 'PUT' }, 302, '/done'), ['PUT', there, all, '{}']);
  assert.deepEqual(follow({ ...post, method: 'PUT' }, 303, '/done'), ['GET', there, rest, undefined]);
  assert.deepEqual(follow({ ...post, method: 'HEAD' }, 303, '/done')?.[0], 'HEAD');
  assert.deepEqual(follow(post, 303, '2?c')?.[1], 'http://localhost:3000/orders/2?c');
  assert.deepEqual(follow(post, 307, 'http://localhost:4000/')?.slice(1, 3), [
    'http://localhost:4000/',
    'Content-Type,X-Own',
  ]);
});

test('what is no redirection, or leads away, is not followed', () => {
  assert.equal(follow(post, 201, '/done'), null);
  assert.equal(follow(post, 304, '/done'), null);
  assert.equal(follow(post, 302), null);
  assert.equal(follow(post, 302, 'https://example.com/a'), 'It leads to https://example.com, outside of this page.');
  assert.equal(follow(post, 302, 'javascript:alert(1)'), 'It leads to javascript:alert(1), outside of this page.');
  assert.match(String(follow(post, 302, 'http://[')), /is no address/);
});

test('packed bodies are unpacked, one coding after the other', async () => {
  const text = 'hello, hello, hello';
  const decode = async (body: Uint8Array, codings: string) => {
    const { bytes, note } = await decodeContent(new Uint8Array(body), codings);
    return [new TextDecoder().decode(bytes), note] as const;
  };
  const both = deflateSync(gzipSync(text));
  assert.equal((await decode(gzipSync(text), 'GZIP'))[0], text);
  assert.equal((await decode(deflateSync(text), 'deflate'))[0], text);
  assert.deepEqual(await decode(both, 'gzip, deflate'), [
    text,
    `Content-Encoding: gzip, deflate. ${both.length} bytes came, unpacked they are 19 bytes; the raw view shows those that came.`,
  ]);
  // Node has brotli in DecompressionStream; where a browser has not, tests/e2e/answers.spec.ts says what happens.
  assert.equal((await decode(brotliCompressSync(text), 'br'))[0], text);
  assert.match((await decode(gzipSync(text), 'compress'))[1], /“compress” is no Content-Encoding that is known here/);
  const broken = gzipSync(Buffer.from(Array.from({ length: 400_000 }, (_, index) => (index * 7919) % 251)));
  const [begin, note] = await decode(broken.subarray(0, broken.length / 2), 'gzip');
  assert.ok(begin.length > 0);
  assert.match(note, /broken or end too early/);
});

test('what unpacks to far more than it was is cut, and said to be', async () => {
  const bomb = gzipSync(new Uint8Array(UNPACKED + 1_000_000));
  const { bytes, note } = await decodeContent(new Uint8Array(bomb), 'gzip');
  assert.ok(bytes.length >= UNPACKED && bytes.length < UNPACKED + 1_000_000);
  assert.match(note, /Only the first 67\.\d MB were unpacked/);
});

test('a body is saved under a name that its type gives', () => {
  assert.deepEqual(
    [
      'application/problem+json; charset=utf-8',
      'text/html',
      'image/png',
      'image/jpeg',
      'image/svg+xml',
      'text/plain',
      undefined,
    ].map((type) => fileName(type)),
    ['answer.json', 'answer.html', 'answer.png', 'answer.jpg', 'answer.svg', 'answer.txt', 'answer.bin'],
  );
});
