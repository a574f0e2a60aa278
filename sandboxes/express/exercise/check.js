import assert from 'node:assert/strict';
import { test } from 'node:test';

async function send(path, { method = 'GET', headers, body } = {}) {
  const response = await fetch(`http://localhost:3000${path}`, {
    method,
    headers: { ...headers, connection: 'close' },
    body,
    signal: AbortSignal.timeout(5000), // an answer that never comes is a failure
  });
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? 'none';
  return { status: response.status, headers: response.headers, type, text };
}
const order = (body) =>
  send('/orders', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
const withKey = { headers: { Authorization: 'Bearer open-sesame' } };

test('GET / is open to everybody', async () => {
  const { status, text } = await send('/');
  assert.equal(status, 200, `It is answered ${status}: ${text}`);
});

test('GET /private without the key is answered 401', async () => {
  const { status, text } = await send('/private');
  assert.equal(status, 401, `It is answered ${status}: ${text}`);
});

test('no other spelling of /private goes round the key', async () => {
  for (const path of ['/private/', '/PRIVATE', '/private?x=1', '/%70rivate']) {
    const { status, text } = await send(path);
    const open = text.includes('Ada') ? 'open' : 'closed';
    assert.equal(open, 'closed', `GET ${path} is answered ${status}: ${text}`);
  }
});

test('GET /private with the key is answered 200', async () => {
  const { status, text } = await send('/private', withKey);
  assert.equal(status, 200, `It is answered ${status}: ${text}`);
});

test('an unknown path is answered 404, in JSON', async () => {
  const { status, type } = await send('/lamp');
  assert.equal(status, 404, `It is answered ${status}.`);
  assert.equal(type.split(';')[0], 'application/json', `Its type is ${type}.`);
});

test('GET /boom is answered 500, in JSON, and says nothing of the inside', async () => {
  const { status, type, text } = await send('/boom');
  assert.equal(status, 500, `It is answered ${status}.`);
  assert.equal(type.split(';')[0], 'application/json', `Its type is ${type}.`);
  const told = /db\.internal|\bat .*:\d+/.exec(text)?.[0] ?? 'nothing';
  assert.equal(told, 'nothing', `The answer tells “${told}” to whoever asks.`);
});

test('an order is stored, and one that is no JSON is answered 400, in JSON', async () => {
  const { status: stored } = await order('{"item":"Lamp"}');
  assert.equal(stored, 201, `A good order is answered ${stored}.`);
  const { status, type } = await order('{"item":');
  assert.equal(status, 400, `A broken one is answered ${status}.`);
  assert.equal(type.split(';')[0], 'application/json', `Its type is ${type}.`);
});

test('every answer has an X-Request-Id', async () => {
  const answers = {
    'GET /': await send('/'),
    'GET /private without the key': await send('/private'),
    'GET /private': await send('/private', withKey),
    'GET /boom': await send('/boom'),
    'GET /lamp': await send('/lamp'),
    'POST /orders': await order('{"item":"Lamp"}'),
    'POST /orders, no JSON': await order('{"item":'),
  };
  const without = Object.keys(answers).filter(
    (name) => answers[name].headers.get('X-Request-Id') === null,
  );
  assert.deepEqual(without, [], `It is missing from ${without.join('; ')}.`);
});

test('no two requests have the same X-Request-Id', async () => {
  const [one, two] = [await send('/'), await send('/')];
  const ids = [one, two].map(({ headers }) => headers.get('X-Request-Id'));
  assert.notEqual(ids[0], null, 'GET / has none.');
  assert.notEqual(ids[0], ids[1], `Both have ${ids[0]}.`);
});
