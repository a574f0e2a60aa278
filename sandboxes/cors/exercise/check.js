import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';

const APP = 'https://app.bank.example';
const DESK = 'https://desk.bank.example';
const OTHERS = [
  'https://evil.test',
  'https://app.bank.example.evil.test',
  'https://evilapp.bank.example',
  'https://app-bank.example',
  'https://app.bank.exampl',
  'https://APP.bank.example',
  'https://blog.bank.example',
  'http://app.bank.example',
  'https://app.bank.example:8443',
  'null',
];
// The API is https://api.bank.example, say: another origin than APP, and the same site.
const own = { 'Origin': APP, 'Sec-Fetch-Site': 'same-site' };
const ann = { Cookie: 'session=ann' };

async function send(method, path, headers = {}, body) {
  const all = { Connection: 'close', ...headers };
  const request = http.request({ port: 3000, method, path, headers: all });
  request.setTimeout(5000, () => request.destroy(new Error('no answer within 5 s')));
  request.end(body);
  const [answer] = await once(request, 'response');
  const text = String(Buffer.concat(await answer.toArray()));
  return { status: answer.statusCode, headers: answer.headers, text };
}
const preflight = (origin, path, method) =>
  send('OPTIONS', path, {
    'Origin': origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'content-type',
  });
const allowed = ({ headers }) => headers['access-control-allow-origin'] ?? 'nothing';
const list = (value = '') => value.toLowerCase().split(/\s*,\s*/);
const balance = async () => {
  const answer = await send('GET', '/me', ann);
  assert.equal(answer.status, 200, `GET /me of Ann is answered ${answer.status}.`);
  return JSON.parse(answer.text).balance;
};

test('pages of other origins may not read /me', async () => {
  for (const origin of OTHERS) {
    const answer = await send('GET', '/me', { ...ann, Origin: origin });
    assert.equal(
      allowed(answer), 'nothing',
      `${origin} is told Access-Control-Allow-Origin: ${allowed(answer)}`,
    );
  }
});

test('pages of other origins are refused their preflights', async () => {
  for (const origin of OTHERS) {
    const answer = await preflight(origin, '/transfer', 'POST');
    assert.equal(
      allowed(answer), 'nothing',
      `${origin} asks before a POST, and is told ${allowed(answer)}`,
    );
  }
});

test('our own pages may read /me, each by its exact origin', async () => {
  for (const origin of [APP, DESK]) {
    const answer = await send('GET', '/me', { ...ann, Origin: origin });
    const said = answer.headers['access-control-allow-credentials'] ?? 'nothing';
    assert.equal(allowed(answer), origin, `${origin} is told ${allowed(answer)}`);
    assert.equal(said, 'true', `Access-Control-Allow-Credentials is ${said}`);
  }
});

test('our own pages may read that they must log in', async () => {
  const answer = await send('GET', '/me', { Origin: APP });
  assert.equal(answer.status, 401, `Without a session /me is answered ${answer.status}.`);
  assert.equal(allowed(answer), APP, `With the 401 ${APP} is told ${allowed(answer)}`);
});

test('every answer of /me names Origin in Vary', async () => {
  for (const Origin of [APP, 'https://evil.test', undefined]) {
    const answer = await send('GET', '/me', { ...ann, ...(Origin && { Origin }) });
    assert.equal(
      list(answer.headers.vary).includes('origin'), true,
      `For Origin: ${Origin ?? '(none)'} Vary is ${answer.headers.vary ?? '(none)'}`,
    );
  }
});

test('our own pages may PATCH with JSON', async () => {
  const asked = await preflight(APP, '/me', 'PATCH');
  const ok = asked.status >= 200 && asked.status < 300;
  const methods = list(asked.headers['access-control-allow-methods']);
  const names = list(asked.headers['access-control-allow-headers']);
  const named = [methods.includes('patch'), names.includes('content-type')];
  assert.deepEqual(
    [ok, allowed(asked), ...named], [true, APP, true, true],
    `The preflight is answered ${asked.status}, methods ${methods}, headers ${names}.`,
  );
  const headers = { ...ann, ...own, 'Content-Type': 'application/json' };
  const answer = await send('PATCH', '/me', headers, '{"nickname":"A."}');
  assert.equal(answer.status, 200, `The PATCH itself is answered ${answer.status}.`);
});

test('a POST that a form could have sent moves nothing', async () => {
  const body = '{"to":"mallory","amount":1}';
  for (const [type, Origin] of [
    ['text/plain', 'https://evil.test'],
    ['text/plain', 'https://blog.bank.example'],
    ['text/plain', 'null'],
    ['text/plain; application/json', 'https://evil.test'],
    ['application/x-www-form-urlencoded', 'https://evil.test'],
    ['multipart/form-data; boundary=application/json', 'https://evil.test'],
    [undefined, 'https://evil.test'],
  ]) {
    const site = Origin.endsWith('.bank.example') ? 'same-site' : 'cross-site';
    const headers = { ...ann, Origin, 'Sec-Fetch-Site': site };
    if (type) headers['Content-Type'] = type;
    const before = await balance();
    const { status } = await send('POST', '/transfer', headers, body);
    assert.equal(
      await balance(), before,
      `From ${Origin}, Content-Type: ${type ?? '(none)'}: it is answered ${status}.`,
    );
  }
});

test('our own pages may transfer', async () => {
  const before = await balance();
  const headers = { ...ann, ...own, 'Content-Type': 'application/json' };
  const answer = await send('POST', '/transfer', headers, '{"to":"bob","amount":1}');
  assert.equal(answer.status, 200, `It is answered ${answer.status}.`);
  assert.equal(await balance(), before - 1, 'Ann has as much as before.');
});
