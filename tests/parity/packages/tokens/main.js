// Signed and encrypted tokens, keys as JWK and PEM, password hashes.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import bcrypt from 'bcryptjs';
import * as jose from 'jose';
import { SignJWT } from 'jose/jwt/sign';
import jwt from 'jsonwebtoken';

const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
const claims = { sub: 'ann', role: 'admin', iat: 1_700_000_000, exp: 4_000_000_000 };
const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret);
console.log(token, token === jwt.sign(claims, Buffer.from(secret)));
console.log(jwt.verify(token, Buffer.from(secret)), (await jose.jwtVerify(token, secret)).payload);
console.log(createHmac('sha256', secret).update(token.split('.').slice(0, 2).join('.')).digest('base64url') === token.split('.')[2]);

const failures = [
  () => jwt.verify(token, 'wrong'),
  () => jwt.verify(jwt.sign({ exp: 1 }, 's'), 's'),
  () => jwt.verify('abc', 's'),
  () => jwt.verify(token, Buffer.from(secret), { audience: 'else' }),
  () => jwt.verify(jwt.sign({}, 's', { notBefore: '1h' }), 's'),
  () => jwt.sign({}, 'short', { algorithm: 'RS256' }),
];
for (const fail of failures) {
  try {
    console.log(fail());
  } catch (error) {
    console.log(error.name, error.message);
  }
}
for (const options of [{ audience: 'else' }, { algorithms: ['HS512'] }, { maxTokenAge: '1s' }]) {
  await jose.jwtVerify(token, secret, options).catch((error) => console.log(error.code, error.claim, error.message));
}
await jose.jwtVerify(`${token.slice(0, -2)}xx`, secret).catch((error) => console.log(error.code, error.message));

for (const [alg, make] of [
  ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
]) {
  const { privateKey, publicKey } = make();
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const signed = jwt.sign({ sub: alg }, privateKey, { algorithm: alg, noTimestamp: true });
  console.log(alg, (await jose.jwtVerify(signed, await jose.importSPKI(pem, alg))).payload, jwt.decode(signed, { complete: true }).header);
}
const { publicKey, privateKey } = await jose.generateKeyPair('EdDSA', { extractable: true });
const jwk = await jose.exportJWK(publicKey);
const set = jose.createLocalJWKSet({ keys: [{ ...jwk, kid: 'k1', alg: 'EdDSA' }] });
const signed = await new jose.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'EdDSA', kid: 'k1' }).sign(privateKey);
console.log(Object.keys(jwk), (await jose.jwtVerify(signed, set)).payload, jose.decodeProtectedHeader(signed));
console.log(await jose.calculateJwkThumbprint({ kty: 'oct', k: 'c2VjcmV0' }));
const encrypted = await new jose.EncryptJWT({ hidden: true }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(secret.slice(0, 32));
console.log(encrypted.split('.').length, (await jose.jwtDecrypt(encrypted, secret.slice(0, 32))).payload);

const hash = bcrypt.hashSync('pass wörd', '$2b$04$abcdefghijklmnopqrstuu');
console.log(hash, await bcrypt.compare('pass wörd', hash), await bcrypt.compare('other', hash), bcrypt.getRounds(hash));
console.log((await bcrypt.hash('x', 4)).length, bcrypt.truncates('x'.repeat(73)));
