import { createHmac, sign } from 'node:crypto';
import { apart, encode } from './apart.js';
import { privateKey, publicPem } from './keys.js';

const hmac = (text, key) =>
  createHmac('sha256', key).update(text).digest('base64url');

// What the issuer makes: it alone has the private key.
export function issue(type, aud, { exp = true } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const life = type === 'at+jwt' ? 15 * 60 : 7 * 86_400;
  const text = [
    encode({ alg: 'Ed25519', typ: type }),
    encode({
      iss: 'https://login.shop.example',
      aud,
      sub: 'ann',
      ...(exp && { exp: now + life }),
      iat: now,
      jti: `${type} 1`, // of this lesson; in life it is random
    }),
  ].join('.');
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

// What an attacker makes, who has a token of their own and the public key.
export function changed(token) {
  const { payload } = apart(token);
  const [header, , signature] = token.split('.');
  return `${header}.${encode({ ...payload, sub: 'admin' })}.${signature}`;
}

export function none(token) {
  const { header, payload } = apart(token);
  const head = encode({ ...header, alg: 'none' });
  return `${head}.${encode({ ...payload, sub: 'admin' })}.`;
}

export function confused(token) {
  const { header, payload } = apart(token);
  const head = encode({ ...header, alg: 'HS256' });
  const text = `${head}.${encode({ ...payload, sub: 'admin' })}`;
  return `${text}.${hmac(text, publicPem)}`;
}

// Tries words offline: nobody sees it, and no limit on logins helps.
const words = ['123456', 'password', 'token', 'jwt-secret', 'my-secret', 'secret'];
export function guess(token) {
  const { signed, signature } = apart(token);
  const index = words.findIndex((word) =>
    Buffer.from(hmac(signed, word), 'base64url').equals(signature));
  return { tries: index + 1, key: words[index] };
}

export function signedWithWord(word) {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'ann' })}`;
  return `${text}.${hmac(text, word)}`;
}
