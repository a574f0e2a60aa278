import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';

const app = 'http://localhost:3000';
const provider = 'http://localhost:3001';
const CALLBACK = `${app}/callback`;
const BASIC = Buffer.from('prints:made-up-secret-of-prints').toString('base64');
const random = () => randomBytes(32).toString('base64url');
const challengeOf = (verifier) =>
  createHash('sha256').update(verifier).digest('base64url');

async function send(method, url, { headers = {}, form, json } = {}) {
  const type = json ? { 'Content-Type': 'application/json' } : {};
  const response = await fetch(url, {
    method, redirect: 'manual', headers: { Connection: 'close', ...type, ...headers },
    body: form ? new URLSearchParams(form) : json && JSON.stringify(json),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type'));
  return {
    status: response.status,
    location: response.headers.get('Location'),
    cookie: response.headers.getSetCookie().at(-1)?.split(';')[0],
    body: isJson ? JSON.parse(text) : text,
  };
}
const as = (token) => ({ headers: { Authorization: `Bearer ${token}` } });

/** A login up to the answer: the site's cookie, and the address with code and state. */
async function answerFor(user) {
  const { status, cookie, location } = await send('GET', `${app}/login`);
  assert.equal(status, 303, 'GET /login redirects to the provider.');
  const headers = { Cookie: `user=${user}` };
  const answer = await send('GET', location, { headers });
  assert.equal(answer.status, 303, 'The provider redirects to the site.');
  return { cookie, asked: new URL(location), url: new URL(answer.location) };
}
const callback = (url, cookie) =>
  send('GET', url, cookie ? { headers: { Cookie: cookie } } : {});

/** A code of the provider, without the site. */
async function codeWith(verifier, client = 'prints') {
  const query = new URLSearchParams({
    response_type: 'code', client_id: client, redirect_uri: CALLBACK, state: '1',
    ...(verifier && {
      code_challenge: challengeOf(verifier), code_challenge_method: 'S256',
    }),
  });
  const headers = { Cookie: 'user=ann' };
  const { location } = await send('GET', `${provider}/authorize?${query}`, { headers });
  return location ? new URL(location).searchParams.get('code') : null;
}
const redeem = (code, more, address = { redirect_uri: CALLBACK }) =>
  send('POST', `${provider}/token`, {
    headers: { Authorization: `Basic ${BASIC}` },
    form: { grant_type: 'authorization_code', code, ...address, ...more },
  });

test('whoever begins a login is logged in by it', async () => {
  for (const user of ['ann', 'zoe']) {
    const { cookie, url } = await answerFor(user);
    const { status, body } = await callback(url, cookie);
    assert.deepEqual([status, body], [200, { account: user }], 'The callback.');
  }
});

test('a callback without state, or with another one, is 400', async () => {
  const mallory = await answerFor('mallory');
  const bare = await answerFor('ann');
  bare.url.searchParams.delete('state');
  const wrong = await answerFor('ann');
  wrong.url.searchParams.set('state', random());
  const tries = [
    ['neither a session nor a state', bare.url],
    ['no state', bare.url, bare.cookie],
    ['a made-up state', wrong.url, wrong.cookie],
    ["Mallory's answer in Ann's session", mallory.url, (await answerFor('ann')).cookie],
    ["Mallory's answer without a session", mallory.url],
  ];
  for (const [what, url, cookie] of tries) {
    const { status, body } = await callback(url, cookie);
    // The provider would refuse most of these as well: the site is not to ask it.
    assert.deepEqual([status, body.error], [400, 'not the answer to your login'],
      `The callback, with ${what}.`);
  }
});

test('each login has its own state and its own challenge', async () => {
  const asked = [await answerFor('ann'), await answerFor('ann')]
    .map((each) => each.asked.searchParams);
  for (const query of asked) {
    assert.match(query.get('state') ?? 'none', /^.{20,}$/, 'state is long and random.');
    assert.equal(query.get('code_challenge_method'), 'S256', 'code_challenge_method');
    assert.match(query.get('code_challenge') ?? 'none', /^[\w-]{43}$/,
      'code_challenge is a SHA-256 in base64url.');
    assert.notEqual(challengeOf(query.get('state')), query.get('code_challenge'),
      'The verifier is the state, which everybody on the way can read.');
  }
  for (const name of ['state', 'code_challenge']) {
    const [first, second] = asked.map((query) => query.get(name));
    assert.notEqual(first, second, `Two logins have the same ${name}.`);
  }
});

test('a code works once', async () => {
  const verifier = random();
  const code = await codeWith(verifier);
  const first = await redeem(code, { code_verifier: verifier });
  assert.deepEqual([first.status, first.body], [200, { sub: 'ann' }], 'First.');
  const second = await redeem(code, { code_verifier: verifier });
  assert.equal(second.status, 400, 'Second.');
});

test('a code needs the verifier of its challenge', async () => {
  const wrong = await redeem(await codeWith(random()), { code_verifier: random() });
  assert.equal(wrong.status, 400, 'With another verifier.');
  const none = await redeem(await codeWith(random()), {});
  assert.equal(none.status, 400, 'With none.');
  const without = await codeWith(undefined);
  assert.equal(without, null, 'The code for a request without a challenge.');
});

test('a code is for one client and one address', async () => {
  assert.equal(await codeWith(random(), 'quiz'), null, 'The code for another client.');
  const verifier = random();
  const more = { code_verifier: verifier };
  for (const address of [{ redirect_uri: `${app}/other` }, {}]) {
    const { status } = await redeem(await codeWith(verifier), more, address);
    const which = address.redirect_uri ?? 'none';
    assert.equal(status, 400, `The address in the token request: ${which}`);
  }
});

test('an altered redirect_uri is 400, and nobody is sent there', async () => {
  const altered = ['http://localhost:3000.mallory.example/callback',
    `${app}/callback/more`, `${app}/callback?next=x`, `${app}/`, `${app}/Callback`,
    `${app}/x/../callback`];
  for (const uri of altered) {
    const query = new URLSearchParams({
      response_type: 'code', client_id: 'prints', redirect_uri: uri, state: '1',
      code_challenge: challengeOf(random()), code_challenge_method: 'S256',
    });
    const headers = { Cookie: 'user=ann' };
    const answer = await send('GET', `${provider}/authorize?${query}`, { headers });
    assert.deepEqual([answer.status, answer.location], [400, null], `For ${uri}`);
  }
});

const routes = [
  ['GET', '/posts'], ['GET', '/posts/:id'], ['POST', '/posts'], ['PUT', '/posts/:id'],
  ['POST', '/posts/:id/publish'], ['DELETE', '/posts/:id'], ['GET', '/users'],
  ['PUT', '/users/9/role'],
];
const json = { title: 'Snow' };

async function postOf(token) {
  const { status, body } = await send('POST', `${app}/posts`, { ...as(token), json });
  assert.equal(status, 201, `${token} makes a post.`);
  return body.id;
}

/** @returns the status of each route, for a new post of Zoe's */
async function row(token) {
  const statuses = [];
  const id = await postOf('demo-zoe');
  for (const [method, path] of routes) {
    const options = { ...as(token), ...(method[0] === 'P' && { json }) };
    const { status } = await send(method, app + path.replace(':id', id), options);
    statuses.push(`${method} ${path}: ${status}`);
  }
  return statuses;
}
const expected = (...statuses) =>
  routes.map(([method, path], i) => `${method} ${path}: ${statuses[i]}`);

test('four roles at eight routes get what the table says', async () => {
  const table = {
    'demo-vic': expected(200, 200, 403, 403, 403, 403, 403, 403),
    'demo-ann': expected(200, 200, 201, 403, 403, 403, 403, 403),
    'demo-eve': expected(200, 200, 201, 200, 200, 403, 403, 403),
    'demo-ada': expected(200, 200, 201, 200, 200, 204, 200, 200),
  };
  for (const [token, statuses] of Object.entries(table))
    assert.deepEqual(await row(token), statuses, `As ${token}, for a post of Zoe's.`);
});

test('a role that nobody has described is 403 everywhere', async () => {
  for (const token of ['demo-mod', 'demo-con'])
    assert.deepEqual(await row(token), expected(...Array(8).fill(403)), `As ${token}.`);
});

test('whoever was an author has no right to their old posts', async () => {
  for (const method of ['PUT', 'DELETE']) {
    const options = { ...as('demo-vic'), json };
    const { status } = await send(method, `${app}/posts/4`, options);
    assert.equal(status, 403, `${method} of a post of demo-vic, who is a viewer now.`);
  }
});

test('authors and editors delete their own posts, and no others', async () => {
  for (const token of ['demo-zoe', 'demo-eve']) {
    const id = await postOf(token);
    const edit = await send('PUT', `${app}/posts/${id}`, { ...as(token), json });
    const other = await send('DELETE', `${app}/posts/${id}`, as('demo-ann'));
    const own = await send('DELETE', `${app}/posts/${id}`, as(token));
    assert.deepEqual([edit.status, other.status, own.status], [200, 403, 204],
      `${token} edits, demo-ann deletes, ${token} deletes a post of ${token}.`);
  }
  const orphan = await send('DELETE', `${app}/posts/3`, as('demo-ann'));
  assert.equal(orphan.status, 403, 'A post without an author.');
  const missing = await send('DELETE', `${app}/posts/99999`, as('demo-ann'));
  assert.equal(missing.status, 404, 'A post that is not there.');
});

const keyFor = (token) => send('POST', `${app}/keys`, as(token));
const end = (id, token) => send('DELETE', `${app}/keys/${id}`, as(token));
const use = async (key) => (await send('GET', `${app}/reports`, as(key))).status;

test('the old key works until it is revoked', async () => {
  const { body: old } = await keyFor('demo-ann');
  const { body: next } = await keyFor('demo-ann');
  const third = await keyFor('demo-ann');
  const hers = await keyFor('demo-zoe');
  const ids = [old.id, next.id];
  try {
    assert.deepEqual([await use(old.key), await use(next.key)], [200, 200],
      'Old and new key.');
    assert.equal(await use(old.key.slice(0, -43) + random()), 401,
      'The id of the old key, with another secret.');
    assert.equal(third.status, 409, 'A third key.');
    assert.equal(hers.status, 201, 'A key for Zoe, while Ann has two.');
    const { status } = await end(old.id, 'demo-zoe');
    assert.deepEqual([status, await use(old.key)], [404, 200], 'Zoe ends Ann’s key.');
    await end(old.id, 'demo-ann');
    assert.deepEqual([await use(old.key), await use(next.key)], [401, 200],
      'Old is revoked.');
    const later = await keyFor('demo-ann');
    assert.equal(later.status, 201, 'A new key, when the old one is revoked.');
    ids.push(later.body.id);
  } finally {
    for (const id of ids) await end(id, 'demo-ann');
    await end(hers.body.id, 'demo-zoe');
  }
});

test('a thief of the database has no key', async () => {
  const { body: { id, key } } = await keyFor('demo-vic');
  const { body } = await send('GET', `${app}/stolen`);
  const found = JSON.stringify(body).includes(key.slice(-43));
  await end(id, 'demo-vic');
  assert.equal(found, false, 'The database has the key itself.');
});
