import { createHash, randomBytes } from 'node:crypto';

const MINUTE = 60_000; // ms
const MOST = 1000;
const registered = new Map([['prints', 'http://localhost:3000/callback']]);
const codes = new Map(); // code → its grant

/** May the answer for this client go to this address? The whole string counts. */
export const mayAnswerAt = (clientId, redirectUri) =>
  registered.has(clientId) && registered.get(clientId) === redirectUri;

/** @param grant { clientId, redirectUri, sub, challenge, method }; without PKCE the
 * last two are undefined. @returns a code, or null if none is to be issued */
export function issue(grant) {
  if (grant.method !== 'S256' || !/^[\w-]{43}$/.test(grant.challenge)) return null;
  if (codes.size === MOST) codes.delete(codes.keys().next().value);
  const code = randomBytes(32).toString('base64url');
  codes.set(code, { ...grant, until: Date.now() + MINUTE });
  return code;
}

/** @param request { clientId, redirectUri, verifier } of the token request
 * @returns the user (`sub`) whom the code is for, or null */
export function redeem(code, { clientId, redirectUri, verifier = '' }) {
  const grant = codes.get(code);
  if (grant?.clientId !== clientId || grant.until < Date.now()) return null;
  codes.delete(code); // one try, whatever becomes of it
  const challenge = createHash('sha256').update(String(verifier)).digest('base64url');
  if (challenge !== grant.challenge || redirectUri !== grant.redirectUri) return null;
  return grant.sub;
}
