import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { clock } from 'lab';

const agent = new Agent({ keepAlive: true, maxSockets: 100 });

function send(method, path, { headers = {}, body } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const options = { agent, method, headers: { ...json, ...headers } };
    request(`http://localhost:3000${path}`, options, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode, headers: response.headers, text });
    }).on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Lets time pass until all have their answers. */
async function settle(...answers) {
  const all = Promise.all(answers);
  let done = false;
  const end = () => (done = true);
  all.then(end, end);
  for (let ms = 0; !done; ms += 10) {
    assert.equal(ms < 5000, true, 'A request is not answered within 5 seconds.');
    await clock.advance(10);
  }
  return all;
}
const ask = async (...args) => (await settle(send(...args)))[0];
const get = (path, headers) => ask('GET', path, { headers });
const calls = async () => JSON.parse((await get('/calls')).text).calls;

/** How often the catalog is asked while this happens. */
async function counting(step) {
  const before = await calls();
  await step();
  return (await calls()) - before;
}
const aMinute = () => clock.advance(61_000); // all copies have ended
const price = async (path) => JSON.parse((await get(path)).text).price;
const inList = async (path) =>
  JSON.parse((await get(path)).text).find(({ id }) => id === 'lamp').price;
const create = (id, amount) =>
  ask('POST', '/products', { body: { id, price: amount } });

test('the second of two is answered from the cache', async () => {
  for (const path of ['/products', '/products/lamp']) {
    await aMinute();
    const asked = await counting(async () => {
      await get(path);
      await get(path);
    });
    assert.equal(asked, 1, `Two GET ${path} asked the catalog ${asked} times.`);
  }
});

test('a copy lasts a minute, and not longer', async () => {
  await get('/products/chair');
  await ask('PUT', '/elsewhere/chair', { body: { price: 85 } });
  await aMinute();
  assert.equal(await price('/products/chair'), 85,
    'A price that somebody changed elsewhere is still the old one after 61 seconds.');
});

test('Bob never gets the account of Ann', async () => {
  const ann = await get('/me', { Cookie: 'session=ann' });
  assert.equal(ann.text, '{"name":"Ann"}', 'Ann does not get her own account.');
  const bob = await get('/me', { Cookie: 'session=bob' });
  assert.equal(bob.text, '{"name":"Bob"}', 'Ann asked for /me, and then Bob did.');
  const nobody = await get('/me');
  assert.equal(nobody.status, 401, 'Somebody without a session asked for /me then.');
});

test('/me says that no shared cache may keep it', async () => {
  const { headers } = await get('/me', { Cookie: 'session=ann' });
  const control = headers['cache-control'] ?? '(nothing)';
  assert.equal(/\b(private|no-store)\b/.test(control), true,
    `Cache-Control: ${control}. A CDN in front does not look at the cookie.`);
});

test('a POST reaches its handler', async () => {
  await get('/products');
  const { status } = await create('table', 300);
  assert.equal(status, 201, `POST /products after GET /products is ${status}.`);
});

test('a PUT reaches its handler', async () => {
  await get('/products/lamp');
  await ask('PUT', '/products/lamp', { body: { price: 111 } });
  await aMinute();
  assert.equal(await price('/products/lamp'), 111, 'The new price was not saved.');
});

test('a 404 stays 404', async () => {
  await get('/products/sofa');
  const { status } = await get('/products/sofa');
  assert.equal(status, 404, `The second GET of what does not exist is ${status}.`);
});

test('the content type stays what it was', async () => {
  const types = { '/products.csv': 'text/csv', '/products': 'application/json' };
  for (const [path, type] of Object.entries(types)) {
    await get(path);
    const { headers } = await get(path);
    assert.equal((headers['content-type'] ?? '').split(';')[0], type,
      `The second GET ${path} has another type than the first.`);
  }
});

