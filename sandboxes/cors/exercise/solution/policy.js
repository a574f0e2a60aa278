/** Which pages may read our answers, and send what no form could send. */
export const pages = ['https://app.bank.example', 'https://desk.bank.example'];

export function policy(req, res, next) {
  res.vary('Origin'); // also on the answers to others: they would have been different
  const origin = req.get('Origin');
  if (!pages.includes(origin)) return next();

  res.set('Access-Control-Allow-Origin', origin);
  res.set('Access-Control-Allow-Credentials', 'true');
  const method = req.get('Access-Control-Request-Method');
  if (req.method !== 'OPTIONS' || method === undefined) return next();
  res.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PATCH');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  res.set('Access-Control-Max-Age', '600');
  res.status(204).end();
}
