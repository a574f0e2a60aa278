import assert from 'node:assert/strict';
import { test } from 'node:test';

async function send(method, path, body) {
  const headers = { Connection: 'close' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const url = `http://localhost:3000${path}`;
  const redirect = 'manual';
  const response = await fetch(url, { method, headers, body: text, redirect });
  const content = await response.text();
  const json = /json/.test(response.headers.get('Content-Type') ?? '');
  const value = json && content !== '' ? JSON.parse(content) : undefined;
  return { status: response.status, headers: response.headers, value };
}
const get = (path) => send('GET', path);

const is = (answer, status, what) =>
  assert.equal(answer.status, status, `${what} is answered ${answer.status}.`);

async function list(path) {
  const answer = await get(path);
  is(answer, 200, `GET ${path}`);
  assert.ok(Array.isArray(answer.value?.data), `GET ${path} has no list in data.`);
  return answer.value;
}

test('users and orders are lists in one envelope: data and has_more', async () => {
  for (const path of ['/users', '/orders', '/users/1/orders']) {
    const { data, ...others } = await list(path);
    assert.deepEqual(others, { has_more: false }, `Beside data, GET ${path} has this.`);
  }
});

test('one user and one order have addresses, and 99 is 404', async () => {
  for (const path of ['/users', '/orders']) {
    const answer = await get(`${path}/1`);
    is(answer, 200, `GET ${path}/1`);
    assert.equal(answer.value?.id, 1, `GET ${path}/1 has no id 1 at its top.`);
    is(await get(`${path}/99`), 404, `GET ${path}/99`);
  }
});

const namesIn = (value) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...namesIn(each),
      ])
    : [];

const paths = ['/users', '/users/1', '/orders', '/orders/1', '/users/1/orders'];

const created = [
  ['POST', '/users', { full_name: 'Eve' }],
  ['POST', '/orders', { user_id: 2, lamp: 'desk' }],
];

test('every name is in snake_case, at any depth', async () => {
  const read = paths.map((path) => ['GET', path]);
  for (const [method, path, body] of [...read, ...created]) {
    const answer = await send(method, path, body);
    if (!body) is(answer, 200, `${method} ${path}`);
    const names = namesIn(answer.value);
    const wrong = names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name));
    assert.deepEqual(wrong, [], `${method} ${path} has ${wrong.join(', ')}.`);
  }
  const { full_name: name } = (await get('/users/1')).value;
  assert.equal(name, 'Ada Lovelace', 'GET /users/1 has no full_name.');
  const { user_id, lamp, ship_to: to } = (await get('/orders/1')).value;
  assert.deepEqual({ user_id, lamp }, { user_id: 1, lamp: 'desk' }, 'Of GET /orders/1');
  assert.equal(to?.postal_code, 'E1 6AN', 'ship_to.postal_code is not there.');
});

test('created_at is a time in text, of users and of orders', async () => {
  const times = { '/users': '2026-01-05', '/orders': '2026-01-06' };
  for (const [path, time] of Object.entries(times)) {
    for (const at of [path, `${path}/1`]) {
      const { value } = await get(at);
      const { created_at: seen } = value?.data?.[0] ?? value ?? {};
      assert.match(
        String(seen), new RegExp(`^${time}T08:00:00(\\.0+)?(Z|\\+00:00)$`),
        `GET ${at}: created_at is ${seen}, and ${time}T08:00:00Z is meant.`,
      );
    }
  }
});

test('the orders of a user are theirs and no others', async () => {
  const ids = async (path) => (await list(path)).data.map(({ id }) => id);
  assert.deepEqual(await ids('/users/1/orders'), [1, 3], 'User 1 has orders 1 and 3.');
  assert.deepEqual(await ids('/users/3/orders'), [], 'User 3 has no orders yet.');
  is(await get('/users/99/orders'), 404, 'GET /users/99/orders, of nobody,');
});

