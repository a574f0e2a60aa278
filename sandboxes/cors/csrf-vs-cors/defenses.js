// Each is middleware. The first defense is none: it is an attribute of the cookie.
import { timingSafeEqual } from 'node:crypto';

const changesNothing = (req) => ['GET', 'HEAD', 'OPTIONS'].includes(req.method);

/** Who asks? Browsers say it, and pages cannot change what they say. */
export function fromOwnPages(req, res, next) {
  if (changesNothing(req)) return next();
  const site = req.get('Sec-Fetch-Site');
  // Browsers from before 2023 may send no Sec-Fetch-Site. They send Origin.
  const own = site
    ? ['same-origin', 'none'].includes(site)
    : req.get('Origin') === 'https://bank.example';
  if (!own) return res.status(403).json({ error: 'not from our own pages' });
  next();
}

/** Only what no form can send, so that browsers ask before they send it. */
export function jsonOnly(req, res, next) {
  if (changesNothing(req) || req.is('application/json')) return next();
  res.status(415).json({ error: 'application/json only' });
}

/** Only who has read the token, which takes a page that may read our answers. */
export function withToken(req, res, next) {
  if (changesNothing(req)) return next();
  const given = Buffer.from(req.get('CSRF-Token') ?? '');
  const own = Buffer.from(req.account.token);
  if (given.length === own.length && timingSafeEqual(given, own)) return next();
  res.status(403).json({ error: 'no token, or not this session’s' });
}
