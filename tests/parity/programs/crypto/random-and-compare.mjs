import crypto, { getRandomValues, randomBytes, randomFillSync, randomInt, randomUUID, timingSafeEqual, createSecretKey, generateKeySync } from 'node:crypto';
import { promisify } from 'node:util';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
console.log(uuid.test(randomUUID()), uuid.test(randomUUID({ disableEntropyCache: true })), uuid.test(globalThis.crypto.randomUUID()), randomUUID() !== randomUUID());
console.log(randomBytes(5).length, (await promisify(randomBytes)(7)).length, randomBytes(0).length, randomFillSync(new Uint32Array(3)).length, getRandomValues(new Uint8Array(4)).length);
const numbers = Array.from({ length: 2000 }, () => randomInt(3, 6));
console.log([...new Set(numbers)].sort(), randomInt(1), await promisify(randomInt)(1, 2));
console.log(timingSafeEqual(Buffer.from('a'), Buffer.from('a')), timingSafeEqual(new Uint8Array([1]), new Uint8Array([2])));
for (const attempt of [() => timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), () => timingSafeEqual('a', Buffer.from('a')), () => randomInt(5, 5), () => randomInt(0, 2 ** 49), () => randomInt('x'), () => randomBytes(-1), () => randomBytes('x'), () => randomUUID('x'), () => getRandomValues(new Float32Array(1)), () => getRandomValues(new Uint8Array(70000)), () => createSecretKey(''), () => createSecretKey(5), () => generateKeySync('hmac', { length: 1 })]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const secret = createSecretKey(Buffer.from('0123456789abcdef'));
console.log(secret, secret.type, secret.symmetricKeySize, secret.export().toString(), secret.export({ format: 'jwk' }), secret.equals(createSecretKey('0123456789abcdef', 'utf8')), generateKeySync('aes', { length: 256 }).symmetricKeySize);
console.log(crypto.constants.RSA_PKCS1_PADDING, typeof crypto.webcrypto.subtle, crypto.getFips(), Object.keys(crypto).length > 60);
