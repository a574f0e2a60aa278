/**
 * Middleware that lets scripts of the named origins read answers, with cookies, and
 * answers preflights. To everybody else it says nothing, which is a no.
 */
export function allow({ origins, methods, headers, expose, maxAge }) {
  return (req, res, next) => {
    res.vary('Origin'); // on every answer: another Origin would have got another one
    const origin = req.get('Origin');
    if (!origins.includes(origin)) return next();

    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    const wanted = req.get('Access-Control-Request-Method');
    if (req.method !== 'OPTIONS' || wanted === undefined) {
      res.set('Access-Control-Expose-Headers', expose.join(', '));
      return next();
    }
    res.set('Access-Control-Allow-Methods', methods.join(', '));
    res.set('Access-Control-Allow-Headers', headers.join(', '));
    res.set('Access-Control-Max-Age', String(maxAge));
    res.status(204).end(); // before any route, and before any question who it is
  };
}
