// OpenID Connect Core, section 3.1.3.7: what a client checks before it believes.
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { check, refusal } from './checks.js';

const ISSUER = 'https://album.example';
const CLIENT = 'prints';
const keys = createRemoteJWKSet(new URL('http://localhost:3001/jwks'));

/** @returns the claims of an ID token that is for us, and for the login of `nonce` */
export async function claimsOf(token, nonce) {
  // Signature, algorithm, iss and exp. Each has to be asked for.
  if (typeof token !== 'string') throw refusal('id_token: there is none');
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['ES256'], issuer: ISSUER, requiredClaims: ['sub', 'exp', 'iat'],
  }).catch((error) => {
    throw refusal(`id_token: ${error.message}`);
  });
  check('aud', payload.aud === CLIENT, `id_token: it is for ${payload.aud}`);
  check('nonce', nonce && payload.nonce === nonce, 'id_token: not the login you began');
  return payload;
}
