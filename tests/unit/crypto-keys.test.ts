import assert from 'node:assert/strict';
import crypto, { type KeyObject } from 'node:crypto';
import { after, test } from 'node:test';
import { engineCrypto, label, outcome, same } from '../support/crypto-library.ts';

type Library = typeof crypto;

/** Pairs made by real Node, one of each kind, as PEM. */
const pem = (type: string, options: object): { publicKey: string; privateKey: string } =>
  (crypto.generateKeyPairSync as unknown as (type: string, options: object) => never)(type, {
    ...options,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const pairs: Record<string, { publicKey: string; privateKey: string }> = {
  ed25519: pem('ed25519', {}),
  x25519: pem('x25519', {}),
  'P-256': pem('ec', { namedCurve: 'P-256' }),
  'P-384': pem('ec', { namedCurve: 'P-384' }),
  'P-521': pem('ec', { namedCurve: 'P-521' }),
  secp256k1: pem('ec', { namedCurve: 'secp256k1' }),
  rsa: pem('rsa', { modulusLength: 1024 }),
  'rsa, odd length and small exponent': pem('rsa', { modulusLength: 1031, publicExponent: 3 }),
};
const names = Object.keys(pairs);
const isEc = (name: string): boolean => /^P-|^secp/.test(name);

test('keys are read, described and written as in real Node', async () => {
  for (const name of names) {
    const { publicKey, privateKey } = pairs[name]!;
    const encodings = ['spki', ...(name.startsWith('rsa') ? ['pkcs1'] : [])];
    const privateEncodings = ['pkcs8', ...(name.startsWith('rsa') ? ['pkcs1'] : isEc(name) ? ['sec1'] : [])];
    await same(name, (c) => {
      const results: unknown[] = [];
      for (const key of [
        c.createPublicKey(publicKey),
        c.createPublicKey(privateKey),
        c.createPublicKey(c.createPrivateKey(privateKey)),
      ]) {
        results.push(key.type, key.asymmetricKeyType, key.asymmetricKeyDetails, key.export({ format: 'jwk' }));
        for (const type of encodings) {
          results.push(
            key.export({ format: 'pem', type: type as 'spki' }),
            key.export({ format: 'der', type: type as 'spki' }),
          );
        }
      }
      const key = c.createPrivateKey(privateKey);
      results.push(key.type, key.asymmetricKeyType, key.asymmetricKeyDetails, key.export({ format: 'jwk' }));
      for (const type of privateEncodings) {
        results.push(
          key.export({ format: 'pem', type: type as 'pkcs8' }),
          key.export({ format: 'der', type: type as 'pkcs8' }),
        );
      }
      return results;
    });
    // Each form that was written is read again.
    await same(`${name} read again`, (c) => {
      const [open, secret] = [crypto.createPublicKey(publicKey), crypto.createPrivateKey(privateKey)];
      const original = { open: c.createPublicKey(publicKey), secret: c.createPrivateKey(privateKey) };
      const results: unknown[] = [];
      for (const type of encodings) {
        const der = open.export({ format: 'der', type: type as 'spki' });
        results.push(c.createPublicKey({ key: der, format: 'der', type: type as 'spki' }).equals(original.open));
        results.push(c.createPublicKey(open.export({ format: 'pem', type: type as 'spki' })).equals(original.open));
      }
      for (const type of privateEncodings) {
        const der = secret.export({ format: 'der', type: type as 'pkcs8' });
        results.push(c.createPrivateKey({ key: der, format: 'der', type: type as 'pkcs8' }).equals(original.secret));
        results.push(c.createPublicKey({ key: der, format: 'der', type: type as 'pkcs1' }).equals(original.open));
        const text = secret.export({ format: 'pem', type: type as 'pkcs8' });
        results.push(c.createPrivateKey(text).equals(original.secret));
      }
      const jwk = (key: KeyObject): object => ({ key: key.export({ format: 'jwk' }), format: 'jwk' });
      results.push(c.createPublicKey(jwk(open) as never).equals(original.open));
      results.push(c.createPublicKey(jwk(secret) as never).equals(original.open));
      results.push(c.createPrivateKey(jwk(secret) as never).equals(original.secret));
      assert.deepEqual(
        results,
        results.map(() => true),
      );
      return results.concat(original.open.equals(original.secret));
    });
  }
});

test('keys of different kinds or numbers are not equal', () => {
  // The engine alone: after such a comparison real Node 24.21 fails the next call with a stale error.
  const keys = names.map((name) => engineCrypto.createPublicKey(pairs[name]!.publicKey));
  const other = engineCrypto.createPublicKey(pem('ed25519', {}).publicKey);
  for (const key of keys) {
    assert.deepEqual(
      [...keys, other].filter((candidate) => key.equals(candidate)),
      [key],
    );
  }
});

test('raw keys', async () => {
  for (const name of names) {
    await same(name, (c) => {
      const exported: unknown[] = [];
      const open = c.createPublicKey(pairs[name]!.publicKey);
      const secret = c.createPrivateKey(pairs[name]!.privateKey);
      const attempt = (run: () => unknown): void => {
        try {
          exported.push(run());
        } catch (error) {
          exported.push(error);
        }
      };
      const raw = (key: KeyObject, options: object): unknown => (key.export as (options: object) => unknown)(options);
      attempt(() => raw(open, { format: 'raw-public' }));
      attempt(() => raw(open, { format: 'raw-public', type: 'compressed' }));
      attempt(() => raw(secret, { format: 'raw-private' }));
      attempt(() => raw(secret, { format: 'raw-seed' }));
      return exported;
    });
  }
  const create = (c: Library, kind: 'createPublicKey' | 'createPrivateKey', input: object): unknown =>
    (c[kind] as (input: object) => KeyObject)(input).export({ format: 'jwk' });
  const cases: [string, 'createPublicKey' | 'createPrivateKey', object][] = [
    ['short', 'createPublicKey', { format: 'raw-public', key: Buffer.alloc(3), asymmetricKeyType: 'ed25519' }],
    ['kind', 'createPublicKey', { format: 'raw-public', key: Buffer.alloc(3), asymmetricKeyType: 'foo' }],
    ['rsa', 'createPublicKey', { format: 'raw-public', key: Buffer.alloc(3), asymmetricKeyType: 'rsa' }],
    [
      'ec',
      'createPublicKey',
      { format: 'raw-public', key: Buffer.alloc(3), asymmetricKeyType: 'ec', namedCurve: 'P-256' },
    ],
    [
      'curve',
      'createPublicKey',
      { format: 'raw-public', key: Buffer.alloc(3), asymmetricKeyType: 'ec', namedCurve: 'foo' },
    ],
    [
      'short private',
      'createPrivateKey',
      { format: 'raw-private', key: Buffer.alloc(3), asymmetricKeyType: 'ec', namedCurve: 'P-256' },
    ],
    [
      'zero',
      'createPrivateKey',
      { format: 'raw-private', key: Buffer.alloc(32), asymmetricKeyType: 'ec', namedCurve: 'P-256' },
    ],
    [
      'one',
      'createPrivateKey',
      { format: 'raw-private', key: Buffer.alloc(32, 1), asymmetricKeyType: 'ec', namedCurve: 'P-256' },
    ],
    ['short x', 'createPrivateKey', { format: 'raw-private', key: Buffer.alloc(3), asymmetricKeyType: 'x25519' }],
    ['x', 'createPrivateKey', { format: 'raw-private', key: Buffer.alloc(32, 7), asymmetricKeyType: 'x25519' }],
    ['ed', 'createPrivateKey', { format: 'raw-private', key: Buffer.alloc(32, 7), asymmetricKeyType: 'ed25519' }],
    [
      'public of private',
      'createPublicKey',
      { format: 'raw-private', key: Buffer.alloc(32, 7), asymmetricKeyType: 'ed25519' },
    ],
    ['seed', 'createPrivateKey', { format: 'raw-seed', key: Buffer.alloc(32), asymmetricKeyType: 'x25519' }],
  ];
  for (const [name, kind, input] of cases) await same(name, (c) => create(c, kind, input));
  const point = crypto.createECDH('prime256v1');
  point.generateKeys();
  for (const form of ['compressed', 'uncompressed', 'hybrid'] as const) {
    await same(form, (c) =>
      create(c, 'createPublicKey', {
        format: 'raw-public',
        key: point.getPublicKey(null, form),
        asymmetricKeyType: 'ec',
        namedCurve: 'prime256v1',
      }),
    );
  }
});

test('private keys under a passphrase pass between both', async () => {
  for (const name of names) {
    const own = engineCrypto.createPrivateKey(pairs[name]!.privateKey);
    const real = crypto.createPrivateKey(pairs[name]!.privateKey);
    const traditional = name.startsWith('rsa') ? 'pkcs1' : isEc(name) ? 'sec1' : undefined;
    for (const cipher of ['aes-128-cbc', 'AES-256-CBC']) {
      for (const [format, type] of [
        ['pem', 'pkcs8'],
        ['der', 'pkcs8'],
        ['pem', traditional],
      ] as const) {
        if (type === undefined) continue;
        const options = { format, type, cipher, passphrase: 'top secret' } as never;
        const input = { format, type, passphrase: 'top secret' };
        const byOwn = own.export(options) as unknown as string;
        const byReal = real.export(options) as unknown as string;
        assert.equal(byOwn.length, byReal.length, label(name, format, type));
        assert.ok(crypto.createPrivateKey({ ...input, key: byOwn }).equals(real), label(name, format, type));
        assert.ok(engineCrypto.createPrivateKey({ ...input, key: byReal }).equals(own), label(name, format, type));
        const wrong = { ...input, key: byReal, passphrase: 'wrong' } as never;
        // One password in 256 gives a padding that looks right; the error then depends on bytes of chance.
        while (
          ((await outcome(() => crypto.createPrivateKey(wrong))) as { thrown?: { reason?: string } }).thrown?.reason !==
          'bad decrypt'
        ) {
          Object.assign(wrong, { key: real.export(options) });
        }
        await same('wrong passphrase', (c) => c.createPrivateKey(wrong).type);
      }
    }
  }
  const encrypted = crypto
    .createPrivateKey(pairs['ed25519']!.privateKey)
    .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'a' });
  await same('no passphrase', (c) => c.createPrivateKey(encrypted));
  await same('public from encrypted', (c) =>
    c.createPublicKey({ key: encrypted, passphrase: 'a' } as never).export({ format: 'jwk' }),
  );
  await same('public from encrypted without passphrase', (c) => c.createPublicKey(encrypted));
  await same('unknown cipher', (c) =>
    c
      .createPrivateKey(pairs['ed25519']!.privateKey)
      .export({ format: 'pem', type: 'pkcs8', cipher: 'foo', passphrase: 'a' }),
  );
});

