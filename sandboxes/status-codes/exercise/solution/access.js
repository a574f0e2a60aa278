const MINUTE = 60_000;
const EXPORTS = 3; // in a minute
const roles = new Map([['demo-member', 'member'], ['demo-admin', 'admin']]);
const windows = new Map(); // role → { openedAt, count }; the roles are two

/** Who is it? Sets req.role. */
export function authenticate(req, res, next) {
  const token = /^Bearer (\S+)$/i.exec(req.get('Authorization') ?? '')?.[1];
  req.role = roles.get(token);
  if (req.role) return next();
  const why = token === undefined ? '' : ', error="invalid_token"';
  res.set('WWW-Authenticate', `Bearer realm="users"${why}`);
  res.status(401).json({ error: 'send a token' });
}

export function admin(req, res, next) {
  if (req.role === 'admin') return next();
  res.status(403).json({ error: 'for admins only' });
}

/** At most three exports, from the first one until a minute later. */
export function limitExports(req, res, next) {
  const now = Date.now();
  let window = windows.get(req.role);
  if (!window || now - window.openedAt >= MINUTE) window = { openedAt: now, count: 0 };
  windows.set(req.role, window);
  window.count += 1;
  if (window.count <= EXPORTS) return next();
  const seconds = Math.ceil((window.openedAt + MINUTE - now) / 1000);
  res.set('Retry-After', String(seconds));
  res.status(429).json({ error: 'three exports a minute' });
}
