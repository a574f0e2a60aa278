import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const SHOP = 'http://localhost:3000';
const STOCK = 'http://localhost:3001';
const PAYMENT = 'http://localhost:3002';

/** Waits for the answer to an order, and lets the time pass that it takes. */
async function soon(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let waited = 0; !done; waited += 200) {
    assert.ok(waited < 5000, 'There is no answer within 5 seconds.');
    await clock.advance(200);
  }
  return promise;
}

async function ask(method, url, body, headers) {
  const response = await fetch(url, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
const as = (who) => ({ Authorization: `Bearer ${who}-token` });
const get = (path, headers = as('ada')) => ask('GET', SHOP + path, undefined, headers);
const order = (item = 'lamp', who = 'ada') =>
  ask('POST', `${SHOP}/orders`, { item }, as(who));

/** Three lamps, 100 credits, and perhaps a trouble on the way to a service. */
async function begin(service, trouble) {
  for (const each of [STOCK, PAYMENT]) {
    await ask('POST', `${each}/reset`);
    await ask('DELETE', `${each}/trouble`);
  }
  if (service) await ask('PUT', `${service}/trouble`, trouble);
}

async function left() {
  const { body: { free } } = await ask('GET', `${STOCK}/items/lamp`);
  const { body: { credit } } = await ask('GET', `${PAYMENT}/accounts/ada`);
  const { body: orders } = await get('/orders');
  return { order: orders.at(-1)?.state, free, credit };
}
const ALL = { order: 'confirmed', free: 2, credit: 60 };
const NOTHING = { order: 'canceled', free: 3, credit: 100 };

test('an order takes a lamp and 40 credits', async () => {
  await begin();
  const { status } = await soon(order());
  assert.deepEqual(await left(), ALL);
  assert.equal(status, 201);
});

test('a declined card leaves no lamp reserved', async () => {
  await begin();
  const { status } = await soon(order('lamp', 'grace'));
  assert.equal(status, 409, 'Grace has no credit.');
  const { body } = await ask('GET', `${STOCK}/items/lamp`);
  assert.equal(body.free, 3, 'Three were free before, and nobody has bought one.');
});

for (const [service, name, kind] of [
  [STOCK, 'reserve', 'silent'], [STOCK, 'reserve', 'late'],
  [PAYMENT, 'charge', 'busy'], [PAYMENT, 'charge', 'silent'],
  [PAYMENT, 'charge', 'late'],
]) {
  test(`requests to ${name} are ${kind}: nothing is left of the order`, async () => {
    await begin(service, { method: 'PUT', kind, times: 3 });
    await soon(order());
    if (kind === 'late') await clock.advance(900); // and now they arrive
    assert.deepEqual(await left(), NOTHING);
  });
}

test('a compensation that is repeated changes nothing', async () => {
  await begin(STOCK, { method: 'DELETE', kind: 'silent', times: 1 });
  await soon(order('lamp', 'grace'));
  const { body } = await ask('GET', `${STOCK}/items/lamp`);
  assert.equal(body.free, 3, 'Three lamps were free before.');
});

test('a compensation is tried until it is done', async () => {
  await begin(STOCK, { method: 'DELETE', kind: 'lost', times: 4 });
  await soon(order('lamp', 'grace'));
  const { body } = await ask('GET', `${STOCK}/items/lamp`);
  assert.equal(body.free, 3, 'Four requests to release were lost.');
});

/** Kills the shop when an order waits for a service; then it runs again. */
async function crash() {
  const lost = order().catch(() => null);
  await clock.advance(50); // the request that nobody answers is on its way
  await processes.kill('shop');
  await lost;
  await processes.start('shop');
  await clock.advance(1000);
}

test('a shop that is killed while it charges finishes the order later', async () => {
  await begin(PAYMENT, { method: 'PUT', kind: 'late', times: 1 });
  await crash();
  const after = await left();
  assert.deepEqual(after, after.order === 'confirmed' ? ALL : NOTHING);
});

test('a shop that is killed while it releases finishes that later', async () => {
  await begin(STOCK, { method: 'DELETE', kind: 'lost', times: 1 });
  await ask('PUT', `${PAYMENT}/trouble`, { method: 'PUT', kind: 'busy', times: 3 });
  await crash();
  assert.deepEqual(await left(), NOTHING);
});

test('a listener that throws fails neither the order nor the next one', async () => {
  await begin();
  for (const item of ['tent', 'rope']) {
    const { status, body } = await soon(order(item));
    assert.equal(status, 201, `A listener has a bug with a ${item}.`);
    const mails = await ask('GET', 'http://localhost:3003/mails');
    assert.equal(mails.body.at(-1), body.id, 'The mail comes after it.');
  }
});

const prices = async (count) => {
  const from = [];
  for (let n = 0; n < count; n += 1) {
    const { status, body } = await get('/price');
    from.push(status === 200 ? body.from : status);
  }
  return [...new Set(from)].sort();
};

test('an instance that is dead is asked no more after its TTL', async () => {
  await clock.advance(1500); // both have sent a heartbeat
  assert.deepEqual(await prices(4), ['catalog-1', 'catalog-2'], 'Both take part.');
  await processes.kill('catalog-2');
  await clock.advance(3500);
  assert.deepEqual(await prices(4), ['catalog-1'], 'It is dead for 3.5 seconds.');
});

test('and is asked again when it runs again', async () => {
  await processes.start('catalog-2');
  await clock.advance(1500);
  assert.deepEqual(await prices(4), ['catalog-1', 'catalog-2']);
});

test('the gateway lets nobody in who has no token', async () => {
  const strangers = [{}, { 'X-Customer': 'ada' }, { Authorization: 'Bearer made-up' }];
  for (const headers of strangers) {
    const { status } = await get('/orders', headers);
    assert.equal(status, 401, `With ${JSON.stringify(headers)}.`);
  }
  const { body } = await get('/orders', { ...as('grace'), 'X-Customer': 'ada' });
  const items = body.map(({ item }) => item);
  assert.equal(items.includes('tent'), false, 'Grace says that she is Ada.');
});