test('what is no key is refused as in real Node', async () => {
  const texts = {
    word: 'hello',
    'public PEM of nothing': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    'private PEM of nothing': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    'certificate of nothing': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'public key': pairs['P-256']!.publicKey,
    'with text around': `Comment\n${pairs['P-256']!.privateKey}\nmore`,
    'with Windows line ends': pairs['P-256']!.privateKey.replaceAll('\n', '\r\n'),
  };
  for (const [name, text] of Object.entries(texts)) {
    await same(`${name}, public`, (c) => c.createPublicKey(text).export({ format: 'jwk' }));
    await same(`${name}, private`, (c) => c.createPrivateKey(text).export({ format: 'jwk' }));
  }
  const der = (c: Library, kind: 'createPublicKey' | 'createPrivateKey', type: string): unknown =>
    (c[kind] as (input: object) => KeyObject)({ key: Buffer.from('hello'), format: 'der', type }).type;
  await same('der pkcs8', (c) => der(c, 'createPrivateKey', 'pkcs8'));
  await same('der sec1', (c) => der(c, 'createPrivateKey', 'sec1'));
  await same('der spki', (c) => der(c, 'createPublicKey', 'spki'));
  const ed = crypto.createPrivateKey(pairs['ed25519']!.privateKey).export({ format: 'jwk' });
  const ec = crypto.createPrivateKey(pairs['P-256']!.privateKey).export({ format: 'jwk' });
  const jwks: object[] = [
    {},
    { kty: 'x' },
    { kty: 'oct', k: 'AAAA' },
    { kty: 'EC' },
    { kty: 'EC', crv: 'P-9' },
    { ...ec, y: 'AAAA' },
    { ...ec, d: undefined },
    { ...ec, x: undefined },
    { ...ec, d: 'AQAB' },
    { kty: 'OKP' },
    { ...ed, x: 'AAAA' },
    { ...ed, crv: 'Ed2' },
    { ...ed, d: undefined },
    { ...ed, d: 'AAAA' },
    { ...ed, x: undefined },
    { kty: 'RSA', n: 'AAAA' },
    { kty: 'RSA', n: 'AAAA', e: 'AQAB' },
    { kty: 'RSA', n: 1, e: 'AQAB', d: 'AAAA' },
  ];
  for (const jwk of jwks) {
    await same(label('public', jwk), (c) => c.createPublicKey({ key: jwk, format: 'jwk' } as never).type);
    await same(label('private', jwk), (c) => c.createPrivateKey({ key: jwk, format: 'jwk' } as never).type);
  }
  await same('secret for private', (c) => c.createSign('sha256').sign(c.createSecretKey(Buffer.from('a'))));
  await same('public for private', (c) => c.createPrivateKey(c.createPublicKey(pairs['rsa']!.publicKey) as never));
  await same('pkcs1 of ec', (c) =>
    c.createPublicKey(pairs['P-256']!.publicKey).export({ format: 'der', type: 'pkcs1' }),
  );
});

