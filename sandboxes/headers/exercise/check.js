import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';

const JSON_TYPE = 'application/json';

/** GET with these headers and no others: fetch would add an Accept of its own. */
function get(path, headers = {}) {
  return new Promise((resolve, reject) => {
    const options = { headers: { Connection: 'close', ...headers } };
    http
      .get(`http://localhost:3000${path}`, options, async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        resolve({ status: response.statusCode, headers: response.headers, text });
      })
      .on('error', reject);
  });
}

const products = (accept, more) =>
  get('/products', { ...(accept !== undefined && { Accept: accept }), ...more });

const typeOf = ({ status, headers }) =>
  `${status} ${(headers['content-type'] ?? 'no type').split(';')[0]}`;

const members = (field) => (field ?? '').toLowerCase().split(/\s*,\s*/);

async function setPrice(price) {
  const response = await fetch('http://localhost:3000/products/L1', {
    method: 'PUT',
    headers: { 'Content-Type': JSON_TYPE, Connection: 'close' },
    body: JSON.stringify({ price }),
  });
  await response.text();
}

test('a request without Accept is answered 200, in JSON', async () => {
  assert.equal(
    typeOf(await products(undefined)), `200 ${JSON_TYPE}`,
    'No Accept means no preference (RFC 9110 §12.4.1).',
  );
});

test('Accept: */* is answered 200', async () => {
  const { status } = await products('*/*');
  assert.equal(status, 200, 'A client that takes anything must get something.');
});

test('the weights of Accept decide', async () => {
  for (const [accept, type] of [
    ['application/xml;q=0.9, text/csv', 'text/csv'],
    ['application/json;q=0.1, application/xml;q=0.2', 'application/xml'],
    ['text/*, application/json;q=0.5', 'text/csv'],
    ['application/json;q=0, */*;q=0.1', 'text/csv'],
  ]) {
    assert.equal(typeOf(await products(accept)), `200 ${type}`, `Accept: ${accept}`);
  }
});

test('a format that is not offered is answered 406', async () => {
  const { status } = await products('image/png');
  assert.equal(status, 406, `Accept: image/png is answered ${status}.`);
});

test('every answer of /products names Accept in Vary', async () => {
  for (const accept of [JSON_TYPE, 'text/csv', 'application/xml', 'image/png']) {
    const { headers } = await products(accept);
    assert.equal(
      members(headers.vary).includes('accept'), true,
      `For Accept: ${accept} it is Vary: ${headers.vary ?? '(none)'}, so that a cache `
        + 'gives this answer to everybody.',
    );
  }
});

test('If-None-Match with the current ETag is answered 304, empty', async () => {
  const { headers: { etag } } = await products(JSON_TYPE);
  assert.notEqual(etag, undefined, 'The answer has no ETag to come back with.');
  const { status, text } = await products(JSON_TYPE, { 'If-None-Match': etag });
  assert.equal(`${status} ${text}`, '304 ', 'It has not changed, and was sent again.');
});

test('the ETag of one format is none of another', async () => {
  const { headers: { etag } } = await products(JSON_TYPE);
  assert.notEqual(etag, undefined, 'The answer has no ETag to come back with.');
  const { status } = await products('text/csv', { 'If-None-Match': etag });
  assert.equal(status, 200, 'CSV was asked for, and the JSON is to be kept.');
});

test('after a change the old ETag is not answered 304', async () => {
  const { headers: { etag } } = await products(JSON_TYPE);
  assert.notEqual(etag, undefined, 'The answer has no ETag to come back with.');
  await setPrice(21.5);
  const { status, text } = await products(JSON_TYPE, { 'If-None-Match': etag });
  await setPrice(19.99);
  assert.equal(status, 200, 'The price has changed, and the client keeps the old one.');
  assert.match(text, /21\.5/, 'The new price is not in the answer.');
});

test('/products may be kept by caches', async () => {
  const { headers } = await products(JSON_TYPE);
  assert.equal(
    members(headers['cache-control']).includes('no-store'), false,
    'no-store is for what is private; nobody could come back with the ETag.',
  );
});

test('a name is a name in XML, whatever is in it', async () => {
  const { text } = await products('application/xml');
  const xml = text.replace(/<!\[CDATA\[([^\]]*)\]\]>/g, (section, raw) =>
    raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const plain = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  const character = (number) => String.fromCodePoint(Number(number.replace('x', '0x')));
  const names = [...xml.matchAll(/<name>([^<]*)<\/name>/g)].map(([, name]) =>
    name.replace(/&(?:#(x[\da-fA-F]{1,5}|\d{1,6})|(\w+));/g, (entity, number, word) =>
      number ? character(number) : (plain[word] ?? entity)));
  assert.deepEqual(names, ['Lamp', 'Cup & saucer <blue>'], text);
  assert.doesNotMatch(xml, /&(?!\w+;|#)/, 'A bare & is no XML.');
});

test('every answer has nosniff and frame-ancestors', async () => {
  for (const [path, headers] of [
    ['/products', { Accept: JSON_TYPE }],
    ['/products', { Accept: 'image/png' }],
    ['/me', { Cookie: 'session=ann' }],
    ['/me', {}],
    ['/nowhere', {}],
  ]) {
    const answer = await get(path, headers);
    const where = `GET ${path} ${JSON.stringify(headers)}, answered ${answer.status}`;
    assert.equal(answer.headers['x-content-type-options'], 'nosniff', where);
    const policy = answer.headers['content-security-policy'] ?? '(none)';
    assert.match(policy, /(^|;)\s*frame-ancestors\s/, `${where}: the policy`);
  }
});

test('nothing of /me may be stored', async () => {
  for (const headers of [{ Cookie: 'session=ann' }, {}]) {
    const answer = await get('/me', headers);
    const control = answer.headers['cache-control'] ?? '(none)';
    assert.equal(
      members(control).includes('no-store'), true,
      `Answered ${answer.status} with Cache-Control: ${control}`,
    );
  }
});

test('/me gives each customer their own account', async () => {
  for (const [session, name] of [['ann', 'Ann'], ['bob', 'Bob']]) {
    const { status, text } = await get('/me', { Cookie: `session=${session}` });
    assert.equal(status, 200, `session=${session} is answered ${status}.`);
    assert.equal(JSON.parse(text).name, name);
  }
});
