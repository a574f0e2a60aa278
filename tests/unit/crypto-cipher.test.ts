import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { engineCrypto, label, same } from '../support/crypto-library.ts';

type Library = typeof crypto;
/** The classes as one shape: TypeScript knows each only by the literal name of its cipher. */
interface AnyCipher {
  update(data: Uint8Array | string, input?: string, output?: string): Buffer & string;
  final(encoding?: string): Buffer & string;
  setAutoPadding(on?: boolean): this;
  setAAD(data: Uint8Array, options?: object): this;
  setAuthTag(tag: Uint8Array): this;
  getAuthTag(): Buffer;
}
const encryption = (c: Library, name: string, key: Uint8Array, iv: Uint8Array | null, options?: object): AnyCipher =>
  (c.createCipheriv as unknown as (...args: unknown[]) => AnyCipher)(name, key, iv, options);
const decryption = (c: Library, name: string, key: Uint8Array, iv: Uint8Array | null, options?: object): AnyCipher =>
  (c.createDecipheriv as unknown as (...args: unknown[]) => AnyCipher)(name, key, iv, options);

const bytes = (length: number, seed = 1): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 37 + seed * 101) & 255));
const keyLength = (name: string): number => Number(/\d{3}/.exec(name)?.[0] ?? 256) / 8;
const names = ['aes-128', 'aes-192', 'aes-256'].flatMap((aes) =>
  ['cbc', 'ctr', 'ecb', 'gcm'].map((mode) => `${aes}-${mode}`),
);

test('piece by piece, each piece gives the bytes that OpenSSL gives, both ways', async () => {
  for (const name of [...names, 'chacha20-poly1305', 'AES256', 'id-aes128-GCM']) {
    const aead = /gcm|chacha/i.test(name);
    const bits = name.startsWith('chacha') ? 256 : keyLength(name) * 8;
    const key = bytes(bits / 8);
    const iv = /ecb/.test(name) ? null : bytes(aead ? 12 : 16, 3);
    for (const pieces of [[0], [1, 1], [16], [15, 1, 16], [16, 16, 5], [100, 3, 64, 64, 1], [7, 0, 33]]) {
      let sealed: Buffer = Buffer.alloc(0);
      let tag: Buffer = Buffer.alloc(0);
      await same(label(name, pieces, 'encrypt'), (c) => {
        const cipher = encryption(c, name, key, iv);
        if (aead) cipher.setAAD(bytes(21, 9));
        const parts = pieces.map((length, index) => cipher.update(bytes(length, index)));
        parts.push(cipher.final());
        if (aead) parts.push((tag = cipher.getAuthTag()) as Buffer & string);
        sealed = Buffer.concat(aead ? parts.slice(0, -1) : parts);
        return parts;
      });
      await same(label(name, pieces, 'decrypt'), (c) => {
        const decipher = decryption(c, name, key, iv);
        if (aead) decipher.setAAD(bytes(21, 9)).setAuthTag(tag);
        const parts: Buffer[] = [];
        let at = 0;
        for (const length of [...pieces, 1000]) {
          parts.push(decipher.update(sealed.subarray(at, at + length)));
          at += length;
        }
        parts.push(decipher.final());
        return parts;
      });
    }
  }
});

test('GCM with other vectors, tags and associated data', async () => {
  for (const [ivLength, tagLength, aads] of [
    [1, 16, [0]],
    [16, 12, [16]],
    [60, 4, [3, 14]],
    [12, 13, []],
    [12, 16, [16, 16]],
  ] as const) {
    await same(label(ivLength, tagLength, aads), (c) => {
      const cipher = encryption(c, 'aes-256-gcm', bytes(32), bytes(ivLength), { authTagLength: tagLength });
      for (const length of aads) cipher.setAAD(bytes(length));
      return [cipher.update('some text'), cipher.final(), cipher.getAuthTag()];
    });
  }
});