test('a public key is taken out of a certificate', async () => {
  // Self-signed, CN=localhost, P-256; made once with openssl req -x509.
  const certificate = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUGQAAU72IGqPFvAygWSd1yn9HlhgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyMzE3NDY1M1oXDTM2MTEyMDE3
NDY1M1owFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEzqVsWNVF/7skGI//HZuHqOXtfnlEGL7X5iW3CqwDJEyh0244UyiAsM6v
CDuEOrLPRb1ethzrn7FPBQs90MeVxaNTMFEwHQYDVR0OBBYEFAI1+tqDJM7ExRVv
tZktgiR8Nf45MB8GA1UdIwQYMBaAFAI1+tqDJM7ExRVvtZktgiR8Nf45MA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAPZjHCTFQsyAUhfglMUx51uG
Qq2suAzpOdLMH2Zbi0VdAiARgDQAu+jeJmXQJuIi4V2SS83nhzM0LQ6qDQILbZap
EA==
-----END CERTIFICATE-----`;
  await same('certificate', (c) => c.createPublicKey(certificate).export({ format: 'jwk' }));
});

test('generated pairs', async () => {
  const checks: Record<string, [string, object]> = {
    ed25519: ['ed25519', {}],
    x25519: ['x25519', {}],
    ec: ['ec', { namedCurve: 'P-256' }],
    secp256k1: ['ec', { namedCurve: 'secp256k1' }],
    rsa: ['rsa', { modulusLength: 1024 }],
    'rsa with 3': ['rsa', { modulusLength: 1030, publicExponent: 3 }],
  };
  type Generate = (type: string, options: object) => { publicKey: KeyObject; privateKey: KeyObject };
  const generate = engineCrypto.generateKeyPairSync as unknown as Generate;
  for (const [name, [type, options]] of Object.entries(checks)) {
    const { publicKey, privateKey } = generate(type, options);
    assert.ok(engineCrypto.createPublicKey(privateKey).equals(publicKey), name);
    const text = privateKey.export({ format: 'pem', type: 'pkcs8' });
    const back = crypto.createPublicKey(text);
    assert.deepEqual(back.export({ format: 'jwk' }), publicKey.export({ format: 'jwk' }), name);
    assert.deepEqual(back.asymmetricKeyDetails, publicKey.asymmetricKeyDetails, name);
    // Real Node finds the numbers in order: it signs with them, or agrees.
    if (type !== 'x25519')
      assert.equal(crypto.verify(null, Buffer.from('a'), back, crypto.sign(null, Buffer.from('a'), text)), true, name);
    const encoded = generate(type, {
      ...options,
      publicKeyEncoding: { format: 'jwk' },
      privateKeyEncoding: { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'p' },
    }) as unknown as { publicKey: object; privateKey: string };
    assert.deepEqual(
      crypto.createPublicKey({ key: encoded.privateKey, passphrase: 'p' } as never).export({ format: 'jwk' }),
      encoded.publicKey,
    );
  }
  await same('curve', (c) => c.generateKeyPairSync('ec', { namedCurve: 'foo' }));
  await same('rsa too short', (c) => c.generateKeyPairSync('rsa', { modulusLength: 100 }));
  await same('exponent 2', (c) => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 2 }));
  await same('exponent 1', (c) => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 1 }));
  await same('kind', (c) => c.generateKeyPairSync('foo' as 'rsa', {} as never));
  for (const [type, length] of [
    ['hmac', 64],
    ['aes', 256],
    ['hmac', 60],
    ['aes', 100],
  ] as const) {
    await same(label(type, length), (c) => c.generateKeySync(type, { length }).symmetricKeySize);
  }
});

test('pairs generated asynchronously, other work meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  after(() => clearInterval(timer));
  const pair = await new Promise<KeyObject>((resolve, reject) => {
    engineCrypto.generateKeyPair('rsa', { modulusLength: 2048 }, (error, _publicKey, privateKey) => {
      if (error) reject(error);
      else resolve(privateKey);
    });
  });
  assert.ok(turns > 0);
  assert.equal(pair.asymmetricKeyDetails!.modulusLength, 2048);
  assert.equal(
    await outcome(() => crypto.createPrivateKey(pair.export({ format: 'pem', type: 'pkcs8' })).type),
    'private',
  );
});

test('primes', async () => {
  for (const size of [2, 3, 4, 8, 16, 33, 256]) {
    const prime = engineCrypto.generatePrimeSync(size, { bigint: true });
    assert.equal(prime.toString(2).length, size);
    assert.ok(crypto.checkPrimeSync(prime));
  }
  const safe = engineCrypto.generatePrimeSync(64, { bigint: true, safe: true });
  assert.ok(crypto.checkPrimeSync(safe) && crypto.checkPrimeSync(safe >> 1n));
  assert.equal(engineCrypto.generatePrimeSync(64, { bigint: true, add: 12n, rem: 5n }) % 12n, 5n);
  assert.equal(engineCrypto.generatePrimeSync(64, { bigint: true, add: 12n }) % 12n, 1n);
  await same('bytes', (c) => c.generatePrimeSync(33).byteLength);
  await same('too small', (c) => c.generatePrimeSync(1));
  await same('add', (c) => c.generatePrimeSync(8, { add: 1200n }));
  await same('rem', (c) => c.generatePrimeSync(32, { add: 12n, rem: 13n }));
  for (const candidate of [
    0n,
    1n,
    2n,
    3n,
    4n,
    1009n,
    561n,
    1999n * 2003n,
    2n ** 127n - 1n,
    2n ** 128n - 1n,
    3215031751n,
  ]) {
    await same(label(candidate), (c) => c.checkPrimeSync(candidate));
  }
});
