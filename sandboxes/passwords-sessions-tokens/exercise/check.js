import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { text as read } from 'node:stream/consumers';
import { test } from 'node:test';
import { clock } from 'lab';

const server = 'http://localhost:3000';
const MINUTE = 60_000;

async function send(method, path, { body, token, cookie } = {}) {
  const response = await fetch(server + path, {
    method,
    headers: {
      Connection: 'close',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(cookie && { Cookie: cookie }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const [set = ''] = response.headers.getSetCookie();
  return {
    status: response.status,
    text,
    challenge: response.headers.get('WWW-Authenticate') ?? 'none',
    set,
    cookie: set.split(';')[0],
    access: response.ok ? JSON.parse(text).access_token : undefined,
  };
}

const login = (name, password) =>
  send('POST', '/login', { body: { name, password } });
const ann = () => login('ann', 'correct horse battery');
const refresh = (cookie) => send('POST', '/refresh', { cookie });
// Both in one packet: the second is there before the first can have its answer.
async function twiceAtOnce(cookie) {
  const head = `POST /refresh HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n`;
  const socket = connect(3000, 'localhost');
  socket.write(`${head}\r\n${head}Connection: close\r\n\r\n`);
  const answers = (await read(socket)).matchAll(/HTTP\/1.1 (\d+)/g);
  return [...answers].map(([, status]) => Number(status));
}
const orders = (token) => send('GET', '/orders', { token });
const hashed = async () => JSON.parse((await send('GET', '/hashed')).text);

// Tokens as an attacker makes them, and as another part of the shop makes them, which
// has the same key.
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const key = Buffer.from('made up for this exercise, 32 B.');
function token({ alg = 'HS256', typ = 'at+jwt', claims, drop = [], secret } = {}) {
  const now = Math.floor(clock.now() / 1000);
  const all = {
    iss: 'https://login.shop.example', aud: 'https://api.shop.example', sub: 'ann',
    iat: now, exp: now + 900, jti: 'made-by-the-check', ...claims,
  };
  for (const name of drop) delete all[name];
  const text = `${encode({ alg, typ })}.${encode(all)}`;
  if (alg === 'none') return `${text}.`;
  const hash = alg === 'HS512' ? 'sha512' : 'sha256';
  return `${text}.${createHmac(hash, secret ?? key).update(text).digest('base64url')}`;
}

test('the right password lets Ann in, and her token shows her orders', async () => {
  const { status, access } = await ann();
  assert.equal(status, 200, 'Ann logs in with her password.');
  const { status: at, text } = await orders(access);
  assert.deepEqual([at, JSON.parse(text).user], [200, 'ann'], 'She asks for orders.');
});

test('a wrong password is 401, with WWW-Authenticate', async () => {
  const { status, challenge } = await login('ann', 'anything at all');
  assert.equal(status, 401, 'Ann’s name, with a password that is not hers.');
  assert.match(challenge, /^Bearer\b/i, 'The challenge of that 401.');
});

test('a name that nobody has gets the same answer', async () => {
  const known = await login('ann', 'anything at all');
  const unknown = await login('eve', 'anything at all');
  assert.deepEqual([unknown.status, unknown.text], [known.status, known.text],
    'A wrong password for Eve, who has no account, and before it one for Ann.');
});

test('a name that nobody has does not get in by the password of nobody', async () => {
  const { status } = await login('eve', 'there is no such user');
  assert.equal(status, 401, 'Eve, with the password that users.js has for nobody.');
});

test('a name that nobody has costs the same work', async () => {
  const before = await hashed();
  await login('ann', 'anything at all');
  const between = await hashed();
  await login('eve', 'anything at all');
  const after = await hashed();
  const ofAnn = between.verify - before.verify;
  assert.deepEqual([ofAnn, after.verify - between.verify], [1, 1],
    'How many passwords were hashed for Ann’s name, and for Eve’s.');
  assert.deepEqual([between.late - before.late, after.late - between.late], [0, 0],
    'How many of these were not ready when the answer was sent.');
});

test('a good token that another part of the shop has made is let in', async () => {
  const { status } = await orders(token());
  assert.equal(status, 200, 'With the key, the type and the claims of tokens.js.');
});

test('a token whose signature does not fit is 401', async () => {
  const { status } = await orders(token({ secret: 'a key that an attacker has' }));
  assert.equal(status, 401, 'A good token in all but its key.');
});

test('a token that is signed with nothing is 401', async () => {
  const { status } = await orders(token({ alg: 'none' }));
  assert.equal(status, 401, 'A token with alg none.');
});

test('a token with another algorithm is 401', async () => {
  const { status } = await orders(token({ alg: 'HS512' }));
  assert.equal(status, 401, 'Signed with the right key, and with HS512.');
});

test('an access token ends after 15 minutes, and every token has an end', async () => {
  const { access } = await ann();
  await clock.advance(14 * MINUTE);
  assert.equal((await orders(access)).status, 200, 'After 14 minutes.');
  await clock.advance(2 * MINUTE);
  assert.equal((await orders(access)).status, 401, 'After 16 minutes.');
  const { status } = await orders(token({ drop: ['exp'] }));
  assert.equal(status, 401, 'A token without exp.');
});

test('a token for another API, or by another issuer, is 401', async () => {
  const mail = await orders(token({ claims: { aud: 'https://mail.shop.example' } }));
  const else_ = await orders(token({ claims: { iss: 'https://login.mail.example' } }));
  assert.deepEqual([mail.status, else_.status], [401, 401],
    'With another aud, then with another iss.');
});

test('a refresh token does not pass as an access token', async () => {
  const { cookie } = await ann();
  const own = await orders(cookie.slice(cookie.indexOf('=') + 1));
  assert.equal(own.status, 401, 'The value of the cookie, shown to the API.');
  const { status } = await orders(token({ typ: 'refresh+jwt' }));
  assert.equal(status, 401, 'A token of the type refresh+jwt, with the same claims.');
});

test('a refresh token is replaced, and the new one works', async () => {
  const first = await ann();
  const second = await refresh(first.cookie);
  assert.equal(second.status, 200, 'Token 1 is shown.');
  assert.notEqual(second.cookie, first.cookie, 'The cookie that came back.');
  assert.equal((await orders(second.access)).status, 200, 'The new access token.');
  assert.equal((await refresh(second.cookie)).status, 200, 'Token 2 is shown.');
});

test('a refresh token that comes back ends its family, and no other', async () => {
  const other = await ann();
  const first = await ann();
  const second = await refresh(first.cookie);
  const third = await refresh(second.cookie);
  const again = await refresh(first.cookie);
  const last = await refresh(third.cookie);
  const untouched = await refresh(other.cookie);
  assert.deepEqual([again.status, last.status, untouched.status], [401, 401, 200],
    'Token 1 after token 2 was used; then token 3, which nobody has used; then'
      + ' the token of Ann’s other login.');
});

test('of two who show a token at once, one gets a new one', async () => {
  const { cookie } = await ann();
  assert.deepEqual((await twiceAtOnce(cookie)).sort(), [200, 401],
    'The same token, twice at the same time.');
});

test('a family ends an hour after its login, refreshed or not', async () => {
  let { cookie } = await ann();
  const statuses = [];
  for (const minutes of [50, 8, 4]) {
    await clock.advance(minutes * MINUTE);
    const answer = await refresh(cookie);
    statuses.push(answer.status);
    cookie = answer.cookie || cookie;
  }
  assert.deepEqual(statuses, [200, 200, 401], 'After 50, 58 and 62 minutes.');
});

test('the cookie is HttpOnly, Secure and SameSite', async () => {
  const first = await ann();
  const second = await refresh(first.cookie);
  for (const [when, { set }] of Object.entries({ login: first, refresh: second })) {
    const flags = set.toLowerCase().split(/; */).slice(1);
    const has = ['httponly', 'secure', 'path=/'].filter((flag) => flags.includes(flag));
    assert.deepEqual(has, ['httponly', 'secure', 'path=/'], `After ${when}: ${set}`);
    const site = flags.find((flag) => flag.startsWith('samesite=')) ?? 'no SameSite';
    assert.match(site, /^samesite=(lax|strict)$/, `After ${when}: ${set}`);
    const domain = flags.find((flag) => flag.startsWith('domain=')) ?? 'no Domain';
    assert.equal(domain, 'no Domain', 'A browser refuses __Host- with a Domain.');
  }
});

test('what is stored does not let a thief in', async () => {
  const { cookie } = await ann();
  const { text } = await send('GET', '/kept');
  const stored = JSON.parse(text).refresh;
  assert.equal(stored.length > 0, true, '/kept shows what is stored.');
  const value = cookie.slice(cookie.indexOf('=') + 1);
  assert.equal(text.includes(value), false, 'Is the token itself among these?');
  const { status } = await refresh(cookie.replace(value, stored.at(-1)));
  assert.equal(status, 401, 'The last entry of what is stored, shown as a token.');
});