test('strings, encodings and streams', async () => {
  await same('text', (c) => {
    const cipher = encryption(c, 'aes-128-cbc', bytes(16), bytes(16));
    return cipher.update('é€ text', 'utf8', 'base64') + cipher.update('00ff', 'hex', 'base64') + cipher.final('base64');
  });
  await same('stream', async (c) => {
    const cipher = c.createCipheriv('aes-128-cbc', bytes(16), bytes(16));
    cipher.write('abc');
    cipher.end('d'.repeat(40));
    return Buffer.concat(await cipher.toArray());
  });
  await same('stream that fails', async (c) => {
    const decipher = c.createDecipheriv('aes-128-cbc', bytes(16), bytes(16));
    decipher.end(bytes(16));
    return Buffer.concat(await decipher.toArray());
  });
  await same('secret key object', (c) =>
    c.createCipheriv('aes-128-ctr', c.createSecretKey(bytes(16)), bytes(16)).update('abc'),
  );
});

test('refusals and their texts', async () => {
  const K = bytes;
  const gcm = (c: Library): AnyCipher => encryption(c, 'aes-128-gcm', K(16), K(12));
  const open = (c: Library, options?: object): AnyCipher => decryption(c, 'aes-128-gcm', K(16), K(12), options);
  const cases: Record<string, (c: Library) => unknown> = {
    unknown: (c) => encryption(c, 'foo', K(16), K(16)),
    'key length': (c) => encryption(c, 'aes-128-cbc', K(15), K(16)),
    'key and iv length': (c) => encryption(c, 'aes-128-cbc', K(15), K(15)),
    'iv length': (c) => encryption(c, 'aes-128-cbc', K(16), K(15)),
    'iv missing': (c) => encryption(c, 'aes-128-cbc', K(16), null),
    'iv for ecb': (c) => encryption(c, 'aes-128-ecb', K(16), K(16)),
    'empty iv': (c) => encryption(c, 'aes-128-gcm', K(16), K(0)),
    'no iv': (c) => encryption(c, 'aes-128-gcm', K(16), null),
    'tag 3': (c) => encryption(c, 'aes-128-gcm', K(16), K(12), { authTagLength: 3 }),
    'tag 17': (c) => encryption(c, 'aes-128-gcm', K(16), K(12), { authTagLength: 17 }),
    'tag option': (c) => encryption(c, 'aes-128-gcm', K(16), K(12), { authTagLength: -1 }),
    'chacha tag 17': (c) => encryption(c, 'chacha20-poly1305', K(32), K(12), { authTagLength: 17 }),
    'chacha tag 12': (c) => {
      const cipher = encryption(c, 'chacha20-poly1305', K(32), K(12), { authTagLength: 12 });
      return [cipher.update('a'), cipher.final(), cipher.getAuthTag()];
    },
    'chacha iv 13': (c) => encryption(c, 'chacha20-poly1305', K(32), K(13)),
    'chacha iv 11': (c) => encryption(c, 'chacha20-poly1305', K(32), K(11)).update('a'),
    'aad in cbc': (c) => encryption(c, 'aes-128-cbc', K(16), K(16)).setAAD(K(1)),
    'tag of cbc': (c) => encryption(c, 'aes-128-cbc', K(16), K(16)).getAuthTag(),
    'tag too early': (c) => gcm(c).getAuthTag(),
    'update after final': (c) => {
      const x = gcm(c);
      x.final();
      return x.update('a');
    },
    'final twice': (c) => {
      const x = gcm(c);
      x.final();
      return x.final();
    },
    'aad after final': (c) => {
      const x = gcm(c);
      x.final();
      return x.setAAD(K(1));
    },
    'aad after update': (c) => {
      const x = gcm(c);
      x.update('a');
      return x.setAAD(K(1));
    },
    'padding after final': (c) => {
      const x = gcm(c);
      x.final();
      return x.setAutoPadding(true);
    },
    'cbc without padding': (c) => {
      const x = encryption(c, 'aes-128-cbc', K(16), K(16)).setAutoPadding(false);
      x.update('a');
      return x.final();
    },
    'cbc aligned without padding': (c) => {
      const x = encryption(c, 'aes-128-cbc', K(16), K(16)).setAutoPadding(false);
      return [x.update(K(16)), x.final()];
    },
    'cbc wrong length': (c) => {
      const x = decryption(c, 'aes-128-cbc', K(16), K(16));
      x.update('a');
      return x.final();
    },
    'cbc empty': (c) => decryption(c, 'aes-128-cbc', K(16), K(16)).final(),
    'cbc bad padding': (c) => {
      const x = decryption(c, 'aes-128-cbc', K(16), K(16));
      x.update(K(16));
      return x.final();
    },
    'cbc no padding, wrong length': (c) => {
      const x = decryption(c, 'aes-128-cbc', K(16), K(16)).setAutoPadding(false);
      x.update(K(17));
      return x.final();
    },
    'cbc final twice': (c) => {
      const x = encryption(c, 'aes-128-cbc', K(16), K(16));
      x.final();
      return x.final();
    },
    'no tag given': (c) => {
      const x = open(c);
      x.update(K(16));
      return x.final();
    },
    'wrong tag': (c) => {
      const x = open(c).setAuthTag(K(16));
      x.update(K(16));
      return x.final();
    },
    'tag of 3 given': (c) => open(c).setAuthTag(K(3)),
    'tag length differs': (c) => open(c, { authTagLength: 12 }).setAuthTag(K(16)),
    'tag twice': (c) => open(c).setAuthTag(K(16)).setAuthTag(K(16)),
    'final twice after failure': (c) => {
      const x = open(c).setAuthTag(K(16));
      try {
        x.final();
      } catch {
        /* expected */
      }
      return x.final();
    },
    'update after failure': (c) => {
      const x = open(c).setAuthTag(K(16));
      try {
        x.final();
      } catch {
        /* expected */
      }
      return x.update('a');
    },
    'chacha without tag': (c) => {
      const x = decryption(c, 'chacha20-poly1305', K(32), K(12));
      x.update(K(16));
      return x.final();
    },
    'chacha wrong tag': (c) => {
      const x = decryption(c, 'chacha20-poly1305', K(32), K(12)).setAuthTag(K(16));
      x.update(K(16));
      return x.final();
    },
    'chacha aad after update': (c) => {
      const x = encryption(c, 'chacha20-poly1305', K(32), K(12));
      x.update('a');
      return x.setAAD(K(1));
    },
    'tag of cbc given': (c) => decryption(c, 'aes-128-cbc', K(16), K(16)).setAuthTag(K(16)),
  };
  for (const [name, run] of Object.entries(cases)) {
    await same(name, async (c) => {
      const result = await run(c);
      return result !== null && typeof result === 'object' && 'update' in result ? 'a cipher' : result;
    });
  }
});

