// Broken on purpose: whoever asks is allowed.

/** Which pages may read our answers, and send what no form could send. */
export const pages = ['https://app.bank.example', 'https://desk.bank.example'];

export function policy(req, res, next) {
  const origin = req.get('Origin');
  if (origin) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    res.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.status(204).end();
  next();
}
