import express from 'express';

const users = new Map([['demo-ann', 'ann'], ['demo-ops', 'ops']]);

/** Who is it? Sets req.user, or answers 401 with a challenge. */
export function authenticate(req, res, next) {
  const token = /^Bearer (\S+)$/i.exec(req.get('Authorization') ?? '')?.[1];
  req.user = users.get(token);
  if (req.user) return next();
  const why = token === undefined ? '' : ', error="invalid_token"';
  res.set('WWW-Authenticate', `Bearer realm="parcels"${why}`);
  res.status(401).json({ error: 'send a token' });
}

/** A body in JSON, or 415, 413, 400. */
export const json = [
  (req, res, next) => {
    const type = req.is('json'); // null: there is no body
    const empty = type === null || req.get('Content-Length') === '0';
    if (empty) return res.status(400).json({ error: 'send a body' });
    if (type) return next();
    res.status(415).set('Accept', 'application/json').json({ error: 'send JSON' });
  },
  express.json({ limit: '1kb' }),
];

export const refuse = (allow) => (req, res) => {
  res.status(405).set('Allow', allow).json({ error: `no ${req.method} here` });
};

/** A change must name the version that it changes: 428 if it does not, 412 if wrong. */
export function unchanged(req, res, next) {
  const ifMatch = req.get('If-Match');
  if (ifMatch === undefined) return res.status(428).json({ error: 'send If-Match' });
  const tags = ifMatch.split(/\s*,\s*/);
  if (tags.includes('*') || tags.includes(`"${req.parcel.version}"`)) return next();
  res.status(412).json({ error: 'it has changed since' });
}