test('an error of OpenSSL shows what real Node shows of it', () => {
  // The error is written down, not compared: real Node's depends on the calls that failed before.
  const decipher = engineCrypto.createDecipheriv('aes-128-cbc', bytes(16), bytes(16));
  decipher.update(bytes(16));
  assert.throws(
    () => decipher.final(),
    (error: object) => {
      assert.deepEqual(Object.entries(error), [
        ['opensslErrorStack', ['error:1C800064:Provider routines::bad decrypt']],
        ['library', 'Provider routines'],
        ['reason', 'bad decrypt'],
        ['code', 'ERR_OSSL_BAD_DECRYPT'],
      ]);
      return true;
    },
  );
});

test('getCipherInfo', async () => {
  const nids = [...Array(1100).keys()].filter((nid) => engineCrypto.getCipherInfo(nid) !== undefined);
  assert.equal(nids.length, 13);
  for (const name of [...engineCrypto.getCiphers(), 'AES-128-CBC', 'foo', ...nids]) {
    await same(label(name), (c) => c.getCipherInfo(name));
    for (const ivLength of [0, 1, 8, 12, 13, 16])
      await same(label(name, ivLength), (c) => c.getCipherInfo(name, { ivLength }));
    await same(label(name), (c) => c.getCipherInfo(name, { keyLength: 16 }));
  }
  for (const name of engineCrypto.getCiphers()) assert.ok(crypto.getCiphers().includes(name), name);
});
