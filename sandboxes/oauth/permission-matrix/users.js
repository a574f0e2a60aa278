// Who is it? Chapter 31 says how a server finds out. These tokens are made up.
const users = new Map([
  ['demo-ada', { id: 1, role: 'admin' }],
  ['demo-eve', { id: 2, role: 'editor' }],
  ['demo-ann', { id: 3, role: 'author' }],
  ['demo-vic', { id: 4, role: 'viewer' }],
  ['demo-mod', { id: 5, role: 'moderator' }], // a role that nobody has described
]);
export const tokens = [...users.keys()];

export function whoIsIt(req, res, next) {
  const [, token] = /^Bearer +([\w-]+)$/i.exec(req.get('Authorization')) ?? [];
  req.user = users.get(token);
  if (req.user) return next();
  res.set('WWW-Authenticate', 'Bearer realm="blog"');
  res.status(401).json({ error: 'say who you are' });
}

/** The posts at the beginning: 1 is Ann's, 2 is Eve's, 3 is Ann's and not published. */
export const posts = () => new Map([
  [1, { id: 1, authorId: 3, title: 'Rain', published: true }],
  [2, { id: 2, authorId: 2, title: 'Wind', published: true }],
  [3, { id: 3, authorId: 3, title: 'Fog', published: false }],
]);
