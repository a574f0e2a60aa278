import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, network, processes } from 'lab';

const server = 'http://localhost:3000';
const MINUTE = 60_000;

async function send(method, path, { body, headers = {} } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(server + path, {
    method,
    headers: { Connection: 'close', ...json, ...headers },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, value: await response.json() };
}

const lock = (name, ms = 10_000) => send('POST', `/locks/${name}`, { body: { ms } });
const unlock = (name, token) =>
  send('DELETE', `/locks/${name}`, { headers: { 'Lock-Token': token } });
const write = (name, text, fence) =>
  send('PUT', `/reports/${name}`, { body: { text, fence } });
const textOf = async (name) => (await send('GET', `/reports/${name}`)).value.text;
const quote = (client) => send('GET', '/quote', { headers: { Client: client } });

test('one holds the lock, and gives it back with its token', async () => {
  const both = await Promise.all([lock('door'), lock('door')]);
  const statuses = both.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, 409], 'Two want the lock at once.');
  const holder = both.find(({ status }) => status === 201);
  const released = await unlock('door', holder.value.token);
  const third = await lock('door');
  assert.deepEqual([released.status, third.status], [200, 201],
    'The first releases it, and somebody else takes it.');
});

test('the token of another does not release a lock', async () => {
  const a = await lock('own');
  const wrong = await unlock('own', 'a-guess');
  assert.equal(wrong.status, 409, 'Released with a token that is nobody’s.');
  await clock.advance(11_000);
  const b = await lock('own');
  assert.equal(b.status, 201, 'A had the lock for 10 s. After 11, B takes it.');
  const late = await unlock('own', a.value.token);
  const c = await lock('own');
  assert.deepEqual([late.status, c.status], [409, 409],
    'A releases with its old token. Then C wants the lock that B holds.');
});

test('a lock that ends while it is released is not taken from the next', async () => {
  const a = await lock('step', 1000);
  await clock.advance(800);
  await network.delay('api', 'redis', 100);
  const released = unlock('step', a.value.token);
  await clock.advance(150);
  const taken = lock('step');
  await clock.advance(400);
  await network.delay('api', 'redis', 0);
  await clock.advance(1000); // what was under way arrives
  await released;
  const b = await taken;
  const c = await lock('step');
  assert.deepEqual([b.status, c.status], [201, 409],
    'Redis is 100 ms away. A releases its lock 200 ms before it ends, B takes it'
      + ' 250 ms later. Then C wants the lock that B holds.');
});

test('each holder’s number is higher than the one before', async () => {
  const numbers = [];
  for (let i = 0; i < 3; i += 1) {
    const { value } = await lock('count');
    numbers.push(value.fence);
    await unlock('count', value.token);
  }
  await lock('count', 1000);
  await clock.advance(1500);
  numbers.push((await lock('count')).value.fence);
  await clock.advance(120 * MINUTE);
  numbers.push((await lock('count')).value.fence);
  const higher = numbers.slice(1).map((n, i) => n > numbers[i]);
  assert.deepEqual(higher, [true, true, true, true],
    'Three holders in one millisecond, one after a lock that has ended, and one two'
      + ` hours later: ${numbers}. Is each number higher than the one before?`);
});

test('who is late with an old number is refused, and the report stays', async () => {
  const a = await lock('late', 1000);
  await clock.advance(1500);
  const b = await lock('late', 1000);
  const byB = await write('late', 'by B', b.value.fence);
  const byA = await write('late', 'by A, late', a.value.fence);
  assert.equal(await textOf('late'), 'by B',
    'A’s lock has ended, B has written, A wakes and writes.');
  assert.deepEqual([byB.status, byA.status], [200, 409], 'B writes, then A.');
  const again = await write('late', 'by B again', b.value.fence);
  assert.equal(again.status, 200, 'B, which holds the lock, writes once more.');
});

test('the reports do not share their numbers', async () => {
  await write('first', 'text', 50);
  const { status } = await write('second', 'text', 7);
  assert.equal(status, 200, 'Number 50 has written to one, 7 writes to another.');
});

test('who has as many points has the same rank', async () => {
  const scores = { ann: 250, bo: 210, cy: 250, di: 300, ed: 210, flo: 100,
    gus: 90, hal: 80, ida: 70, jo: 60, kim: 50, lee: 50 };
  for (const [player, points] of Object.entries(scores)) {
    await send('POST', '/scores', { body: { player, points } });
  }
  const ranks = {};
  for (const player of Object.keys(scores)) {
    ranks[player] = (await send('GET', `/players/${player}`)).value.rank;
  }
  assert.deepEqual(ranks, { ann: 2, bo: 4, cy: 2, di: 1, ed: 4, flo: 6,
    gus: 7, hal: 8, ida: 9, jo: 10, kim: 11, lee: 11 },
    'The ranks, asked for one by one.');
});

