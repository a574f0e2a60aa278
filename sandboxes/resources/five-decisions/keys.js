import { createHash } from 'node:crypto';
import { Problem } from './problems.js';

const hash = (key) => createHash('sha256').update(key).digest('hex');

/**
 * What is stored: hashes. The prefix is for people, and for scanners of leaked keys.
 * Real keys go on with 32 random bytes, so that nobody can try them out.
 */
const keys = new Map(
  [
    ['shop_test_ada_9vK2', { scopes: ['read', 'write'], until: '2100-01-01' }],
    ['shop_test_bob_4mQ7', { scopes: ['read'], until: '2100-01-01' }],
    ['shop_test_old_1aB3', { scopes: ['read'], until: '2025-12-31' }],
  ].map(([key, of]) => [hash(key), { prefix: key.slice(0, 13), ...of }]),
);

const refuse = (res, detail) => {
  res.set('WWW-Authenticate', 'Bearer realm="shop"');
  throw new Problem(401, 'no-valid-key', 'Send a key that is valid', { detail });
};

/** Who is it? A key is in the header or it does not count. */
export function authenticate(req, res, next) {
  if ('api_key' in req.query) {
    refuse(res, 'A key in the address ends up in logs: send it in Authorization.');
  }
  const key = /^Bearer (\S+)$/i.exec(req.get('Authorization') ?? '')?.[1];
  if (!key) refuse(res, 'There is no key in Authorization.');
  const found = keys.get(hash(key));
  if (!found) refuse(res, 'This key is not known.');
  if (Date.now() > Date.parse(found.until)) refuse(res, 'This key has expired.');
  req.key = found;
  next();
}

/** May it? Reading and writing are two scopes. */
export function authorize(req, res, next) {
  const scope = ['GET', 'HEAD', 'OPTIONS'].includes(req.method) ? 'read' : 'write';
  if (req.key.scopes.includes(scope)) return next();
  throw new Problem(403, 'missing-scope', `This key may not ${scope}`);
}
