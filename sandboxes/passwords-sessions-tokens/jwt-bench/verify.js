import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { jwtVerify } from 'jose';
import { apart } from './apart.js';
import { publicKey, publicPem } from './keys.js';

export const ways = { taught, keyOnly, pinned };

// Broken on purpose: the token says how it is verified, and its claims are not checked.
async function taught(token) {
  const { header, payload, signed, signature } = apart(token);
  if (header.alg === 'none') return payload;
  if (header.alg === 'HS256') {
    const mac = createHmac('sha256', publicPem).update(signed).digest();
    const fits = mac.length === signature.length;
    if (!fits || !timingSafeEqual(mac, signature)) throw new Error('wrong signature');
    return payload;
  }
  const right = verify(null, Buffer.from(signed), publicPem, signature);
  if (!right) throw new Error('wrong signature');
  return payload;
}

// A library that knows the first three attacks, and is told nothing else.
async function keyOnly(token) {
  return (await jwtVerify(token, publicKey)).payload;
}

async function pinned(token) {
  const { payload } = await jwtVerify(token, publicKey, {
    algorithms: ['Ed25519'],
    typ: 'at+jwt',
    issuer: 'https://login.shop.example',
    audience: 'https://api.shop.example',
    requiredClaims: ['exp', 'sub', 'jti'],
  });
  return payload;
}
