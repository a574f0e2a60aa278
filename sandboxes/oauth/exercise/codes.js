// Broken on purpose: the provider's side. A code works more than once, for whoever has
// it, and goes to every address that begins like the site's.
import { randomBytes } from 'node:crypto';

const MINUTE = 60_000; // ms
const MOST = 1000;
const registered = new Map([['prints', 'http://localhost:3000/callback']]);
const codes = new Map(); // code → its grant

/** May the answer for this client go to this address? */
export function mayAnswerAt(clientId, redirectUri) {
  const uri = registered.get(clientId);
  return uri !== undefined && redirectUri.startsWith(new URL(uri).origin);
}

/** @param grant { clientId, redirectUri, sub, challenge, method }; without PKCE the
 * last two are undefined. @returns a code, or null if none is to be issued */
export function issue(grant) {
  if (codes.size === MOST) codes.delete(codes.keys().next().value);
  const code = randomBytes(32).toString('base64url');
  codes.set(code, { ...grant, until: Date.now() + MINUTE });
  return code;
}

/** @param request { clientId, redirectUri, verifier } of the token request
 * @returns the user (`sub`) whom the code is for, or null */
export function redeem(code, request) {
  const grant = codes.get(code);
  if (grant?.clientId !== request.clientId || grant.until < Date.now()) return null;
  return grant.sub;
}
