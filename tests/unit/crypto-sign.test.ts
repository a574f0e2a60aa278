import assert from 'node:assert/strict';
import crypto, { type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { engineCrypto, label, same } from '../support/crypto-library.ts';

type Library = typeof crypto;

const pem = (type: string, options: object): { publicKey: string; privateKey: string } =>
  (crypto.generateKeyPairSync as unknown as (type: string, options: object) => never)(type, {
    ...options,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const curves = ['P-256', 'P-384', 'P-521', 'secp256k1'];
const ec = Object.fromEntries(curves.map((namedCurve) => [namedCurve, pem('ec', { namedCurve })]));
const ed = pem('ed25519', {});
const x = pem('x25519', {});
const rsa = pem('rsa', { modulusLength: 1024 });
const rsaOdd = pem('rsa', { modulusLength: 1025 });
const data = Buffer.from('the message that is signed');

/** Tests that a signature of one is verified by the other, and refused when a byte has changed, all four ways. */
function crossVerify(
  name: string,
  sign: (c: Library) => Buffer,
  verify: (c: Library, signature: Buffer) => boolean,
): void {
  for (const signer of [crypto, engineCrypto]) {
    const signature = sign(signer);
    for (const verifier of [crypto, engineCrypto]) {
      const who = `${name}, signed by ${signer === crypto ? 'Node' : 'the engine'}, verified by ${verifier === crypto ? 'Node' : 'the engine'}`;
      assert.equal(verify(verifier, signature), true, who);
      const changed = Buffer.from(signature);
      changed[changed.length - 3]! ^= 1;
      assert.equal(verify(verifier, changed), false, `${who}, changed`);
    }
  }
}

test('ECDSA on every curve, with short and long digests, in both encodings', () => {
  for (const name of curves) {
    const pair = ec[name]!;
    for (const digest of ['sha1', 'sha256', 'sha512', 'RSA-SHA384', undefined]) {
      for (const dsaEncoding of ['der', 'ieee-p1363'] as const) {
        crossVerify(
          label(name, digest, dsaEncoding),
          (c) => c.sign(digest, data, { key: pair.privateKey, dsaEncoding }),
          (c, signature) => c.verify(digest, data, { key: pair.publicKey, dsaEncoding }, signature),
        );
      }
    }
    crossVerify(
      `${name} in a stream`,
      (c) => c.createSign('sha256').update('the message ').update('that is signed').sign(pair.privateKey),
      (c, signature) => c.createVerify('sha256').update(data).verify(pair.publicKey, signature),
    );
  }
});

test('Ed25519', async () => {
  crossVerify(
    'ed25519',
    (c) => c.sign(null, data, ed.privateKey),
    (c, signature) => c.verify(null, data, ed.publicKey, signature),
  );
  await same('deterministic', (c) => c.sign(null, data, ed.privateKey));
  await same('verified with a private key', (c) =>
    c.verify(null, data, ed.privateKey, crypto.sign(null, data, ed.privateKey)),
  );
});

test('RSA with PKCS #1 padding and PSS', async () => {
  for (const [name, pair] of Object.entries({ rsa, rsaOdd })) {
    for (const digest of ['sha1', 'sha256', 'sha512', 'md5', 'ripemd160', 'sha3-256', undefined]) {
      await same(label(name, digest), (c) => c.sign(digest, data, pair.privateKey));
      crossVerify(
        label(name, digest),
        (c) => c.sign(digest, data, pair.privateKey),
        (c, signature) => c.verify(digest, data, pair.publicKey, signature),
      );
    }
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_AUTO } = crypto.constants;
    for (const [saltLength, verifySaltLength] of [
      [undefined, undefined],
      [0, 0],
      [20, 20],
      [32, RSA_PSS_SALTLEN_AUTO],
      [RSA_PSS_SALTLEN_DIGEST, 32],
      [RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_DIGEST],
    ]) {
      crossVerify(
        label(name, 'PSS', saltLength),
        (c) =>
          c.sign('sha256', data, {
            key: pair.privateKey,
            padding,
            ...(saltLength === undefined ? {} : { saltLength }),
          }),
        (c, signature) =>
          c.verify(
            'sha256',
            data,
            {
              key: pair.publicKey,
              padding,
              ...(verifySaltLength === undefined ? {} : { saltLength: verifySaltLength }),
            },
            signature,
          ),
      );
    }
    const salted = crypto.sign('sha256', data, { key: pair.privateKey, padding, saltLength: 20 });
    await same('other salt length', (c) =>
      c.verify('sha256', data, { key: pair.publicKey, padding, saltLength: 32 }, salted),
    );
  }
  crossVerify(
    'createSign, PSS',
    (c) => c.createSign('RSA-SHA256').update(data).sign({ key: rsa.privateKey, padding: 6 }),
    (c, signature) => c.createVerify('RSA-SHA256').update(data).verify({ key: rsa.publicKey, padding: 6 }, signature),
  );
  await same('text out', (c) => c.createSign('RSA-SHA256').update('6162', 'hex').sign(rsa.privateKey, 'base64url'));
});

test('signing and verifying with a callback', async () => {
  await same(
    'sign',
    (c) =>
      new Promise((resolve, reject) => {
        c.sign('sha256', data, rsa.privateKey, (error, signature) => (error ? reject(error) : resolve(signature)));
      }),
  );
  await same(
    'verify',
    (c) =>
      new Promise((resolve, reject) => {
        c.verify('sha256', data, rsa.publicKey, Buffer.alloc(128), (error, right) =>
          error ? reject(error) : resolve(right),
        );
      }),
  );
});

test('refusals', async () => {
  const bytes = (length: number): Buffer => Buffer.alloc(length, 1);
  const key = { rsa: rsa.privateKey, ec: ec['P-256']!.privateKey };
  const cases: Record<string, (c: Library) => unknown> = {
    'digest for ed25519': (c) => c.sign('sha256', data, ed.privateKey),
    'digest for ed25519, verify': (c) => c.verify('sha1', data, ed.publicKey, bytes(64)),
    'unknown digest': (c) => c.sign('foo', data, key.ec),
    'x25519 signs nothing': (c) => c.sign(null, data, x.privateKey),
    'x25519 verifies nothing': (c) => c.verify(null, data, x.publicKey, bytes(64)),
    'stream for ed25519': (c) => c.createSign('sha256').update('a').sign(ed.privateKey),
    'stream of unknown digest': (c) => c.createSign('foo'),
    'stream of unknown digest, verify': (c) => c.createVerify('foo'),
    'stream for x25519': (c) => c.createSign('sha256').update('a').sign(x.privateKey),
    'stream for ed25519, verify': (c) => c.createVerify('sha256').update('a').verify(ed.publicKey, bytes(64)),
    'signature of nothing': (c) => c.verify('sha256', data, ec['P-256']!.publicKey, bytes(7)),
    'raw signature of nothing': (c) =>
      c.verify('sha256', data, { key: ec['P-256']!.publicKey, dsaEncoding: 'ieee-p1363' }, bytes(64)),
    'RSA signature of nothing': (c) => c.verify('sha256', data, rsa.publicKey, bytes(7)),
    'RSA signature above the modulus': (c) => c.verify('sha256', data, rsa.publicKey, Buffer.alloc(128, 255)),
    'ed25519 signature too short': (c) => c.verify(null, data, ed.publicKey, bytes(7)),
    'ed25519 signature of nothing': (c) => c.verify(null, data, ed.publicKey, bytes(64)),
    'sign twice': (c) => {
      const s = c.createSign('sha256').update('a');
      s.sign(key.rsa);
      return s.sign(key.rsa);
    },
    'update after sign': (c) => {
      const s = c.createSign('sha256').update('a');
      s.sign(key.rsa);
      return s.update('b');
    },
    'key too short for PSS': (c) => c.sign('sha512', data, { key: key.rsa, padding: 6, saltLength: 64 }),
    'no padding': (c) => c.sign('sha512', data, { key: key.rsa, padding: 3 }),
    'unknown padding': (c) => c.sign('sha512', data, { key: key.rsa, padding: 77 }),
    'OAEP for a signature': (c) => c.sign('sha512', data, { key: key.rsa, padding: 4 }),
    'a word for a key': (c) => c.createSign('sha256').sign('secret'),
    'a word for a public key': (c) => c.createVerify('sha256').verify('secret', bytes(2)),
    'public for private': (c) => c.createSign('sha256').sign(rsa.publicKey),
    'no key': (c) => c.createSign('sha256').sign(undefined as never),
  };
  for (const [name, run] of Object.entries(cases)) await same(name, run);
});

test('RSA encryption and its inverse, both ways', async () => {
  const { RSA_PKCS1_PADDING, RSA_NO_PADDING } = crypto.constants;
  const message = Buffer.from('secret text');
  for (const pair of [rsa, rsaOdd]) {
    for (const [name, options, text] of [
      ['OAEP', {}, message],
      ['OAEP with SHA-256 and a label', { oaepHash: 'sha256', oaepLabel: Buffer.from('label') }, message],
      ['PKCS #1', { padding: RSA_PKCS1_PADDING }, message],
      ['empty', {}, Buffer.alloc(0)],
    ] as const) {
      for (const from of [crypto, engineCrypto]) {
        for (const to of [crypto, engineCrypto]) {
          const encrypted = from.publicEncrypt({ key: pair.publicKey, ...options }, text);
          assert.deepEqual(to.privateDecrypt({ key: pair.privateKey, ...options }, encrypted), text, name);
        }
      }
    }
    await same('signature without digest', (c) => c.privateEncrypt(pair.privateKey, message));
    await same('and back', (c) => c.publicDecrypt(pair.publicKey, crypto.privateEncrypt(pair.privateKey, message)));
  }
  const bytes = (length: number): Buffer => Buffer.alloc(length, 1);
  const cases: Record<string, (c: Library) => unknown> = {
    'no padding': (c) => c.publicEncrypt({ key: rsa.publicKey, padding: RSA_NO_PADDING }, bytes(128)),
    'no padding back': (c) => c.privateDecrypt({ key: rsa.privateKey, padding: RSA_NO_PADDING }, bytes(128)),
    'too long': (c) => c.publicEncrypt(rsa.publicKey, bytes(200)),
    'too long for PKCS #1': (c) => c.publicEncrypt({ key: rsa.publicKey, padding: RSA_PKCS1_PADDING }, bytes(200)),
    'too short without padding': (c) => c.publicEncrypt({ key: rsa.publicKey, padding: RSA_NO_PADDING }, bytes(2)),
    'too long without padding': (c) => c.publicEncrypt({ key: rsa.publicKey, padding: RSA_NO_PADDING }, bytes(129)),
    'unknown digest': (c) => c.publicEncrypt({ key: rsa.publicKey, oaepHash: 'foo' }, bytes(2)),
    ed25519: (c) => c.publicEncrypt(ed.publicKey, bytes(2)),
    'decryption of nothing': (c) => c.privateDecrypt(rsa.privateKey, bytes(128)),
    'decryption of less': (c) => c.privateDecrypt(rsa.privateKey, bytes(12)),
    'other label': (c) =>
      c.privateDecrypt({ key: rsa.privateKey, oaepLabel: bytes(2) }, crypto.publicEncrypt(rsa.publicKey, bytes(3))),
    'PKCS #1 of nothing': (c) =>
      c.privateDecrypt({ key: rsa.privateKey, padding: RSA_PKCS1_PADDING }, bytes(128)).length < 118,
    'public decryption of nothing': (c) => c.publicDecrypt(rsa.publicKey, bytes(128)),
    'private encryption too long': (c) => c.privateEncrypt(rsa.privateKey, bytes(128)),
    'private encryption with OAEP': (c) => c.privateEncrypt({ key: rsa.privateKey, padding: 4 }, bytes(12)),
  };
  for (const [name, run] of Object.entries(cases)) await same(name, run);
});

test('ECDH', async () => {
  for (const curve of ['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1']) {
    const other = crypto.createECDH(curve);
    other.generateKeys();
    const own = engineCrypto.createECDH(curve);
    own.generateKeys();
    assert.deepEqual(
      own.computeSecret(other.getPublicKey()),
      other.computeSecret(own.getPublicKey(null, 'compressed')),
    );
    for (const format of ['compressed', 'uncompressed', 'hybrid'] as const) {
      await same(label(curve, format), (c) => {
        const pair = c.createECDH(curve);
        pair.setPrivateKey(other.getPrivateKey());
        return [
          pair.getPublicKey(null, format),
          pair.getPrivateKey(),
          pair.computeSecret(own.getPublicKey(null, format)),
          c.ECDH.convertKey(own.getPublicKey(null, format), curve),
          c.ECDH.convertKey(own.getPublicKey(), curve, undefined, 'hex', format),
        ];
      });
    }
  }
  const cases: Record<string, (c: Library) => unknown> = {
    'unknown curve': (c) => c.createECDH('foo'),
    'NIST name': (c) => c.createECDH('P-256'),
    'no public key': (c) => c.createECDH('prime256v1').getPublicKey(),
    'no private key': (c) => c.createECDH('prime256v1').getPrivateKey(),
    'point of nothing': (c) => {
      const pair = c.createECDH('prime256v1');
      pair.generateKeys();
      return pair.computeSecret(Buffer.alloc(65, 1));
    },
    'private zero': (c) => c.createECDH('prime256v1').setPrivateKey(Buffer.alloc(32)),
    'private above': (c) => c.createECDH('prime256v1').setPrivateKey(Buffer.alloc(33, 255)),
    'public of nothing': (c) =>
      (c.createECDH('prime256v1') as unknown as { setPublicKey(key: Buffer): unknown }).setPublicKey(
        Buffer.alloc(33, 255),
      ),
    'converted of nothing': (c) => c.ECDH.convertKey(Buffer.alloc(33, 1), 'prime256v1'),
    'converted on unknown curve': (c) => c.ECDH.convertKey(Buffer.alloc(33, 1), 'foo'),
    format: (c) => {
      const pair = c.createECDH('prime256v1');
      return pair.generateKeys('hex', 'foo' as 'hybrid');
    },
  };
  for (const [name, run] of Object.entries(cases)) await same(name, run);
});

test('diffieHellman', async () => {
  const object = (c: Library, text: string, kind: 'createPrivateKey' | 'createPublicKey'): KeyObject => c[kind](text);
  for (const [name, pair, other] of [
    ['x25519', x, pem('x25519', {})],
    ['P-256', ec['P-256']!, pem('ec', { namedCurve: 'P-256' })],
    ['P-521', ec['P-521']!, pem('ec', { namedCurve: 'P-521' })],
    ['two kinds', x, ec['P-256']!],
    ['two curves', ec['P-384']!, ec['P-256']!],
    ['ed25519', ed, ed],
  ] as const) {
    await same(name, (c) =>
      c.diffieHellman({
        privateKey: object(c, pair.privateKey, 'createPrivateKey'),
        publicKey: object(c, other.publicKey, 'createPublicKey'),
      }),
    );
  }
  await same('a point of small order', (c) =>
    c.diffieHellman({
      privateKey: object(c, x.privateKey, 'createPrivateKey'),
      publicKey: (c.createPublicKey as (input: object) => KeyObject)({
        format: 'raw-public',
        asymmetricKeyType: 'x25519',
        key: Buffer.alloc(32),
      }),
    }),
  );
});
