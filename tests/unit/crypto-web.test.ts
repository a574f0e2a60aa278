/**
 * Web Cryptography on Node's own lib/internal/crypto/webcrypto.js. In a file of its own: errors that other
 * calls leave on OpenSSL's queue make real Node 24.21 abort in CipherJob::ToResult.
 */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { engineCrypto, label, same } from '../support/crypto-library.ts';

const bytes = (length: number, seed = 1): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 37 + seed * 101) & 255));

test('AES and ChaCha20-Poly1305', async () => {
  for (const [name, parameters] of [
    ['AES-GCM', { iv: bytes(12), additionalData: bytes(5) }],
    ['AES-GCM', { iv: bytes(16), tagLength: 96 }],
    ['AES-CBC', { iv: bytes(16) }],
    ['AES-CTR', { counter: bytes(16), length: 64 }],
    ['AES-CTR', { counter: Buffer.alloc(16, 255), length: 3 }],
  ] as const) {
    for (const length of [0, 15, 16, 100]) {
      await same(label(name, parameters, length), async ({ subtle }) => {
        const key = await subtle.importKey('raw', bytes(32), name, true, ['encrypt', 'decrypt']);
        const sealed = await subtle.encrypt({ name, ...parameters }, key, bytes(length));
        return [sealed, await subtle.decrypt({ name, ...parameters }, key, sealed)];
      });
    }
  }
  await same('wrapped key', async ({ subtle }) => {
    const wrapping = await subtle.importKey('raw', bytes(16), 'AES-KW', true, ['wrapKey', 'unwrapKey']);
    const key = await subtle.importKey('raw', bytes(32), 'AES-GCM', true, ['encrypt']);
    const wrapped = await subtle.wrapKey('raw', key, wrapping, 'AES-KW');
    const back = await subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', true, ['encrypt']);
    return [wrapped, await subtle.exportKey('raw', back)];
  });
  await same('not authentic', async ({ subtle }) => {
    const key = await subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['decrypt']);
    return subtle.decrypt({ name: 'AES-GCM', iv: bytes(12) }, key, bytes(40));
  });
  await same('too short', async ({ subtle }) => {
    const key = await subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['decrypt']);
    return subtle.decrypt({ name: 'AES-GCM', iv: bytes(12) }, key, bytes(4));
  });
});

