/**
 * Web Cryptography on Node's own lib/internal/crypto/webcrypto.js. In a file of its own: errors that other
 * calls leave on OpenSSL's queue make real Node 24.21 abort in CipherJob::ToResult.
 */
import { test } from 'node:test';
import { label, same } from '../support/crypto-library.ts';

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
        const sealed = await subtle.encrypt({ name, ...parameters } as never, key, bytes(length));
        return [sealed, await subtle.decrypt({ name, ...parameters } as never, key, sealed)];
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