test('what is new is answered 201, and is at its Location', async () => {
  for (const [method, path, body] of created) {
    const answer = await send(method, path, body);
    is(answer, 201, `POST ${path}`);
    const where = answer.headers.get('Location') ?? '';
    const { pathname } = new URL(where, `http://localhost:3000${path}`);
    const found = await get(pathname);
    assert.equal(
      found.value?.id, answer.value?.id ?? 'an id',
      `Location is ${where || 'missing'}; GET there finds something else.`,
    );
  }
});

test('DELETE removes an order: 204, and then 404', async () => {
  const { value } = await send('POST', '/orders', { user_id: 2, lamp: 'wall' });
  const path = `/orders/${value?.id ?? 2}`;
  is(await send('DELETE', path), 204, `DELETE ${path}`);
  is(await get(path), 404, `After that GET ${path}`);
});

const desk = { user_id: 1, lamp: 'desk' };
const old = [
  ['GET', '/getUsers', undefined, '/users'],
  ['GET', '/getUser?id=2', undefined, '/users/2'],
  ['GET', '/listOrders', undefined, '/orders'],
  ['GET', '/orderById/3', undefined, '/orders/3'],
  ['GET', '/ordersOfUser/2', undefined, '/users/2/orders'],
  ['POST', '/addOrder', desk, '/orders'],
  ['POST', '/createUser', { fullName: 'Eve' }],
  ['POST', '/deleteOrder/3'],
];

test('an old address is 308 to where the same request works, or 410', async () => {
  for (const [method, path, body, where] of old) {
    const answer = await send(method, path, body);
    if (answer.status === 410 && !where) continue;
    is(answer, 308, `${method} ${path}`);
    const { pathname, search } = new URL(
      answer.headers.get('Location') ?? '/nowhere', 'http://localhost:3000',
    );
    const meant = where ?? pathname;
    assert.equal(
      pathname.replace(/\/$/, ''), meant.replace(/\/$/, ''),
      `${method} ${path} is sent elsewhere.`,
    );
    const { status } = await send(method, pathname + search, body);
    assert.equal(
      Math.floor(status / 100), 2,
      `${method} ${path} is sent on to ${pathname}; the same request is ${status} there.`,
    );
  }
  is(await get('/orders/3'), 200, 'After POST /deleteOrder/3, GET /orders/3');
});

const refused = [
  ['GET', '/nothing', undefined, 404],
  ['GET', '/orders/99', undefined, 404],
  ['POST', '/orders', '{ "user_id": 1', 400],
  ['POST', '/orders', { user_id: 1 }, 422, 400],
  ['POST', '/users', {}, 422, 400],
];

test('every answer has an X-Request-Id of its own', async () => {
  const seen = new Set();
  const read = [['GET', '/users'], ['GET', '/orders/1']];
  const sent = [...read, ...created, ...refused, ...old];
  for (const [method, path, body] of sent) {
    const { headers } = await send(method, path, body);
    const id = headers.get('X-Request-Id') ?? '';
    assert.notEqual(id, '', `${method} ${path} has no X-Request-Id.`);
    assert.equal(seen.has(id), false, `${method} ${path} has the id of another answer.`);
    seen.add(id);
  }
});

test('every refusal is a problem document with the same request_id', async () => {
  for (const [method, path, body, status, or = status] of refused) {
    const answer = await send(method, path, body);
    const what = `${method} ${path} with ${JSON.stringify(body) ?? 'no body'}`;
    is(answer, answer.status === or ? or : status, what);
    const type = answer.headers.get('Content-Type') ?? 'missing';
    assert.match(type, /^application\/problem\+json/, `The Content-Type is ${type}.`);
    assert.equal(answer.value.status, answer.status, 'The status in it differs.');
    const id = answer.headers.get('X-Request-Id');
    const said = answer.value.request_id;
    assert.equal(said, id, 'request_id is not what the header says.');
  }
});