test('the board gives the ranks that the players are told', async () => {
  const { value } = await send('GET', '/board');
  const ranks = value.map(({ player, rank }) => `${rank} ${player}`);
  const sorted = [...ranks].sort();
  assert.deepEqual(sorted, ['1 di', '10 jo', '2 ann', '2 cy', '4 bo', '4 ed', '6 flo',
    '7 gus', '8 hal', '9 ida'], 'The best ten, with their ranks.');
  assert.deepEqual(value.map(({ score }) => score),
    [300, 250, 250, 210, 210, 100, 90, 80, 70, 60], 'The best come first.');
});

test('a session ends 10 minutes after its last request', async () => {
  const { value: { id } } = await send('POST', '/sessions', { body: { user: 'ann' } });
  const headers = { Session: id };
  const ask = () => send('GET', '/session', { headers });
  await clock.advance(7 * MINUTE);
  assert.equal((await ask()).status, 200, 'After 7 minutes.');
  await clock.advance(7 * MINUTE);
  const added = await send('POST', '/session/items', { headers });
  assert.equal(added.status, 200, '7 minutes after that.');
  await clock.advance(7 * MINUTE);
  assert.deepEqual((await ask()).value, { user: 'ann', items: 1 }, '7 more.');
  await send('POST', '/session/items', { headers });
  await clock.advance(11 * MINUTE);
  assert.equal((await ask()).status, 401,
    'Something was put into the cart, and then nobody came for 11 minutes.');
});

test('five a minute, counted from the first', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => quote('six')));
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429], 'Six at once.');
  await clock.advance(40_000);
  assert.equal((await quote('six')).status, 429, 'After 40 seconds.');
  await clock.advance(21_000);
  assert.equal((await quote('six')).status, 200, '61 seconds after the first.');
});

test('a window that ends while a request is counted leaves no counter', async () => {
  await quote('edge');
  await clock.advance(59_850);
  await network.delay('api', 'redis', 100);
  const late = quote('edge');
  await clock.advance(400);
  await network.delay('api', 'redis', 0);
  await clock.advance(61_000);
  await late;
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await quote('edge')).status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 200],
    'Redis is 100 ms away, and a request comes 150 ms before its window ends. A minute'
      + ' later: five requests.');
});

test('a restart forgets no lock, no number and no count', async () => {
  const before = await lock('restart', 60_000);
  for (let i = 0; i < 5; i += 1) await quote('restart');
  await processes.kill('api');
  await processes.start('api');
  const held = await lock('restart');
  const released = await unlock('restart', before.value.token);
  const after = await lock('restart');
  const sixth = await quote('restart');
  const statuses = [held, released, after, sixth].map(({ status }) => status);
  assert.deepEqual(statuses, [409, 200, 201, 429],
    'The program is started anew. Another wants the lock, its holder releases it, the'
      + ' other takes it. Then the sixth request of a minute.');
  const [first, second] = [before.value.fence, after.value.fence];
  assert.ok(second > first, `The number before: ${first}, after: ${second}.`);
});

test('a crash leaves no counter, lock or session that never ends', async () => {
  const sessions = [];
  // An answer comes 200 ms after its command: the first, second, third or fourth has
  // reached Redis each time, and the program dies before it sends the next.
  for (const ms of [150, 350, 550, 750]) {
    const name = `crash-${ms}`;
    const body = { user: name };
    const headers = { Session: (await send('POST', '/sessions', { body })).value.id };
    sessions.push(headers);
    await network.delay('api', 'redis', 100);
    const added = send('POST', '/session/items', { headers });
    const unanswered = [quote(name), lock(name), added].map((sent) =>
      sent.catch(() => null));
    await clock.advance(ms);
    await processes.kill('api');
    await network.delay('api', 'redis', 0);
    await clock.advance(1000);
    await Promise.all(unanswered);
    await processes.start('api');
    await clock.advance(61_000);
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await quote(name)).status);
    const { status } = await lock(name);
    assert.deepEqual({ five: statuses, lock: status },
      { five: [200, 200, 200, 200, 200], lock: 201 },
      `The program died ${ms} ms after the requests, with Redis 100 ms away. 62`
        + ' seconds later: five requests of the same client, and the lock.');
  }
  await clock.advance(11 * MINUTE);
  const ended = [];
  for (const headers of sessions) {
    ended.push((await send('GET', '/session', { headers })).status);
  }
  assert.deepEqual(ended, [401, 401, 401, 401],
    'The program died while something was put into four carts. Nobody came for 12'
      + ' minutes.');
});
