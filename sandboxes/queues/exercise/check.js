import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const shop = 'http://localhost:3000';
const post = 'http://localhost:4000';

/** Waits for an answer, and lets the time pass that it takes. */
async function soon(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let waited = 0; !done; waited += 50) {
    assert.ok(waited < 5000, 'There is no answer within 5 seconds.');
    await clock.advance(50);
  }
  return promise;
}

async function request(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status, headers: response.headers, body: text && JSON.parse(text),
  };
}
const ask = (...what) => soon(request(...what));

const register = (email) => ask('POST', `${shop}/registrations`, { email });
const deliver = (id) => request('POST', `${shop}/deliveries`,
  { id, customer: id, euros: 10 });
const points = async (customer) =>
  (await ask('GET', `${shop}/points/${customer}`)).body.points;
const mails = async () => (await ask('GET', `${post}/mails`)).body;
const count = (list, value) => list.filter((each) => each === value).length;

/** Lets time pass until something holds. @returns whether it does */
async function within(holds, seconds = 60) {
  for (let waited = 0; waited < seconds; waited += 1) {
    if (await holds()) return true;
    await clock.advance(1000);
  }
  return holds();
}
async function restart() {
  await processes.kill('shop');
  await processes.start('shop');
}
/** Within five seconds, as a mail that is held fails after ten. */
const isDead = () => within(async () =>
  (await ask('GET', `${shop}/dead-letters`)).body.length > 0, 5);
const isSent = (email) => within(async () => count((await mails()).sent, email) > 0);

test('a registration is 202 with a Location, which later is 200 and done', async () => {
  await ask('PUT', `${post}/held`);
  const { status, headers } = await register('ada@shop.example');
  assert.equal(status, 202, 'The mail is not sent yet: more than "accepted" is a lie.');
  const location = headers.get('Location');
  assert.equal(typeof location, 'string', 'A Location says where to ask.');
  const before = await ask('GET', new URL(location, shop));
  assert.deepEqual([before.status, before.body.state], [200, 'waiting'],
    'The mail service has not got the mail yet.');
  await ask('DELETE', `${post}/held`);
  await isSent('ada@shop.example');
  const later = await ask('GET', new URL(location, shop));
  const state = [later.status, later.body.state];
  assert.deepEqual(state, [200, 'done'], 'The mail is sent.');
});

test('five deliveries of one message at once are one effect', async () => {
  const all = Array.from({ length: 5 }, () => deliver('five'));
  const answers = await soon(Promise.all(all));
  const bad = answers.map(({ status }) => status).filter((status) => status >= 300);
  assert.deepEqual(bad, [], 'What is not acknowledged comes again for ever.');
  assert.equal(await points('five'), 10, 'Ten points, five deliveries.');
  await soon(deliver('five'));
  assert.equal(await points('five'), 10, 'And a sixth, later.');
});

test('a delivery that a crash has cut off counts when it comes again', async () => {
  const lost = deliver('crash').catch(() => null);
  await clock.advance(5); // the shop asks for the points, which takes 10 ms
  await restart();
  await lost;
  await soon(deliver('crash'));
  assert.equal(await points('crash'), 10, 'The first delivery has left no points.');
});

test('what was delivered before a restart is known after it', async () => {
  await soon(deliver('restart'));
  await restart();
  await soon(deliver('restart'));
  assert.equal(await points('restart'), 10, 'Ten points, two deliveries.');
});

test('two schedulers with one occurrence make one report', async () => {
  const due = '2026-01-15T02:30';
  const run = (when) => request('POST', `${shop}/runs`, { due: when });
  await soon(Promise.all([run(due), run(due)]));
  await within(async () => (await ask('GET', `${shop}/reports`)).body.includes(due));
  await restart();
  await soon(run('2026-01-16T02:30'));
  await soon(run(due));
  await within(async () =>
    (await ask('GET', `${shop}/reports`)).body.includes('2026-01-16T02:30'));
  const { body } = await ask('GET', `${shop}/reports`);
  assert.deepEqual([count(body, due), count(body, '2026-01-16T02:30')], [1, 1],
    'One report for each of two nights.');
});

test('killed after the answer, and the mail is still sent', async () => {
  await ask('PUT', `${post}/held`);
  try {
    await register('crash@shop.example');
    await processes.kill('shop');
  } finally {
    await ask('DELETE', `${post}/held?lose=yes`);
  }
  await processes.start('shop');
  assert.equal(await isSent('crash@shop.example'), true,
    'The shop has answered, was killed, and runs again.');
});

test('a job that ends the process is dead after three tries', async () => {
  await ask('PUT', `${post}/held`); // a mail that is at work stays so
  try {
    await register('deadly@shop.example');
    for (let n = 1; n <= 3; n += 1) {
      await clock.advance(1000);
      await restart();
    }
    assert.equal(await isDead(), true, 'Killed during each of three tries.');
  } finally {
    await ask('DELETE', `${post}/held?lose=yes`);
  }
});

test('a full queue is 503 with Retry-After; what was accepted is done', async () => {
  await ask('PUT', `${post}/held`);
  const answers = [];
  try {
    for (let n = 1; n <= 25; n += 1)
      answers.push(await register(`full-${n}@shop.example`));
    answers.push(await ask('POST', `${shop}/runs`, { due: '2026-02-01T02:30' }));
  } finally {
    await ask('DELETE', `${post}/held`);
  }
  const accepted = answers.filter(({ status }) => status < 300).length;
  const full = async () => (await mails()).sent.filter((to) => to.startsWith('full-'));
  await within(async () => (await full()).length >= accepted);
  const sent = new Set(await full()).size;
  const [last, run] = answers.slice(-2);
  assert.deepEqual([last.status, run.status], [503, 503],
    'The 25th mail and a report, and no mail could be sent.');
  assert.match(last.headers.get('Retry-After') ?? '', /^[1-9]\d*$/,
    'When to come again.');
  assert.deepEqual([accepted, sent], [20, 20], 'There is room for 20.');
});

test('what always fails is dead after three tries; the others are done', async () => {
  const { headers } = await register('poison@shop.example');
  await register('behind@shop.example');
  const behind = await isSent('behind@shop.example');
  assert.equal(behind, true, 'A mail behind one that fails.');
  await within(async () =>
    count((await mails()).tried, 'poison@shop.example') >= 3);
  await restart();
  const { body } = await ask('GET', `${shop}/dead-letters`);
  const tried = new Set(body.map(({ tries }) => tries));
  assert.deepEqual([...tried], [3], 'The dead letters, after a restart, too.');
  const dead = await ask('GET', new URL(headers.get('Location'), shop));
  assert.deepEqual([dead.status, dead.body.state], [200, 'dead'], 'Its state.');
  await clock.advance(60_000);
  const tries = count((await mails()).tried, 'poison@shop.example');
  assert.equal(tries, 3, 'So often was it tried.');
});
