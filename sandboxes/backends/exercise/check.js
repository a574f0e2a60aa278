import assert from 'node:assert/strict';
import { test } from 'node:test';

const get = (path) =>
  fetch(`http://localhost:3000${path}`, { headers: { connection: 'close' } });

const prices = 'Café crème     4.20\nEspresso       2.80\nBeans, 1 kg   24.00\n';

test('GET /meta says that the app is an ES module', async () => {
  const response = await get('/meta');
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { system: 'esm' });
});

test('GET /file answers 200 with the exact text of app/prices.txt', async () => {
  const response = await get('/file');
  const text = await response.text();
  assert.equal(response.status, 200, `status ${response.status}: ${text}`);
  assert.equal(text, prices);
});

test('GET /missing answers 404', async () => {
  assert.equal((await get('/missing')).status, 404);
});
