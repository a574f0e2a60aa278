import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const MINUTE = 60_000;
const shop = 'http://localhost:3000';
let keys = 0;
const newKey = () => `"key-${(keys += 1)}"`;

/** Waits for answers, and lets the time pass that they take. */
async function soon(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let waited = 0; !done; waited += 100) {
    assert.ok(waited < 5000, 'There is no answer within 5 seconds.');
    await clock.advance(100);
  }
  return promise;
}

async function ask(method, url, headers, body) {
  const response = await fetch(url, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) };
}

function order({ key, item = 'lamp', card = 'good', who = 'ada' }) {
  const headers = { Authorization: `Bearer ${who}-key` };
  if (key) headers['Idempotency-Key'] = key;
  return ask('POST', `${shop}/orders`, headers, { item, card });
}
const send = (options) => soon(order(options));

async function counts(who = 'ada') {
  const authorization = { Authorization: `Bearer ${who}-key` };
  const orders = await soon(ask('GET', `${shop}/orders`, authorization));
  const bank = await soon(ask('GET', 'http://localhost:4000/charges'));
  return { orders: orders.body.length, charges: bank.body.charges };
}

/** How many orders and charges there are more after a step. */
async function added(step, who) {
  const before = await counts(who);
  await step();
  const after = await counts(who);
  return {
    orders: after.orders - before.orders, charges: after.charges - before.charges,
  };
}

test('ten at once with one key are one order and one charge', async () => {
  const key = newKey();
  let answers;
  const more = await added(async () => {
    answers = await soon(Promise.all(Array.from({ length: 10 }, () => order({ key }))));
  });
  assert.deepEqual(more, { orders: 1, charges: 1 }, 'Ten requests with one key.');
  const statuses = answers.map(({ status }) => status);
  const strange = statuses.filter((status) => status !== 201 && status !== 409);
  assert.deepEqual(strange, [], 'The others get the same answer, or a 409.');
  assert.ok(statuses.includes(201), 'None of them is told of the order.');
});

test('a repeat gets the same status and the same body', async () => {
  const key = newKey();
  const first = await send({ key });
  assert.equal(first.status, 201, 'A first request orders.');
  assert.deepEqual(await send({ key }), first);
});

test('a 402 stays a 402', async () => {
  const key = newKey();
  const first = await send({ key, card: 'declined' });
  assert.equal(first.status, 402, 'The bank has declined the card.');
  assert.deepEqual(await send({ key, card: 'declined' }), first);
});

test('the same key with another body is 422', async () => {
  const key = newKey();
  await send({ key, item: 'lamp' });
  const { status } = await send({ key, item: 'ship' });
  assert.equal(status, 422, 'A ship, with the key of a lamp.');
});

test('without a key it is 400, and nothing is charged', async () => {
  let status;
  const more = await added(async () => ({ status } = await send({})));
  assert.equal(status, 400, 'An order without an Idempotency-Key.');
  assert.deepEqual(more, { orders: 0, charges: 0 });
});

test('the same key of another customer is another order', async () => {
  const key = newKey();
  await send({ key });
  let answer;
  const more = await added(async () => {
    answer = await send({ key, who: 'grace', item: 'desk' });
  }, 'grace');
  assert.equal(answer.status, 201, 'Grace has chosen the key that Ada has used.');
  assert.equal(answer.body.item, 'desk', 'Grace gets the answer to her own order.');
  assert.deepEqual(more, { orders: 1, charges: 1 });
});

/** An order whose shop is killed while the bank works; a minute later it runs again. */
async function crash(key) {
  const lost = order({ key }).catch(() => null);
  await clock.advance(100); // the bank is at work
  await processes.kill('shop');
  await lost;
  await clock.advance(MINUTE);
  await processes.start('shop');
}

test('a crash midway, and a retry completes it once', async () => {
  const key = newKey();
  let last;
  const more = await added(async () => {
    await crash(key);
    last = await send({ key });
  });
  assert.deepEqual(more, { orders: 1, charges: 1 }, 'Killed while the bank works.');
  assert.equal(last.status, 201, 'A minute later the retry completes the order.');
});

test('two retries at once after a crash complete it once', async () => {
  const key = newKey();
  let answers;
  const more = await added(async () => {
    await crash(key);
    answers = await soon(Promise.all([order({ key }), order({ key })]));
  });
  assert.deepEqual(more, { orders: 1, charges: 1 }, 'Both take the same claim over.');
  const statuses = answers.map(({ status }) => status).sort();
  assert.equal(statuses[0], 201, 'None of the two completes the order.');
});

test('while the claim of another request is fresh, a retry runs nothing', async () => {
  const key = newKey();
  const more = await added(async () => {
    const first = order({ key });
    await clock.advance(100);
    const second = await send({ key });
    assert.ok([201, 409].includes(second.status), `The second gets ${second.status}.`);
    await soon(first);
  });
  assert.deepEqual(more, { orders: 1, charges: 1 });
});
