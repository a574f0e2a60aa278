// Broken on purpose.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';

// In production it comes from where secrets are kept, and no repository has it.
export const key = Buffer.from('made up for this exercise, 32 B.');

export const ISSUER = 'https://login.shop.example';
export const AUDIENCE = 'https://api.shop.example';

const sign = (user, type, life) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: type })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(user)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(life)
    .sign(key);

export const access = (user) => sign(user, 'at+jwt', '15 minutes');

export const refresh = {
  make: (user) => sign(user, 'refresh+jwt', '1 hour'),
  flags: 'Path=/',
};

// The user of an access token, or nothing.
export async function verifyAccess(token) {
  const [header, payload, signature] = token.split('.');
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url'));
    const claims = JSON.parse(Buffer.from(payload, 'base64url'));
    if (alg === 'none') return claims.sub;
    const hash = alg === 'HS512' ? 'sha512' : 'sha256';
    const mac = createHmac(hash, key).update(`${header}.${payload}`).digest();
    const given = Buffer.from(signature, 'base64url');
    return mac.length === given.length && timingSafeEqual(mac, given)
      ? claims.sub
      : undefined;
  } catch {
    return undefined;
  }
}
