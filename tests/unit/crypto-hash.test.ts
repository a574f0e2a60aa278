import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { engineCrypto, label, lightCrypto, loadOnEngine, same } from '../support/crypto-library.ts';

const inputs = ['', 'abc', 'é€😀 \ud800', 'a'.repeat(300), Buffer.alloc(1000, 7), new Uint16Array([1, 513])];

test('every digest that getHashes names gives what OpenSSL gives', async () => {
  const missing = crypto.getHashes().filter((name) => !engineCrypto.getHashes().includes(name));
  assert.deepEqual(missing, ['RSA-SM3', 'md5-sha1', 'sm3', 'sm3WithRSAEncryption']);
  for (const name of engineCrypto.getHashes()) {
    for (const input of inputs) {
      await same(label(name, input), (c) => c.createHash(name).update(input).digest('hex'));
    }
  }
});

test("names are found in OpenSSL's other spellings", async () => {
  const names = [
    'SHA256',
    'Sha256',
    'SHA-256',
    'sha-256',
    'SHA2-256',
    'SHA-1',
    'SSL3-MD5',
    'sha512/256',
    'SHA2-512/256',
    'BLAKE2B-512',
    'BLAKE2S-256',
    'SHAKE-128',
    'RIPEMD-160',
    'RIPEMD',
    'SHA3-512',
    'sha257',
    'shake512',
    '',
  ];
  for (const name of names) {
    await same(name, (c) => c.createHash(name).update('abc').digest('hex'));
    await same(name, (c) => c.hash(name, 'abc'));
    await same(name, (c) => c.createHmac(name, 'key').update('abc').digest('hex'));
  }
});

test('update, digest, encodings, copy and output length behave alike', async () => {
  await same('hex input', (c) => c.createHash('sha1').update('6162', 'hex').digest('base64'));
  await same('latin1', (c) => c.createHash('sha1').update('é', 'latin1').digest('base64url'));
  await same('buffer out', (c) => c.createHash('md5').update('a').digest());
  await same('unknown out', (c) =>
    c
      .createHash('md5')
      .update('a')
      .digest('no' as 'hex'),
  );
  await same('utf16 out', (c) =>
    c
      .createHash('md5')
      .update('a')
      .digest('utf16le' as 'hex'),
  );
  await same('update after digest', (c) => {
    const hash = c.createHash('md5');
    hash.digest();
    return hash.update('a');
  });
  await same('digest twice', (c) => {
    const hash = c.createHash('md5');
    hash.digest();
    return hash.digest();
  });
  await same('copy', (c) => {
    const hash = c.createHash('sha512').update('a');
    const copy = hash.copy().update('b');
    return [hash.update('c').digest(), copy.digest()];
  });
  await same('copy with length', (c) => c.createHash('sha512').copy({ outputLength: 3 }).digest('hex'));
  for (const outputLength of [0, 1, 16, 32, 200]) {
    for (const name of ['shake128', 'shake256', 'sha256']) {
      await same(label(name, outputLength), (c) => c.createHash(name, { outputLength }).update('x').digest('hex'));
      await same(label(name, outputLength), (c) => c.hash(name, 'x', { outputLength }));
      await same(label(name, outputLength), (c) => c.createHash(name).update('x').copy({ outputLength }).digest('hex'));
    }
  }
  await same('wrong type', (c) => c.createHash('md5').update(1 as unknown as string));
  await same('hash of object', (c) => c.hash('md5', {} as unknown as string));
  await same('hash base64', (c) => c.hash('sha1', Buffer.from('abc'), 'base64'));
  await same('hash buffer', (c) => c.hash('sha1', 'abc', 'buffer'));
});

test('a hash is a stream', async () => {
  await same('stream', async (c) => {
    const hash = c.createHash('sha256');
    hash.write('a');
    hash.end('b');
    return (await hash.toArray())[0];
  });
});

test('hmac', async () => {
  for (const name of ['md5', 'sha1', 'sha256', 'sha512', 'sha512-256', 'sha3-256', 'ripemd160', 'blake2b512']) {
    for (const key of ['', 'key', 'k'.repeat(300)]) {
      await same(label(name, key), (c) => c.createHmac(name, key).update('data').digest('hex'));
    }
  }
  await same('key object', (c) =>
    c.createHmac('sha256', c.createSecretKey('6b6579', 'hex')).update('a').digest('base64url'),
  );
  await same('array buffer key', (c) => c.createHmac('sha256', new Uint8Array([1, 2]).buffer as never).digest('hex'));
  await same('shake', (c) => c.createHmac('shake128', 'k'));
  await same('second digest', (c) => {
    const hmac = c.createHmac('md5', 'k');
    hmac.digest();
    return [hmac.digest(), hmac.digest('hex')];
  });
});

