import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from 'lab';

async function send(method, path, { version, body } = {}) {
  const headers = { Connection: 'close' };
  if (version !== undefined) headers['API-Version'] = version;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  const json = /json/.test(response.headers.get('Content-Type') ?? '');
  const value = json && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, value };
}
const get = (path, version) => send('GET', path, { version });

const is = (answer, status, what) =>
  assert.equal(answer.status, status, `${what} is answered ${answer.status}.`);

const ada = { id: 1, phone: '+44 20 7946 0001' };
const ONE = { ...ada, name: 'Ada Lovelace' };
const TWO = { ...ada, full_name: 'Ada Lovelace' };

test('version 1 has the members that its client was written for', async () => {
  const answer = await get('/v1/users/1');
  assert.deepEqual(answer.value, ONE, 'GET /v1/users/1 is not what version 1 was.');
});

test('version 2 has full_name in place of name', async () => {
  const answer = await get('/v2/users/1');
  assert.deepEqual(answer.value, TWO, 'GET /v2/users/1 is not version 2.');
});

test('what a client of one version sends, a client of the other reads', async () => {
  for (const [from, to, member, other] of [
    ['v1', 'v2', 'name', 'full_name'],
    ['v2', 'v1', 'full_name', 'name'],
  ]) {
    const body = { [member]: 'Ida Rhodes', phone: '+1 202 555 0001' };
    const answer = await send('POST', `/${from}/users`, { body });
    is(answer, 201, `POST /${from}/users with ${member}`);
    const path = `/${to}/users/${answer.value?.id ?? 2}`;
    const { value } = await get(path);
    assert.equal(value?.[other], 'Ida Rhodes', `GET ${path} has no such ${other}.`);
  }
});

test('at /users/1 the header API-Version chooses; without it, version 1', async () => {
  for (const [version, user] of [['1', ONE], ['2', TWO], [undefined, ONE]]) {
    const { value } = await get('/users/1', version);
    assert.deepEqual(value, user, `With API-Version: ${version ?? '(none)'}`);
  }
});

const VARY = /(^|,\s*)(api-version|\*)\s*(,|$)/i;

test('every answer at /users/1 says Vary: API-Version', async () => {
  for (const version of ['1', '2', undefined, '9']) {
    const { headers } = await get('/users/1', version);
    const vary = headers.get('Vary') ?? 'missing';
    const what = `With API-Version: ${version ?? '(none)'}`;
    assert.match(vary, VARY, `${what}, Vary is ${vary}.`);
  }
});

test('an unknown version is 404 in the path and 400 in the header', async () => {
  is(await get('/v9/users/1'), 404, 'GET /v9/users/1');
  for (const version of ['9', 'constructor']) {
    is(await get('/users/1', version), 400, `API-Version: ${version}`);
  }
});

test('a user that is not there is 404, whatever the id is', async () => {
  for (const id of ['999', 'x', '%0A', '%3E']) {
    for (const path of [`/v1/users/${id}`, `/v2/users/${id}`, `/users/${id}`]) {
      is(await get(path), 404, `GET ${path}`);
    }
  }
});

const ways = [['/v1/users/1'], ['/users/1', '1'], ['/users/1']];

test('version 1 says in Deprecation since when: @ and seconds', async () => {
  for (const way of ways) {
    const { headers } = await get(...way);
    const value = headers.get('Deprecation') ?? 'missing';
    assert.match(value, /^@[0-9]+$/, `Deprecation is ${value}.`);
    const days = (clock.now() / 1000 - Number(value.slice(1))) / 86_400;
    assert.equal(Math.round(days), 365, `Deprecation is ${Math.round(days)} days ago.`);
  }
});

const IMF = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const sunsetOf = ({ headers }) => headers.get('Sunset') ?? 'missing';

test('version 1 says in Sunset when it ends: an HTTP date', async () => {
  for (const way of ways) {
    const value = sunsetOf(await get(...way));
    assert.match(value, IMF, `Sunset is ${value}.`);
    const seconds = Math.round((Date.parse(value) - clock.now()) / 1000);
    assert.equal(Math.abs(seconds - 600) <= 5, true, `It is ${seconds} seconds away.`);
  }
});

test('version 1 links to its successor, where the same user is', async () => {
  const { headers } = await get('/v1/users/1');
  const link = headers.get('Link') ?? 'missing';
  const [, path] = /<([^>]*)>\s*;[^,]*rel="?successor-version"?/.exec(link) ?? [];
  assert.notEqual(path, undefined, `Link is ${link}.`);
  const { pathname } = new URL(path, 'http://localhost:3000/v1/users/1');
  const { value } = await get(pathname);
  assert.deepEqual(value, TWO, `At ${path} there is something else.`);
});

test('version 2 says nothing of an end', async () => {
  for (const way of [['/v2/users/1'], ['/users/1', '2']]) {
    const answer = await get(...way);
    is(answer, 200, `GET ${way.join(' with API-Version: ')}`);
    const said = ['Deprecation', 'Sunset'].filter((name) => answer.headers.has(name));
    assert.deepEqual(said, [], 'It will live on.');
  }
});

test('version 1 works until its sunset, and is 410 from then on', async () => {
  const value = sunsetOf(await get('/v1/users/1'));
  assert.match(value, IMF, `Sunset is ${value}.`);
  await clock.advance(Math.max(0, Date.parse(value) - 1000 - clock.now()));
  is(await get('/v1/users/1'), 200, 'A second before, GET /v1/users/1');
  await clock.advance(2000);
  is(await get('/v2/users/1'), 200, 'A second after, GET /v2/users/1');
  const byHeader = await get('/users/1', '1');
  is(byHeader, 410, 'A second after, API-Version: 1');
  const vary = byHeader.headers.get('Vary') ?? 'missing';
  assert.match(vary, VARY, `A cache may keep a 410 for version 2: Vary is ${vary}.`);
  const body = { name: 'Ida Rhodes', phone: '+1 202 555 0001' };
  is(await send('POST', '/v1/users', { body }), 410, 'A second after, POST /v1/users');
  is(await get('/v1/users/1'), 410, 'A second after, GET /v1/users/1');
});
