import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

async function get(path) {
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { headers: { Connection: 'close' } });
  const text = await response.text();
  assert.ok(
    response.ok || response.status === 404,
    `GET ${path} is answered ${response.status}: ${text}`,
  );
  return { status: response.status, body: JSON.parse(text) };
}

async function gives(path, ids) {
  const { body } = await get(path);
  const now = body.map(({ id }) => id);
  const short = (list) => (list.length === 0 ? 'no ids' : `ids ${list.join(', ')}`);
  assert.deepEqual(now, ids, `${path} gave ${short(ids)}. Now it gives ${short(now)}.`);
}

describe('the plan searches, without a scan and without a sort', () => {
  for (const name of ['byEmail', 'byDomain', 'ofDay', 'latest', 'open']) {
    test(name, async () => {
      const { body } = await get('/plans');
      const plan = body.plans[name] ?? [];
      const said = plan.map((line) => `“${line}”`).join(', ');
      const lines = (pattern) => plan.filter((line) => pattern.test(line));
      assert.deepEqual(
        lines(/^SCAN\b/), [],
        `The plan is ${said}: every row of a table or of an index is read.`,
      );
      assert.deepEqual(
        lines(/TEMP B-TREE/), [],
        `The plan is ${said}: rows are sorted that an index could have in order.`,
      );
      assert.notDeepEqual(lines(/^SEARCH\b/), [], `There is no search in it: ${said}.`);
    });
  }
});

test('there are at most three indexes', async () => {
  const { indexes } = (await get('/plans')).body;
  assert.equal(
    Math.max(indexes.length, 3), 3,
    `There are ${indexes.length}, not counting UNIQUE's: ${indexes.join('; ')}.`,
  );
});

describe('the answers are what they were', () => {
  test('byEmail, however the address is typed', async () => {
    const customer = { id: 42, name: 'Customer 42', email: 'user346@company2.example' };
    for (const typed of ['user346@company2.example', 'User346@COMPANY2.example']) {
      const { status, body } = await get(`/customers?email=${typed}`);
      assert.deepEqual(body, customer, `${typed} is answered ${status}.`);
    }
    const { status } = await get('/customers?email=nobody@company2.example');
    assert.equal(status, 404, `An address that nobody has is answered ${status}.`);
  });

  test('byDomain, in the order of ids, without the domains below', async () => {
    const tens = Array.from({ length: 50 }, (_, n) => 10 + 40 * n);
    const below = tens.filter((id) => id % 50 === 0);
    const own = tens.filter((id) => id % 50 !== 0);
    await gives('/companies/company10.example/customers', own);
    await gives('/companies/mail.company10.example/customers', below);
    await gives('/companies/company99.example/customers', []);
  });

  test('ofDay, from its first minute to its last', async () => {
    const { body: orders } = await get('/orders?day=2025-03-09');
    const times = orders.map((order) => order.created_at);
    assert.equal(times.length, 72, `There were 72 orders, not ${times.length}.`);
    assert.deepEqual(times, times.toSorted(), 'The orders are not in order of time.');
    const wrong = times.filter((time) => !time.startsWith('2025-03-09 '));
    assert.deepEqual(wrong, [], `These are of another day: ${wrong.join(', ')}.`);
    const first = { id: 10816, total: 192, created_at: '2025-03-09 00:00:00' };
    assert.deepEqual(orders[0], first, 'The first order of the day is another one.');
    assert.equal(orders.at(-1).id, 3973, 'The last order of the day is another one.');
    await gives('/orders?day=2025-12-24', []);
  });

  test('latest, the newest first', async () => {
    await gives('/customers/42/latest', [3290, 1291, 19282, 17283, 15284]);
    await gives('/customers/2000/latest', []);
  });

  test('open, the oldest first', async () => {
    await gives('/customers/42/open', [7288, 15284]);
    await gives('/customers/1/open', [7996, 15992]);
    await gives('/customers/2000/open', []);
  });
});
