import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from 'lab';

const JSON_TYPE = 'application/json';
const newAddress = (() => {
  let n = 0;
  return () => `user${(n += 1)}.${Date.now()}@example.com`;
})();

async function send(method, path, { token, type, body } = {}) {
  const headers = { Connection: 'close' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (type) headers['Content-Type'] = type;
  const answer = fetch(`http://localhost:3000${path}`, { method, headers, body });
  let done = false;
  const end = () => (done = true);
  answer.then(end, end);
  for (let waited = 0; !done; waited += 50) {
    assert.ok(waited < 10_000, `${method} ${path} is not answered within 10 seconds.`);
    await clock.advance(50); // adding a user takes a moment of the server's time
  }
  const response = await answer;
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}
const member = { token: 'demo-member' };
const admin = { token: 'demo-admin' };
const add = (value) =>
  send('POST', '/users', { type: JSON_TYPE, body: JSON.stringify(value) });

const is = (answer, status, what) =>
  assert.equal(answer.status, status, `${what} is answered ${answer.status}.`);

test('200: a user who is there, with id, email and age', async () => {
  const answer = await send('GET', '/users/1', member);
  is(answer, 200, 'GET /users/1');
  assert.deepEqual(JSON.parse(answer.text), { id: 1, email: 'ada@example.com', age: 36 });
});

test('201: a new user, with Location', async () => {
  const email = newAddress();
  const answer = await add({ email, age: 45 });
  is(answer, 201, 'A new user');
  const path = answer.headers.get('Location') ?? '';
  const where = new URL(path, 'http://localhost:3000/users').pathname;
  const found = await send('GET', where, member);
  assert.equal(
    found.status === 200 && JSON.parse(found.text).email, email,
    `Location is ${path || 'missing'}; GET there does not find the new user.`,
  );
});

test('204: a user is deleted, and gone', async () => {
  const { text } = await add({ email: newAddress() });
  const path = `/users/${JSON.parse(text).id}`;
  const answer = await send('DELETE', path, admin);
  is(answer, 204, `DELETE ${path}`);
  is(await send('GET', path, member), 404, `After that GET ${path}`);
});

test('400: JSON that is cut off, and no body at all', async () => {
  const cut = await send('POST', '/users', { type: JSON_TYPE, body: '{ "email": "gr' });
  is(cut, 400, 'JSON that is cut off');
  is(await send('POST', '/users'), 400, 'A POST without a body');
});

test('401: no token, or an unknown one, with WWW-Authenticate', async () => {
  for (const token of [undefined, 'demo-nobody']) {
    const answer = await send('GET', '/users/1', { token });
    is(answer, 401, token ? 'An unknown token' : 'No token');
    assert.match(
      answer.headers.get('WWW-Authenticate') ?? 'none', /^Bearer\b/i,
      'A 401 must say in WWW-Authenticate how to authenticate: here Bearer.',
    );
  }
});

test('403: a member may not delete', async () => {
  is(await send('DELETE', '/users/1', member), 403, 'DELETE by a member');
});

test('404: a user and an address that are not there', async () => {
  is(await send('GET', '/users/999999', member), 404, 'GET /users/999999');
  is(await send('GET', '/users/ada', member), 404, 'GET /users/ada');
  is(await send('DELETE', '/users/999999', admin), 404, 'DELETE /users/999999');
  is(await send('GET', '/people', member), 404, 'GET /people');
});

test('405: a method that is not offered, with Allow', async () => {
  for (const [method, path, least] of [
    ['PUT', '/users/1', ['DELETE', 'GET']],
    ['DELETE', '/users', ['POST']],
  ]) {
    const answer = await send(method, path, admin);
    is(answer, 405, `${method} ${path}`);
    const allow = (answer.headers.get('Allow') ?? '').split(/\s*,\s*/);
    const left = least.filter((each) => !allow.includes(each));
    assert.deepEqual(left, [], `Allow at ${path} leaves out ${left.join(', ')}.`);
  }
});

test('409: an address that is taken, however it is typed', async () => {
  is(await add({ email: 'ada@example.com' }), 409, 'ada@example.com');
  is(await add({ email: ' Ada@Example.com ' }), 409, '" Ada@Example.com "');
});

test('of two with one address at once, one is answered 201 and one 409', async () => {
  const email = newAddress();
  const answers = await Promise.all([add({ email }), add({ email })]);
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, 409], `The answers are ${statuses.join(' and ')}.`);
});

test('413: a body of 2 MB', async () => {
  const answer = await add({ email: newAddress(), note: 'x'.repeat(2_000_000) });
  is(answer, 413, 'A body of 2 MB');
});

test('415: a body that is not JSON', async () => {
  const body = 'email=grace@example.com';
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    is(await send('POST', '/users', { type, body }), 415, `A body in ${type}`);
  }
});

test('422: JSON that is no valid user', async () => {
  for (const value of [
    [{ email: newAddress() }],
    {},
    { email: null },
    { email: 7 },
    { email: { $gt: '' } },
    { email: 'nobody' },
    { email: newAddress(), age: -1 },
    { email: newAddress(), age: '36' },
  ]) {
    is(await add(value), 422, JSON.stringify(value));
  }
});

test('429: the fourth export in a minute, with Retry-After in seconds', async () => {
  let answer;
  for (let n = 1; n <= 4; n += 1) {
    answer = await send('GET', '/users/1/export', member);
    is(answer, n <= 3 ? 200 : 429, `Export ${n}`);
  }
  const value = answer.headers.get('Retry-After');
  assert.match(
    value ?? '', /^([1-9]|[1-5]\d|60)$/,
    `Retry-After is ${value ?? 'missing'}; it is a whole number of seconds, 1 to 60.`,
  );
});

test('no answer tells how the server is made', async () => {
  const bodies = ['{ "email": ', '[]', '{}', '{ "email": { "a": 1 } }'];
  for (const body of bodies) {
    const { text } = await send('POST', '/users', { type: JSON_TYPE, body });
    const inside = /\b(?:Type|Syntax|Reference)Error\b|(?:\\n|\n|;)\s*at \S.*/.exec(text);
    assert.equal(
      inside?.[0], undefined,
      `The answer to ${body} holds the name of an error, or a line of its stack.`,
    );
  }
});
