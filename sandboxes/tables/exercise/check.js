import assert from 'node:assert/strict';
import { test } from 'node:test';

async function send(method, path, body) {
  const headers = { Connection: 'close' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  const json = /json/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, value: json ? JSON.parse(text) : undefined };
}

async function is(status, method, path, body, why) {
  const answer = await send(method, path, body);
  const what = `${method} ${path}${body ? ` with ${JSON.stringify(body)}` : ''}`;
  assert.equal(answer.status, status, `${why} ${what} is answered ${answer.status}.`);
  return answer.value;
}

let counted = 0;
const address = () => `somebody${(counted += 1)}@example.com`;
const customer = async () => {
  const body = { email: address(), name: 'Somebody' };
  return (await is(201, 'POST', '/customers', body, 'This is a good customer.')).id;
};
const product = async (price = 900) => {
  const body = { name: 'Lamp', price };
  return (await is(201, 'POST', '/products', body, 'This is a good product.')).id;
};
const order = (customer_id, product_id, quantity = 1) =>
  ({ customer_id, product_id, quantity });

test('good rows are taken: customers, orders, products, also for 0', async () => {
  const [who, what] = [await customer(), await product()];
  await product(0);
  const body = order(who, what, 2);
  const { id } = await is(201, 'POST', '/orders', body, 'This is a good order.');
  const { value } = await send('GET', `/orders/${id}`);
  assert.deepEqual(value, { id, ...body }, `GET /orders/${id} gives another order.`);
});

test('an address has one account: a second one is 409', async () => {
  const body = { email: address(), name: 'Somebody' };
  await is(201, 'POST', '/customers', body, 'The first is good.');
  await is(409, 'POST', '/customers', body, 'The second is not:');
});

test('a customer has a name and an address, a product a name: else 422', async () => {
  for (const none of [undefined, null, '', ' ']) {
    await is(422, 'POST', '/customers', { email: address(), name: none }, 'No name:');
    await is(422, 'POST', '/customers', { name: 'Cy', email: none }, 'No address:');
    await is(422, 'POST', '/products', { price: 900, name: none }, 'No name:');
  }
});

test('a price is a whole number of cents, not below 0: else 422', async () => {
  for (const price of [-1, 'twelve', 12.5, null]) {
    await is(422, 'POST', '/products', { name: 'Lamp', price }, 'No such price:');
  }
});

test('an order is of one lamp or more: else 422', async () => {
  const [who, what] = [await customer(), await product()];
  for (const quantity of [0, -2, 'two', null]) {
    await is(422, 'POST', '/orders', order(who, what, quantity), 'No such quantity:');
  }
});

test('an order is of a customer and a product that exist: else 422', async () => {
  const [who, what] = [await customer(), await product()];
  for (const nobody of [99999, null]) {
    await is(422, 'POST', '/orders', order(nobody, what), 'No such customer.');
    await is(422, 'POST', '/orders', order(who, nobody), 'No such product.');
  }
});

test('what has orders is not deleted: 409, and it is still there', async () => {
  const [who, what] = [await customer(), await product()];
  const { id } = await is(201, 'POST', '/orders', order(who, what), 'A good order.');
  for (const path of [`/customers/${who}`, `/products/${what}`]) {
    await is(409, 'DELETE', path, undefined, 'It has an order.');
    await is(200, 'GET', path, undefined, 'It was not to be deleted.');
  }
  await is(200, 'GET', `/orders/${id}`, undefined, 'Nor was the order.');
});

test('what has no orders is deleted: 204', async () => {
  const [who, what] = [await customer(), await product()];
  const { id } = await is(201, 'POST', '/orders', order(who, what), 'A good order.');
  for (const path of [`/orders/${id}`, `/customers/${who}`, `/products/${what}`]) {
    await is(204, 'DELETE', path, undefined, 'Nothing refers to it any longer.');
    await is(404, 'GET', path, undefined, 'It was deleted.');
  }
});

test('what is no refused row stays as it was: broken JSON is 400', async () => {
  const headers = { Connection: 'close', 'Content-Type': 'application/json' };
  const request = { method: 'POST', headers, body: '{ "name":' };
  const { status } = await fetch('http://localhost:3000/products', request);
  assert.equal(status, 400, `No statement has failed, and it is answered ${status}.`);
});

test('the connection enforces foreign keys', async () => {
  const { value } = await send('GET', '/integrity');
  assert.equal(value?.foreignKeys, 1, 'PRAGMA foreign_keys is 0: nobody checks.');
});

test('the tables themselves refuse what is wrong, whoever writes', async () => {
  const { value } = await send('GET', '/integrity');
  const taken = value?.accepts ?? ['everything'];
  assert.deepEqual(taken, [], `Past the routes they take ${taken.join(', ')}.`);
});

test('after all of this no row breaks a rule', async () => {
  await send('POST', '/orders', order(99999, 99999));
  await send('POST', '/customers', { email: 'ada@example.com', name: 'Again' });
  await send('POST', '/products', { name: 'Lamp', price: -1900 });
  await send('DELETE', '/customers/1');
  const { value } = await send('GET', '/integrity');
  const violations = value?.violations ?? [];
  const said = violations.map(({ rule, rows }) => `${rule} (${rows})`).join(', ');
  assert.deepEqual(value?.violations, [], `The rows that break one: ${said}.`);
});
