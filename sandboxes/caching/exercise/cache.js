// Broken on purpose: it keeps the body of whatever is answered, by the address alone.
const HOUR = 3600 * 1000;
const MOST = 500;
const kept = new Map(); // address → { body, until }

export function cache(req, res, next) {
  const entry = kept.get(req.url);
  if (entry && entry.until > Date.now()) return res.send(entry.body);

  const send = res.send.bind(res);
  res.send = (body) => {
    if (kept.size >= MOST) kept.delete(kept.keys().next().value);
    kept.set(req.url, { body, until: Date.now() + HOUR });
    return send(body);
  };
  next();
}