test('timingSafeEqual', async () => {
  await same('equal', (c) => c.timingSafeEqual(Buffer.from('abc'), new Uint8Array([97, 98, 99])));
  await same('different', (c) => c.timingSafeEqual(Buffer.from('abc'), Buffer.from('abd')));
  await same('length', (c) => c.timingSafeEqual(Buffer.from('abc'), Buffer.from('ab')));
  await same('string', (c) => c.timingSafeEqual('abc' as never, Buffer.from('ab')));
  await same('second', (c) => c.timingSafeEqual(Buffer.from('ab'), null as never));
});

test('secret keys', async () => {
  await same('export', (c) => c.createSecretKey(Buffer.from('abc')).export());
  await same('jwk', (c) => c.createSecretKey('abc', 'utf8').export({ format: 'jwk' }));
  await same('size and type', (c) => {
    const key = c.createSecretKey(Buffer.alloc(33));
    return [key.type, key.symmetricKeySize, key.asymmetricKeyType];
  });
  await same('equals', (c) =>
    ['abc', 'abd', 'ab'].map((text) =>
      c.createSecretKey(Buffer.from('abc')).equals(c.createSecretKey(Buffer.from(text))),
    ),
  );
  await same('not a key', (c) => c.createSecretKey(1 as never));
  await same('foreign receiver', (c) => Object.getOwnPropertyDescriptor(c.KeyObject.prototype, 'type')!.get!.call({}));
});

test('random', async () => {
  const drawn = new Set(Array.from({ length: 50 }, () => engineCrypto.randomBytes(16).toString('hex')));
  assert.equal(drawn.size, 50);
  assert.equal(engineCrypto.randomBytes(200_000).length, 200_000);
  assert.ok(
    engineCrypto
      .randomBytes(200_000)
      .subarray(-1000)
      .some((byte) => byte !== 0),
  );
  assert.match(engineCrypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(engineCrypto.randomUUID(), engineCrypto.randomUUID());
  const drawnInts = Array.from({ length: 200 }, () => engineCrypto.randomInt(3, 6));
  assert.deepEqual([...new Set(drawnInts)].sort(), [3, 4, 5]);
  const filled = engineCrypto.randomFillSync(Buffer.alloc(10), 5);
  assert.deepEqual([...filled.subarray(0, 5)], [0, 0, 0, 0, 0]);
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    engineCrypto.randomBytes(8, (error, bytes) => {
      assert.equal(error, null);
      assert.equal(bytes.length, 8);
      order.push('callback');
      resolve();
    });
    order.push('returned');
  });
  assert.deepEqual(order, ['returned', 'callback']);
  assert.equal(engineCrypto.getRandomValues(new Uint32Array(4)).length, 4);
  await same('size', (c) => c.randomBytes(-1));
  await same('secureHeapUsed', (c) => c.secureHeapUsed());
});

test('the light core alone does what Express needs and says what it lacks', async () => {
  assert.equal(lightCrypto.createHash('sha1').update('a').digest('base64'), 'hvfkN/qlp/zhXR3cuerq6jd2Z7g=');
  assert.equal(lightCrypto.createHmac('sha256', 'k').digest('hex').length, 64);
  assert.equal(lightCrypto.createSecretKey(Buffer.from('a')).symmetricKeySize, 1);
  assert.throws(() => lightCrypto.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12)), {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    message: /^crypto \(CipherBase\) is not available in the embedded engine: this program was started without/,
  });
  assert.throws(() => lightCrypto.createHash('sha3-256'), /without the full crypto module/);
  assert.throws(() => lightCrypto.createHash('sha257'), { message: 'Digest method not supported' });
});

test('what the engine does not have is refused with a sentence', () => {
  const refused = {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    message: /is not available in the embedded engine: \w/,
  };
  assert.throws(() => new engineCrypto.X509Certificate(''), refused);
  assert.throws(() => engineCrypto.createDiffieHellman(512), refused);
  assert.throws(() => engineCrypto.getDiffieHellman('modp14'), refused);
  assert.throws(() => engineCrypto.setFips(true), refused);
  assert.throws(
    () => engineCrypto.generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 } as never),
    refused,
  );
});

test('tls and https load on it, and say at use that there is no TLS', () => {
  const tls = loadOnEngine('tls') as typeof import('node:tls');
  assert.deepEqual(tls.getCiphers(), []);
  assert.deepEqual(tls.rootCertificates, []);
  assert.throws(() => tls.createSecureContext(), /TLS is not available in the embedded engine/);
  const https = loadOnEngine('https') as typeof import('node:https');
  assert.throws(() => https.createServer(), /TLS is not available in the embedded engine/);
});
