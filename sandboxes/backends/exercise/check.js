import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { processes } from 'lab';

const app = new URL('app/', import.meta.url);
const get = (path) =>
  fetch(`http://localhost:3000${path}`, { headers: { connection: 'close' } });

const prices = 'Café crème     4.20\nEspresso       2.80\nBeans, 1 kg   24.00\n';

test('app/package.json makes every file of app an ES module', async () => {
  const { type } = JSON.parse(await readFile(new URL('package.json', app), 'utf8'));
  assert.equal(type, 'module', `"type" is ${JSON.stringify(type)}`);
  const files = await readdir(app);
  const old = files.filter((name) => name.endsWith('.cjs'));
  assert.deepEqual(old, [], 'a file that ends in .cjs is CommonJS still');
});

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

test('GET /file answers with another text when the file has one', async () => {
  const file = new URL('prices.txt', app);
  const before = await readFile(file, 'utf8');
  await processes.stop('app');
  await writeFile(file, 'Sold out\n');
  await processes.start('app'); // a program may read the file once, at its start
  const text = await (await get('/file')).text();
  await writeFile(file, before);
  assert.equal(text, 'Sold out\n', 'the text is in the program, not only in the file');
});

test('GET /missing answers 404', async () => {
  assert.equal((await get('/missing')).status, 404);
});
