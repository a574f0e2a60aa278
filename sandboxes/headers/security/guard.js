// Headers for a site with pages. HSTS belongs to answers over TLS: here the model of
// the browser pretends that there is TLS. In production look at req.secure.
const headers = {
  'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

export function guard(req, res, next) {
  res.set(headers);
  next();
}
