import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { processes } from 'lab';

const ROUTER = 'http://localhost:3000';

async function ask(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  let value = text;
  try {
    value = JSON.parse(text);
  } catch {} // an answer that is no JSON is compared as it is
  return { status: response.status, headers: response.headers, body: value };
}
const put = (path, name) => ask('PUT', `${ROUTER}${path}`, { name });
const get = (path) => ask('GET', `${ROUTER}${path}`);

const uuid = (n) =>
  createHash('sha256').update(`customer ${n}`).digest('hex').slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const numbers = (count) => Array.from({ length: count }, (_, n) => String((n + 1) * 10));
const uuids = (count) => Array.from({ length: count }, (_, n) => uuid(n));
const ids = [...numbers(5000), ...uuids(5000)];

/** Where each of the ids would be, in their order. */
async function places(shards, list = ids) {
  const { status, body } = await ask('POST', `${ROUTER}/placement`, { ids: list, shards });
  assert.equal(status, 200, 'POST /placement is answered.');
  const nowhere = list.filter((_, n) =>
    !(Number.isInteger(body[n]) && body[n] >= 1 && body[n] <= shards));
  assert.equal(nowhere[0], undefined, `${nowhere.length} of 10,000 ids have no shard.`);
  return body;
}

test('a fifth shard moves at most 3,000 of 10,000 ids', async () => {
  const four = await places(4);
  const five = await places(5);
  const moved = ids.filter((_, n) => four[n] !== five[n]).length;
  const message = `${moved} ids would move. A fifth of them is enough.`;
  assert.equal(Math.max(moved, 3000), 3000, message);
});

test('the fullest shard has at most 1.5 times as many ids as the emptiest', async () => {
  for (const shards of [4, 5]) {
    const counts = new Array(shards).fill(0);
    for (const place of await places(shards)) counts[place - 1] += 1;
    const most = Math.max(...counts);
    const least = Math.min(...counts);
    const message = `${shards} shards have ${counts.join(', ')} ids.`;
    assert.equal(most <= 1.5 * least, true, message);
  }
});

test('after a restart of the router each id has the shard that it had', async () => {
  const before = await places(4);
  await processes.stop('router');
  await processes.start('router');
  // Asked for in another order: a place must not depend on who came first.
  const after = (await places(4, ids.toReversed())).reverse();
  const moved = ids.filter((_, n) => before[n] !== after[n]).length;
  assert.equal(moved, 0, 'So many ids would be looked for where they are not.');
});

test('a customer with a UUID is kept, and found again', async () => {
  const written = await put(`/customers/${uuid(1)}`, 'Ada');
  assert.equal(written.status, 200, 'It is written.');
  const { status, body } = await get(`/customers/${uuid(1)}`);
  assert.deepEqual({ status, name: body.name }, { status: 200, name: 'Ada' });
});

test('a store of an unknown region is kept, and found again', async () => {
  for (const id of ['br-9', 'constructor-1', 'nowhere']) {
    const written = await put(`/stores/${id}`, `Store ${id}`);
    assert.equal(written.status, 200, `Store ${id} is written.`);
    const { status, body } = await get(`/stores/${id}`);
    assert.deepEqual({ status, name: body.name }, { status: 200, name: `Store ${id}` });
  }
});

test('the stores of eu, us and asia stay on their shards', async () => {
  for (const [n, id] of ['eu-17', 'us-4', 'asia-230'].entries()) {
    const written = await put(`/stores/${id}`, `Store ${id}`);
    assert.equal(written.status, 200, `Store ${id} is written.`);
    const { status } = await ask('GET', `http://localhost:${4001 + n}/stores/${id}`);
    assert.equal(status, 200, `Store ${id} is looked for on shard ${n + 1}.`);
  }
});

test('a customer whom no shard has is 404', async () => {
  const { status } = await get(`/customers/${uuid(9999)}`);
  assert.equal(status, 404, 'The shard is there, and has said no.');
});

/**
 * Writes 40 customers. Those of one shard come first in the list, and some of the
 * others have the same name. @returns them in the list's order
 */
