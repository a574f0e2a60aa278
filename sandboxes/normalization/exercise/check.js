import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from 'lab';

async function ask(method, path, body) {
  const response = await fetch(`http://localhost:3000${path}`, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}

/** Waits for answers, and lets the time pass that they take. */
async function soon(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let waited = 0; !done; waited += 20) {
    assert.ok(waited < 5000, 'There is no answer within 5 seconds.');
    await clock.advance(20);
  }
  return promise;
}
const send = (...request) => soon(ask(...request));

async function get(path) {
  const { status, body } = await send('GET', path);
  assert.equal(status, 200, `GET ${path} is answered ${status}.`);
  return body;
}
const where = async () => Object.fromEntries(
  (await get('/employees')).map(({ name, location }) => [name, location]));

test('after a PATCH all employees show the new location', async () => {
  await send('PATCH', '/employees/1', { location: 'Porto' });
  const { Ada, Grace, Barbara } = await where();
  assert.deepEqual({ Ada, Grace }, { Ada: 'Porto', Grace: 'Porto' },
    'Ada and Grace are both in Support, which has moved to Porto.');
  assert.equal(Barbara, 'Lisbon', 'Barbara is in Sales, which has not moved.');
});

test('a department has one location', async () => {
  await send('PATCH', '/employees/2', { location: 'Faro' });
  const support = (await get('/departments')).filter(({ name }) => name === 'Support');
  assert.deepEqual(support, [{ name: 'Support', location: 'Faro' }],
    'Grace moved Support to Faro, and this is what is said of it.');
});

test('whoever changes the department shows the location of the new one', async () => {
  const { status } = await send('PATCH', '/employees/4', { department: 'Research' });
  assert.equal(status, 200, 'Barbara changes to Research.');
  assert.equal((await where()).Barbara, 'Bergen', 'Research is in Bergen.');
});

test('the last employee leaves, and the department is still known', async () => {
  for (const { id, department } of await get('/employees')) {
    if (department === 'Research') await send('DELETE', `/employees/${id}`);
  }
  const names = (await get('/employees')).map(({ name }) => name);
  assert.equal(names.includes('Edsger'), false, 'Edsger has left.');
  const all = await get('/departments');
  const research = all.filter(({ name }) => name === 'Research');
  assert.deepEqual(research, [{ name: 'Research', location: 'Bergen' }],
    'Nobody is in Research, which is in Bergen.');
});

async function place(quantity, product = 2) {
  const order = { customer: 1, product, quantity };
  const { status, body } = await send('POST', '/orders', order);
  assert.equal(status, 201, `POST /orders is answered ${status}.`);
  return body.id;
}

test('a new price leaves the totals of old orders', async () => {
  await send('PATCH', '/products/2', { price: 1000 });
  const old = await place(3);
  await send('PATCH', '/products/2', { price: 1500 });
  assert.equal((await get(`/orders/${old}`)).total, 3000,
    'Three were ordered at 1,000; then the price rose to 1,500.');
  const later = await place(3);
  assert.equal((await get(`/orders/${later}`)).total, 4500, 'Three, ordered at 1,500.');
});

test('a new address leaves the address of old orders', async () => {
  await send('PATCH', '/customers/1', { address: '1 Harbour Street' });
  const old = await place(1);
  await send('PATCH', '/customers/1', { address: '9 Station Road' });
  assert.equal((await get(`/orders/${old}`)).address, '1 Harbour Street',
    'It was sent to Harbour Street; then the customer moved.');
  const later = await place(1);
  assert.equal((await get(`/orders/${later}`)).address, '9 Station Road');
});

const post = (user) => ask('POST', `/users/${user}/posts`, { title: 'Hello' });

/** Of each user, what the counter says and what there is. */
async function counts() {
  const found = [];
  for (const { id, name, post_count: shown } of await get('/users')) {
    found.push({ name, shown, there: (await get(`/users/${id}/posts`)).length });
  }
  return found;
}

/** After a step each counter has changed by as much as the posts that are there. */
async function keepsCount(what, step) {
  const before = await counts();
  await step();
  (await counts()).forEach(({ name, shown, there }, i) => {
    const more = there - before[i].there;
    assert.equal(shown - before[i].shown, more, `${what}: ${name}'s list is ${more}`
      + ' posts longer, and post_count has changed by another number.');
  });
}

test('post_count is the count after 100 requests at once', async () => {
  const first = await soon(Promise.all(Array.from({ length: 40 }, () => post(1))));
  assert.deepEqual([...new Set(first.map(({ status }) => status))], [201],
    'Ada adds 40 posts at once, and each is there.');
  const ids = first.map(({ body }) => body.id);
  await keepsCount('60 added, 20 removed, 20 given away', () => soon(Promise.all([
    ...Array.from({ length: 60 }, (_, i) => post(1 + (i % 2))),
    ...ids.slice(0, 20).map((id) => ask('DELETE', `/posts/${id}`)),
    ...ids.slice(20).map((id) => ask('PATCH', `/posts/${id}`, { user: 2 })),
  ])));
  const { there } = (await counts()).find(({ name }) => name === 'Grace');
  assert.ok(there >= 50, `Grace got 30 new posts and 20 of Ada's, and has ${there}.`);
});

test('a post that is removed twice at once is counted once', async () => {
  const { body } = await send('POST', '/users/1/posts', { title: 'Twice' });
  const five = Array.from({ length: 5 }, () => ['DELETE', `/posts/${body.id}`]);
  let answers;
  await keepsCount('five requests removed one post', async () => {
    answers = await soon(Promise.all(five.map((request) => ask(...request))));
  });
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, 404, 404, 404, 404], 'One has removed it.');
});

test('a post that is given away twice at once is counted once', async () => {
  const { body } = await send('POST', '/users/1/posts', { title: 'Given' });
  const give = () => ask('PATCH', `/posts/${body.id}`, { user: 2 });
  await keepsCount('two requests gave one post to Grace',
    () => soon(Promise.all([give(), give()])));
  const hers = await get('/users/2/posts');
  assert.equal(hers.filter(({ id }) => id === body.id).length, 1, 'Grace has it.');
});

test('what is refused is not counted', async () => {
  const { body } = await send('POST', '/users/2/posts', { title: 'Stays' });
  let statuses;
  await keepsCount('two requests were refused', async () => {
    const unknown = await soon(post(99));
    const given = await send('PATCH', `/posts/${body.id}`, { user: 99 });
    statuses = [unknown.status, given.status];
  });
  assert.deepEqual(statuses, [404, 404], 'There is no user 99.');
});
