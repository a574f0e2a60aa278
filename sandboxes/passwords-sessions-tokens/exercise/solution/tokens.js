import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

// In production it comes from where secrets are kept, and no repository has it.
export const key = Buffer.from('made up for this exercise, 32 B.');

export const ISSUER = 'https://login.shop.example';
export const AUDIENCE = 'https://api.shop.example';

export const access = (user) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(user)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('15 minutes')
    .sign(key);

export const refresh = {
  // Looked up at each use, so it need not say anything.
  make: () => randomBytes(32).toString('base64url'),
  flags: 'Path=/; Secure; HttpOnly; SameSite=Strict',
};

// The user of an access token, or nothing.
export async function verifyAccess(token) {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'sub'],
    });
    return payload.sub;
  } catch {
    return undefined;
  }
}
