import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { engineCrypto, label, outcome, same } from '../support/crypto-library.ts';

test('pbkdf2', async () => {
  for (const [digest, iterations, length] of [
    ['sha256', 1, 32],
    ['sha512', 1000, 100],
    ['sha1', 3, 5],
    ['md5', 2, 33],
    ['sha3-256', 5, 40],
    ['sha256', 10000, 32],
    ['foo', 1, 8],
    ['sha1', 1, 0],
    ['shake128', 1, 8],
  ] as const) {
    await same(label(digest, iterations, length), (c) => c.pbkdf2Sync('password', 'salt', iterations, length, digest));
  }
  await same('arguments', (c) => c.pbkdf2Sync('a', 'b', 0, 8, 'sha1'));
  await same('long password', (c) => c.pbkdf2Sync(Buffer.alloc(300, 1), new Uint16Array([1, 2]), 2, 8, 'sha512'));
});

test('hkdf', async () => {
  for (const [digest, key, salt, info, length] of [
    ['sha256', 'key', 'salt', 'info', 64],
    ['sha512', '', '', '', 9],
    ['sha1', 'k', 's', 'i', 255 * 20],
    ['sha1', 'k', 's', 'i', 255 * 20 + 1],
    ['sha256', 'k', 's', 'i', 0],
    ['foo', 'k', 's', 'i', 1],
    ['shake128', 'k', 's', 'i', 1],
  ] as const) {
    await same(label(digest, key, length), (c) => c.hkdfSync(digest, key, salt, info, length));
  }
  await same('key object', (c) => c.hkdfSync('sha256', c.createSecretKey(Buffer.from('a')), 's', 'i', 20));
});

test('scrypt', async () => {
  for (const [options, length] of [
    [{}, 64],
    [{ N: 16, r: 1, p: 1 }, 64],
    [{ N: 1024, r: 8, p: 16 }, 64],
    [{ N: 4, r: 3, p: 5 }, 1],
    [{ cost: 1024, blockSize: 4, parallelization: 2 }, 32],
    [{ N: 3 }, 8],
    [{ N: 1 }, 8],
    [{ N: 2 ** 17 }, 8],
    [{ N: 2 ** 15 }, 8],
    [{ N: 2 ** 16, r: 1, maxmem: 2 ** 30 }, 8],
    [{ N: 2 ** 15, r: 1, maxmem: 2 ** 30 }, 8],
    [{ N: 2, r: 8, p: 2 ** 30 }, 8],
    [{ N: 16, maxmem: 1024 * 18 }, 8],
    [{ N: 16, maxmem: 1024 * 19 }, 8],
    [{}, 0],
  ] as const) {
    await same(label(options, length), (c) => c.scryptSync('pleaseletmein', 'SodiumChloride', length, options));
  }
});

test('asynchronous derivation calls back later and gives other work its turn', async () => {
  const events: string[] = [];
  const timer = setInterval(() => events.push('turn'), 1);
  const derived = await new Promise<Buffer>((resolve, reject) => {
    engineCrypto.scrypt('a', 'b', 32, { N: 2 ** 15, maxmem: 2 ** 26 }, (error, key) => {
      events.push('done');
      if (error) reject(error);
      else resolve(key);
    });
    events.push('returned');
  });
  clearInterval(timer);
  assert.deepEqual(derived, crypto.scryptSync('a', 'b', 32, { N: 2 ** 15, maxmem: 2 ** 26 }));
  assert.equal(events[0], 'returned');
  assert.equal(events.at(-1), 'done');
  assert.ok(events.length > 3, 'timers ran while the key was derived');
});

test('asynchronous derivation gives the synchronous results and errors', async () => {
  await same(
    'pbkdf2',
    (c) =>
      new Promise((resolve, reject) => {
        c.pbkdf2('p', 's', 5000, 32, 'sha512', (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
  await same(
    'hkdf',
    (c) =>
      new Promise((resolve, reject) => {
        c.hkdf('sha512', 'k', 's', '', 32, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
  await same(
    'pbkdf2 error',
    (c) =>
      new Promise((resolve, reject) => {
        c.pbkdf2('p', 's', 5, 0, 'sha512', (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
  await same('scrypt thrown at once', (c) => c.scrypt('p', 's', 5, { N: 3 }, () => undefined));
  // A password that changes after the call does not change the key.
  const password = Buffer.from('password');
  const pending = outcome(
    () =>
      new Promise((resolve) => {
        engineCrypto.pbkdf2(password, 's', 2, 16, 'sha1', (_error, key) => resolve(key));
      }),
  );
  password.fill(0);
  assert.deepEqual(await pending, { Buffer: crypto.pbkdf2Sync('password', 's', 2, 16, 'sha1').toString('hex') });
});
