// A session id is long and random. Here it is a name, so that you can follow it.
const accounts = new Map([
  ['ann', { name: 'Ann', nickname: '', balance: 1000 }],
  ['bob', { name: 'Bob', nickname: '', balance: 50 }],
]);

export function whoIsIt(req, res, next) {
  const [, session] = /(?:^|; )session=(\w+)/.exec(req.get('Cookie') ?? '') ?? [];
  req.account = accounts.get(session);
  if (!req.account) return res.status(401).json({ error: 'log in first' });
  next();
}