async function fill() {
  const all = [...numbers(20), ...uuids(20)];
  const { body } = await ask('POST', `${ROUTER}/placement`, { ids: all, shards: 4 });
  const nameOf = (n) => {
    if (body[n] === body[0]) return `a ${(n * 7) % 40}`;
    return n % 3 === 0 ? 'the same' : `name ${(n * 7) % 40}`;
  };
  const some = all.map((id, n) => ({ id, name: nameOf(n) }));
  for (const { id, name } of some) {
    const { status } = await put(`/customers/${id}`, name);
    assert.equal(status, 200, `Customer ${id} is written.`);
  }
  const key = ({ id, name }) => `${name}\n${id}`;
  return some.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** All rows of the list, page by page, as texts. */
async function listBy(limit) {
  const seen = [];
  let next = '';
  for (let pages = 1; next !== null; pages += 1) {
    assert.ok(pages <= 30, `After 30 pages of ${limit} there is still a next one.`);
    const query = `limit=${limit}${next && `&after=${next}`}`;
    const { status, body } = await get(`/customers?${query}`);
    assert.equal(status, 200, `Page ${pages} is answered.`);
    assert.notEqual(body.data.length, 0, `Page ${pages} is empty. Who said there is one?`);
    seen.push(...body.data.map(({ id, name }) => `${name} (${id})`));
    next = body.next;
  }
  return seen;
}

test('the list over all shards is sorted, and has each customer once', async () => {
  const expected = (await fill()).map(({ id, name }) => `${name} (${id})`);
  assert.deepEqual(await listBy(7), expected);
  assert.deepEqual(await listBy(8), expected, 'Five pages of eight are all 40.');
});

test('the list has names in the order in which the shards have them', async () => {
  const names = ['Zoe', 'adam', '\u00c4', '\uff01', '\u{1f600}']; // by the bytes of UTF-8
  for (const [n, name] of names.entries()) await put(`/customers/${uuid(100 + n)}`, name);
  const seen = (await listBy(20)).map((row) => row.slice(0, row.indexOf(' (')));
  const message = 'A shard goes on after the cursor in its own order.';
  assert.deepEqual(seen.filter((name) => names.includes(name)), names, message);
});

test('the list goes on when a shard has more than a hundred customers', async () => {
  const many = Array.from({ length: 110 }, (_, n) => `many-${n + 100}`);
  await Promise.all(many.map((id) =>
    ask('PUT', `http://localhost:4001/customers/${id}`, { name: `z ${id}` })));
  const seen = (await listBy(60)).filter((row) => row.startsWith('z many'));
  assert.equal(seen.length, 110, 'So many of 110 are in the list.');
});

/** Does something while shard 2 is down, with the customers that are on it or not. */
async function withoutShard2(work) {
  const all = (await fill()).map(({ id }) => id);
  const { body } = await ask('GET', 'http://localhost:4002/customers');
  const there = all.filter((id) => body.some((row) => row.id === id));
  assert.notEqual(there.length, 0, 'Of 40 customers, shard 2 has some.');
  const elsewhere = all.filter((id) => !there.includes(id));
  await processes.kill('shard-2');
  try {
    await work({ there, elsewhere });
  } finally {
    await processes.start('shard-2');
  }
  return there;
}
async function statuses(list) {
  const counts = {};
  for (const id of list) {
    const { status } = await get(`/customers/${id}`);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

test('while shard 2 is down, the customers of the others are answered', async () => {
  await withoutShard2(async ({ elsewhere }) => {
    assert.deepEqual(await statuses(elsewhere), { 200: elsewhere.length });
    const { status } = await put(`/customers/${elsewhere[0]}`, 'renamed');
    assert.equal(status, 200, 'And they can be written.');
  });
});

test('while shard 2 is down, its customers are 503 with Retry-After', async () => {
  await withoutShard2(async ({ there }) => {
    assert.deepEqual(await statuses(there), { 503: there.length });
    const written = await put(`/customers/${there[0]}`, 'renamed');
    assert.equal(written.status, 503, 'A write that nobody keeps.');
    const { headers } = await get(`/customers/${there[0]}`);
    assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$|GMT$/);
  });
});

test('while shard 2 is down, no page of the list leaves its rows out', async () => {
  await withoutShard2(async () => {
    const { status } = await get('/customers?limit=7');
    assert.equal(status, 503, 'A page without the rows of shard 2 would not be true.');
  });
});

test('when shard 2 is back, its customers are', async () => {
  const there = await withoutShard2(({ there: lost }) => statuses(lost));
  assert.deepEqual(await statuses(there), { 200: there.length });
});