test('digest, HMAC and derivation', async () => {
  for (const name of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'sha-256', 'MD5']) {
    await same(name, ({ subtle }) => subtle.digest(name, bytes(100)));
  }
  await same('cSHAKE128', ({ subtle }) => subtle.digest({ name: 'cSHAKE128', outputLength: 257 }, bytes(10)));
  await same('HMAC', async ({ subtle }) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await subtle.importKey('raw', bytes(20), algorithm, true, ['sign', 'verify']);
    const signature = await subtle.sign('HMAC', key, bytes(50));
    return [
      signature,
      await subtle.verify('HMAC', key, signature, bytes(50)),
      await subtle.verify('HMAC', key, signature, bytes(51)),
      await subtle.exportKey('jwk', key),
      key.algorithm,
      key.usages,
      key.type,
      key.extractable,
    ];
  });
  await same('HMAC key from JWK', async ({ subtle }) => {
    const jwk = { kty: 'oct', k: 'AAECAw', alg: 'HS512', ext: true };
    const key = await subtle.importKey('jwk', jwk, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign']);
    return subtle.exportKey('raw', key);
  });
  await same('PBKDF2', async ({ subtle }) => {
    const key = await subtle.importKey('raw', bytes(10), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
    const algorithm = { name: 'PBKDF2', salt: bytes(8), iterations: 1000, hash: 'SHA-256' };
    const derived = await subtle.deriveKey(algorithm, key, { name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    return [await subtle.deriveBits(algorithm, key, 256), await subtle.exportKey('raw', derived)];
  });
  await same('HKDF', async ({ subtle }) => {
    const key = await subtle.importKey('raw', bytes(10), 'HKDF', false, ['deriveBits']);
    const algorithm = { name: 'HKDF', salt: bytes(8), info: bytes(3), hash: 'SHA-512' };
    return [await subtle.deriveBits(algorithm, key, 1024), await subtle.deriveBits(algorithm, key, 0)];
  });
  await same('HKDF, too many bits', async ({ subtle }) => {
    const key = await subtle.importKey('raw', bytes(10), 'HKDF', false, ['deriveBits']);
    return subtle.deriveBits({ name: 'HKDF', salt: bytes(8), info: bytes(3), hash: 'SHA-1' }, key, 255 * 160 + 8);
  });
});

const real = crypto.webcrypto.subtle;
const own = engineCrypto.webcrypto.subtle;
type Subtle = typeof real;
type Key = crypto.webcrypto.CryptoKey;
type Pair = { publicKey: Key; privateKey: Key };

const signatures: [string, object, object][] = [
  ['Ed25519', { name: 'Ed25519' }, { name: 'Ed25519' }],
  ...(['P-256', 'P-384', 'P-521'] as const).map((namedCurve): [string, object, object] => [
    namedCurve,
    { name: 'ECDSA', namedCurve },
    { name: 'ECDSA', hash: 'SHA-256' },
  ]),
  ['RSASSA-PKCS1-v1_5', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, { name: 'RSASSA-PKCS1-v1_5' }],
  ['RSA-PSS', { name: 'RSA-PSS', hash: 'SHA-256' }, { name: 'RSA-PSS', saltLength: 32 }],
];

const generate = (subtle: Subtle, algorithm: object, usages: string[]): Promise<Pair> =>
  subtle.generateKey(
    { ...algorithm, modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) } as never,
    true,
    usages as never,
  ) as Promise<unknown> as Promise<Pair>;

test('signing keys: generated here, exported, imported there, and the reverse', async () => {
  for (const [name, algorithm, parameters] of signatures) {
    for (const [from, to] of [
      [own, real],
      [real, own],
    ] as const) {
      const { publicKey, privateKey } = await generate(from, algorithm, ['sign', 'verify']);
      assert.deepEqual(
        [publicKey.type, publicKey.usages, privateKey.type, privateKey.usages],
        ['public', ['verify'], 'private', ['sign']],
      );
      const signature = await from.sign(parameters as never, privateKey, bytes(40));
      for (const [format, privateFormat] of [
        ['spki', 'pkcs8'],
        ['jwk', 'jwk'],
      ] as const) {
        const exported = await from.exportKey(format as 'spki', publicKey);
        const imported = await to.importKey(format as 'spki', exported, algorithm as never, true, ['verify']);
        assert.equal(await to.verify(parameters as never, imported, signature, bytes(40)), true, `${name} ${format}`);
        assert.equal(await to.verify(parameters as never, imported, signature, bytes(41)), false, `${name} ${format}`);
        const secret = await to.importKey(
          privateFormat as 'pkcs8',
          await from.exportKey(privateFormat as 'pkcs8', privateKey),
          algorithm as never,
          true,
          ['sign'],
        );
        assert.equal(
          await from.verify(
            parameters as never,
            publicKey,
            await to.sign(parameters as never, secret, bytes(9)),
            bytes(9),
          ),
          true,
          name,
        );
        assert.deepEqual(
          await to.exportKey(privateFormat as 'pkcs8', secret),
          await from.exportKey(privateFormat as 'pkcs8', privateKey),
          name,
        );
      }
      if (!name.startsWith('RSA')) {
        const raw = await to.importKey('raw', await from.exportKey('raw', publicKey), algorithm as never, true, [
          'verify',
        ]);
        assert.equal(await to.verify(parameters as never, raw, signature, bytes(40)), true, `${name} raw`);
      }
    }
  }
});

test('agreement and RSA-OAEP between both', async () => {
  for (const algorithm of [{ name: 'X25519' }, { name: 'ECDH', namedCurve: 'P-256' }]) {
    const here = await generate(own, algorithm, ['deriveBits']);
    const there = await generate(real, algorithm, ['deriveBits']);
    const thereHere = await own.importKey('spki', await real.exportKey('spki', there.publicKey), algorithm, true, []);
    const hereThere = await real.importKey('raw', await own.exportKey('raw', here.publicKey), algorithm, true, []);
    assert.deepEqual(
      await own.deriveBits({ ...algorithm, public: thereHere }, here.privateKey, 128),
      await real.deriveBits({ ...algorithm, public: hereThere }, there.privateKey, 128),
    );
  }
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const { publicKey, privateKey } = await generate(own, algorithm, ['encrypt', 'decrypt']);
  const secret = await real.importKey('jwk', await own.exportKey('jwk', privateKey), algorithm, true, ['decrypt']);
  assert.deepEqual(
    Buffer.from(await real.decrypt('RSA-OAEP', secret, await own.encrypt('RSA-OAEP', publicKey, bytes(9)))),
    bytes(9),
  );
  await assert.rejects(own.decrypt('RSA-OAEP', privateKey, bytes(128)), { name: 'OperationError' });
});

test('secret keys are generated with their length, and JWK carries them', async () => {
  for (const algorithm of [
    { name: 'AES-GCM', length: 192 },
    { name: 'HMAC', hash: 'SHA-384' },
    { name: 'HMAC', hash: 'SHA-1', length: 21 },
  ]) {
    const usages = (algorithm.name === 'HMAC' ? ['sign'] : ['encrypt']) as 'sign'[];
    const key = await own.generateKey(algorithm, true, usages);
    const expected = await real.generateKey(algorithm, true, usages);
    assert.deepEqual({ ...key.algorithm }, { ...expected.algorithm });
    const raw = new Uint8Array(await own.exportKey('raw', key));
    assert.equal(raw.length, (await real.exportKey('raw', expected)).byteLength);
    if ('length' in algorithm && algorithm.length === 21) assert.equal(raw[2]! & 7, 0);
  }
});

test('refusals of keys', async () => {
  await same('no such algorithm', ({ subtle }) => subtle.generateKey('FOO' as never, true, ['sign']));
  await same('no usages', ({ subtle }) => subtle.generateKey('Ed25519', true, [] as never));
  await same('bad spki', ({ subtle }) => subtle.importKey('spki', bytes(20), 'Ed25519', true, ['verify']));
  await same('bad point', ({ subtle }) =>
    subtle.importKey('raw', bytes(65), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']),
  );
  await same('not extractable', async ({ subtle }) =>
    subtle.exportKey('raw', await subtle.importKey('raw', bytes(16), 'AES-GCM', false, ['encrypt'])),
  );
  await same('wrong usage', async ({ subtle }) =>
    subtle.encrypt(
      { name: 'AES-GCM', iv: bytes(12) },
      await subtle.importKey('raw', bytes(16), 'AES-GCM', false, ['decrypt']),
      bytes(1),
    ),
  );
  await same('inspected', async ({ subtle }) =>
    inspect(await subtle.importKey('raw', bytes(16), 'AES-GCM', false, ['decrypt'])),
  );
});

test('keys pass between node:crypto and Web Cryptography', async () => {
  await same('from a CryptoKey', async (c) => {
    const key = await c.subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['encrypt']);
    return c.KeyObject.from(key).export();
  });
  await same('to a CryptoKey', async (c) => {
    const key = c.createSecretKey(bytes(16)).toCryptoKey('AES-GCM', true, ['encrypt']);
    return c.subtle.exportKey('raw', key);
  });
  await same('asymmetric to a CryptoKey', async (c) => {
    const secret = crypto
      .createPrivateKey({
        key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes(32)]),
        format: 'der',
        type: 'pkcs8',
      })
      .export({ format: 'pem', type: 'pkcs8' });
    const key = c.createPrivateKey(secret).toCryptoKey('Ed25519', true, ['sign']);
    return c.subtle.sign('Ed25519', key, bytes(4));
  });
});
