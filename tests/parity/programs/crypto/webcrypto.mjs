const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) => Buffer.from(buffer).toString('hex');

for (const name of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) console.log(name, hex(await subtle.digest(name, bytes('abc'))));
const hmac = await subtle.importKey('raw', bytes('key'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
const signature = await subtle.sign('HMAC', hmac, bytes('message'));
console.log(hex(signature), await subtle.verify('HMAC', hmac, signature, bytes('message')), await subtle.verify('HMAC', hmac, signature, bytes('other')), await subtle.exportKey('jwk', hmac));
const password = await subtle.importKey('raw', bytes('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
console.log(hex(await subtle.deriveBits({ name: 'PBKDF2', salt: bytes('salt'), iterations: 1000, hash: 'SHA-256' }, password, 256)));
const aes = await subtle.deriveKey({ name: 'PBKDF2', salt: bytes('salt'), iterations: 10, hash: 'SHA-256' }, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
const iv = new Uint8Array(12);
const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes('aad') }, aes, bytes('secret'));
console.log(hex(sealed), new TextDecoder().decode(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bytes('aad') }, aes, sealed)));
const hkdf = await subtle.importKey('raw', bytes('key'), 'HKDF', false, ['deriveBits']);
console.log(hex(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: bytes('s'), info: bytes('i') }, hkdf, 128)));
console.log(aes, aes.algorithm, aes.usages, hmac.type, hmac.extractable);
const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const ecdsa = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes('m'));
console.log(ecdsa.byteLength, await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, pair.publicKey, ecdsa, bytes('m')), (await subtle.exportKey('raw', pair.publicKey)).byteLength, Object.keys(await subtle.exportKey('jwk', pair.privateKey)).sort().join());
const attempts = [
  () => subtle.digest('nonsense', bytes('x')), () => subtle.digest('SHA-256', 'text'), () => subtle.importKey('raw', bytes('x'), 'AES-GCM', true, ['encrypt']), () => subtle.importKey('raw', bytes('key'), { name: 'HMAC', hash: 'SHA-256' }, true, ['encrypt']),
  () => subtle.exportKey('raw', password), () => subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed), () => subtle.sign('HMAC', aes, bytes('x')), () => subtle.encrypt({ name: 'AES-GCM' }, aes, bytes('x')), () => subtle.generateKey({ name: 'AES-GCM', length: 100 }, true, ['encrypt']),
];
for (const attempt of attempts) await attempt().then((value) => console.log(value), (error) => console.log(error.constructor.name, error.name, error.code, error.message));
