/** The five switches. Each is a resource: PUT /decisions/auth with true or false. */
export const on = {
  auth: false,
  versions: false,
  pages: false,
  errors: false,
  limits: false,
};

/** Lets a middleware run only while its switch is on. */
export const when = (name, middleware) => (req, res, next) =>
  on[name] ? middleware(req, res, next) : next();

export function flip(req, res) {
  const { name } = req.params;
  if (!Object.hasOwn(on, name)) {
    return res.status(404).json({ error: 'no such switch' });
  }
  if (typeof req.body !== 'boolean') {
    return res.status(422).json({ error: 'send true or false' });
  }
  on[name] = req.body;
  res.json(on);
}
