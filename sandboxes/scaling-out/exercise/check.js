import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const INSTANCES = ['a', 'b', 'c'];
/** Whom a client claims to be: somebody inside, somebody outside, and both. */
const CLAIMS = ['10.1.1.1', '192.0.2.66', '10.1.1.3, 192.0.2.67'];

/** What the edge sends: who it has seen, and before it what the client claims. */
async function send(method, path, { seen = '203.0.113.9', claim, sid, user } = {}) {
  const headers = {
    Connection: 'close',
    'X-Forwarded-For': claim ? `${claim}, ${seen}` : seen,
  };
  if (sid) headers.Cookie = `sid=${sid}`;
  if (user) headers['Content-Type'] = 'application/json';
  const response = await fetch(`http://localhost:3000${path}`, {
    method,
    headers,
    body: user && JSON.stringify({ user }),
  });
  const text = await response.text();
  return { status: response.status, ...(text.startsWith('{') && JSON.parse(text)) };
}

/** Sends so many, one after the other. @returns how many each instance has answered */
async function tally(path, count) {
  const answers = {};
  for (let n = 0; n < count; n += 1) {
    const { status, instance } = await send('GET', path);
    assert.equal(status, 200, `GET ${path}, request ${n + 1}`);
    answers[instance] = (answers[instance] ?? 0) + 1;
  }
  return answers;
}

/** Lets so much time pass that nobody is left out any more. */
const later = () => clock.advance(5000);
const back = async (name) => {
  await processes.start(name);
  await later();
};

test('in turn: of 90 requests each instance gets 30', async () => {
  assert.deepEqual(await tally('/turns/ip', 90), { a: 30, b: 30, c: 30 });
});

test('by weight: of 100 requests a gets 60, b and c get 20 each', async () => {
  assert.deepEqual(await tally('/weighted/ip', 100), { a: 60, b: 20, c: 20 });
});

test('a made-up X-Forwarded-For is not believed', async () => {
  const { ip: honest } = await send('GET', '/turns/ip', { seen: '203.0.113.7' });
  assert.equal(honest, '203.0.113.7', 'The address that the edge has seen.');
  for (const claim of CLAIMS) {
    const { ip } = await send('GET', '/turns/ip', { seen: '203.0.113.7', claim });
    assert.equal(ip, '203.0.113.7', `The same client, who claims to be ${claim}.`);
  }
});

test('by hash: a client stays at its instance, whatever it claims', async () => {
  const used = new Set();
  for (let n = 1; n <= 12; n += 1) {
    const seen = `198.51.100.${n}`;
    const { instance } = await send('GET', '/hash/ip', { seen });
    used.add(instance);
    for (const claim of CLAIMS) {
      const again = await send('GET', '/hash/ip', { seen, claim });
      assert.equal(again.instance, instance, `${seen}, who claims to be ${claim}.`);
    }
  }
  assert.deepEqual([...used].sort(), INSTANCES, 'Twelve clients use all instances.');
});

test('by hash: c is killed, the balancer starts anew, and no other client moves', async () => {
  const clients = Array.from({ length: 12 }, (_, n) => `198.51.100.${n + 1}`);
  const before = new Map();
  for (const seen of clients) {
    before.set(seen, (await send('GET', '/hash/ip', { seen })).instance);
  }
  await processes.kill('c');
  await processes.kill('balancer');
  await processes.start('balancer');
  try {
    for (const seen of clients.toReversed()) {
      const { status, instance } = await send('GET', '/hash/ip', { seen });
      const was = before.get(seen);
      if (was === 'c') assert.equal(status, 200, `${seen} was at c.`);
      else assert.equal(instance, was, `${seen} was at ${was}, which is up.`);
    }
  } finally {
    await back('c');
  }
});

test('each session is of one user, and a made-up one of nobody', async () => {
  const ann = await send('POST', '/turns/login', { user: 'ann' });
  const bob = await send('POST', '/turns/login', { user: 'bob' });
  for (const [user, { sid }] of [['ann', ann], ['bob', bob]]) {
    const me = await send('GET', '/turns/me', { sid });
    assert.deepEqual([me.status, me.user], [200, user], `${user} has logged in.`);
  }
  const { status } = await send('GET', '/turns/me', { sid: randomUUID() });
  assert.equal(status, 401, 'A session that nobody has begun.');
});

test('who has logged in is known to each instance, also when theirs is killed', async () => {
  const { status, sid, instance } = await send('POST', '/hash/login', { user: 'ann' });
  assert.equal(status, 200, 'POST /hash/login');
  for (const seen of ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4']) {
    const me = await send('GET', '/turns/me', { seen, sid });
    assert.deepEqual([me.status, me.user], [200, 'ann'], `Asked at ${me.instance}.`);
  }
  await processes.kill(instance);
  try {
    const me = await send('GET', '/hash/me', { sid });
    assert.deepEqual([me.status, me.user], [200, 'ann'], `${instance} was killed.`);
  } finally {
    await back(instance);
  }
});

let killed;
test('one is killed: at most 1 of 60 requests fails, and then none', async () => {
  await tally('/turns/ip', 6); // connections are open
  killed = (await send('GET', '/turns/ip')).instance;
  await processes.kill(killed);
  const failed = [0, 0];
  for (let n = 0; n < 120; n += 1) {
    const { status } = await send(n % 4 === 3 ? 'POST' : 'GET', '/turns/orders');
    if (status !== 200) failed[n < 60 ? 0 : 1] += 1;
  }
  const [first, rest] = failed;
  assert.equal(first <= 1, true, `Of the first 60 requests ${first} have failed.`);
  assert.equal(rest, 0, 'Of the next 60.');
});

test('it comes back, and within 5 seconds it gets its share again', async () => {
  await back(killed);
  await tally('/turns/ip', 3);
  assert.deepEqual(await tally('/turns/ip', 30), { a: 10, b: 10, c: 10 });
});

test('an order whose instance dies at work is not sent again; a GET is', async () => {
  const { orders: before } = await send('GET', '/turns/orders');
  const answers = [];
  for (let n = 0; n < 9; n += 1) {
    answers.push((await send('POST', '/turns/orders?dies=b')).status);
  }
  const { orders } = await send('GET', '/turns/orders');
  assert.equal(orders - before, 9, `Nine orders, answered with ${answers.join(', ')}.`);
  const unknown = answers.filter((status) => status >= 500).length;
  assert.equal(unknown >= 1, true, `b has answered nothing: ${answers.join(', ')}.`);
  assert.equal(unknown <= 2, true, `b is not left out: ${answers.join(', ')}.`);
  for (let n = 0; n < 3; n += 1) {
    const { status } = await send('GET', '/turns/orders?dies=c');
    assert.equal(status, 200, `GET /turns/orders, request ${n + 1}: c dies at work.`);
  }
});
