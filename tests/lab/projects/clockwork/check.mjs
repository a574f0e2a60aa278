import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { clock, network } from 'lab';

const MINUTE = 60_000;

async function ask(path, headers = {}, port = 3000) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close', ...headers } });
  return [response.status, await response.text().then((body) => (/^[[{"]/.test(body) ? JSON.parse(body) : body))];
}
const diary = async () => (await ask('/', {}, 5000))[1];

test('tokens of both packages expire, and not a second early', async () => {
  const [, tokens] = await ask('/tokens');
  const verdicts = async () => Promise.all(Object.values(tokens).map(async (authorization) => (await ask('/verify', { authorization }))[1]));
  const valid = { jsonwebtoken: 'valid', jose: 'valid' };
  await clock.advance(15 * MINUTE - 1000);
  assert.deepEqual(await verdicts(), [valid, valid]);
  await clock.advance(1000);
  const expired = { jsonwebtoken: 'jwt expired', jose: 'ERR_JWT_EXPIRED' };
  assert.deepEqual(await verdicts(), [expired, expired]);
});

test('a job ran at its minutes', async () => {
  assert.deepEqual(await diary(), ['05', '10', '15'].map((minute) => `2026-01-15T09:${minute}:00.000Z every five minutes`));
});

test('windows and points come back when their time is over', async () => {
  const window = async () => (await ask('/window'))[0];
  assert.deepEqual([await window(), await window(), await window()], [200, 200, 429]);
  const take = () => ask('/points');
  assert.deepEqual([await take(), await take(), await take()].map(([, body]) => body), [{ left: 2 }, { left: 1 }, { left: 0 }]);
  await clock.advance(9000);
  assert.deepEqual(await take(), [429, { wait: 1000 }]);
  await clock.advance(1001);
  assert.deepEqual(await take(), [200, { left: 2 }]);
  assert.equal(await window(), 429);
  await clock.advance(MINUTE);
  assert.equal(await window(), 200);
});

test('a breaker opens, half-opens after its time, and closes', async () => {
  const stock = async () => (await ask('/stock'))[1];
  assert.deepEqual(await stock(), { answer: '12 lamps', state: 'closed' });
  await network.cut('api', 'stock');
  const slow = stock();
  await clock.advance(1000);
  assert.deepEqual(await slow, { answer: 'ETIMEDOUT', state: 'open' });
  await network.heal('api', 'stock');
  assert.deepEqual(await stock(), { answer: 'EOPENBREAKER', state: 'open' });
  await clock.advance(29_999);
  assert.deepEqual(await ask('/breaker'), [200, 'open']);
  await clock.advance(1);
  assert.deepEqual(await ask('/breaker'), [200, 'half-open']);
  assert.deepEqual(await stock(), { answer: '12 lamps', state: 'closed' });
});

test('a server closes a connection that it has kept alive for its time', async () => {
  const socket = connect(3000, '127.0.0.1').setEncoding('utf8');
  const ended = new Promise((resolve) => socket.once('end', resolve));
  socket.write('GET /breaker HTTP/1.1\r\nHost: api\r\n\r\n');
  const answer = await new Promise((resolve) => socket.once('data', resolve));
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[^]*Keep-Alive: timeout=5\r\n/);
  await clock.advance(4999);
  assert.equal(socket.readableEnded, false);
  await clock.advance(2000);
  await ended;
});

test('what several processes do happens in the order of time', async () => {
  await diary();
  await Promise.all([ask('/', {}, 6001), ask('/', {}, 6002)]);
  const began = clock.now();
  await clock.advance(1000);
  const told = (await diary()).map((line) => line.slice(25));
  assert.equal(clock.now() - began, 1000);
  assert.deepEqual(told, ['hare 1', 'hare 2', 'tortoise 1', 'hare 3', 'tortoise 2', 'tortoise 3']);
});

test('every clock of a process has moved alike, to the millisecond', async () => {
  const [, before] = await ask('/clocks');
  await clock.advance(5 * MINUTE - 1);
  const [, after] = await ask('/clocks');
  for (const name of Object.keys(before)) assert.equal(after[name] - before[name], 5 * MINUTE - 1, name);
});