test('what a query asks for is not mixed up', async () => {
  await aMinute();
  const ids = ({ text }) => JSON.parse(text).map(({ id }) => id);
  await create('pen', 2);
  await create('piano', 9000);
  await get('/products');
  const [first] = ids(await get('/products?sort=dearest'));
  assert.equal(first, 'piano', 'GET /products?sort=dearest after GET /products.');
});

test('100 at the same time ask the catalog once', async () => {
  await aMinute();
  const asked = await counting(async () => {
    const all = Array.from({ length: 100 }, () => send('GET', '/products/lamp'));
    const statuses = (await settle(...all)).map(({ status }) => status);
    assert.deepEqual([...new Set(statuses)], [200], 'All are to be answered 200.');
  });
  assert.equal(asked, 1, `100 GET /products/lamp asked the catalog ${asked} times.`);
});

test('a GET after a PUT is fresh: the product and the list', async () => {
  const paths = ['/products.csv', '/products?sort=dearest', '/products'];
  for (const path of [...paths, '/products/lamp']) await get(path);
  await ask('PUT', '/products/lamp', { body: { price: 120 } });
  const csv = /^lamp,(\d+)$/m.exec((await get('/products.csv')).text)?.[1];
  const sorted = await inList('/products?sort=dearest');
  const list = await inList('/products');
  const own = await price('/products/lamp');
  const wanted = { csv: '120', sorted: 120, list: 120, own: 120 };
  assert.deepEqual({ csv, sorted, list, own }, wanted,
    'The lamp was set to 120, and then asked for.');
});

test('a GET that began before a PUT leaves no old price behind', async () => {
  await aMinute();
  await ask('PUT', '/products/lamp', { body: { price: 130 } });
  await aMinute();
  const early = ['/products/lamp', '/products'].map((path) => send('GET', path));
  await clock.advance(20); // the catalog has looked, and its answers are on their way
  await settle(send('PUT', '/products/lamp', { body: { price: 140 } }));
  await settle(...early);
  const list = await inList('/products');
  const own = await price('/products/lamp');
  assert.deepEqual({ list, own }, { list: 140, own: 140 },
    'The PUT was answered before this GET was sent.');
});

test('a GET during a PUT leaves no old price behind', async () => {
  await aMinute();
  await ask('PUT', '/products/lamp', { body: { price: 150 } });
  await get('/products/lamp');
  const put = send('PUT', '/products/lamp', { body: { price: 160 } });
  await clock.advance(10); // it is on its way, and not yet saved
  await settle(put, send('GET', '/products/lamp'));
  assert.equal(await price('/products/lamp'), 160,
    'Somebody had asked for the lamp before the PUT was saved.');
});

test('what was missing is found once it is created', async () => {
  await get('/products/vase');
  await create('vase', 25);
  const { status } = await get('/products/vase');
  assert.equal(status, 200, 'The vase was created after somebody had asked for it.');
});

test('a failure is not kept', async () => {
  await aMinute();
  await ask('PUT', '/fault', { body: { failures: 1 } });
  const { status: first } = await get('/products/lamp');
  assert.equal(first, 500, 'The catalog was down for this one.');
  const { status: second } = await get('/products/lamp');
  assert.equal(second, 200, 'The catalog is back, the answer is still the failure.');
});

test('the home page is asked about each time, its script never', async () => {
  const control = async (path) => (await get(path)).headers['cache-control'] ?? '';
  const script = await control('/assets/app.3f9c2b1a.js');
  assert.equal(/max-age=31536000/.test(script) && /immutable/.test(script), true,
    `The script has its content in its name, and Cache-Control: ${script}.`);
  for (const path of ['/', '/index.html']) {
    const page = await control(path);
    const asks = /\bno-(cache|store)\b|\bmax-age=0\b/.test(page);
    assert.equal(asks && !/immutable/.test(page), true,
      `GET ${path} has Cache-Control: ${page}. Who has it misses the next version.`);
  }
});
