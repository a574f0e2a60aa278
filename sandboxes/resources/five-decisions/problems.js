import { on } from './decisions.js';

/** An error that the client is told about: its kind, and in `members` this case. */
export class Problem extends Error {
  constructor(status, name, title, members = {}) {
    super(title);
    Object.assign(this, { status, name, members });
  }
}

const toProblem = (error) => {
  if (error instanceof Problem) return error;
  // From parsers and from Express: `expose` says that it is the client's.
  if (error?.expose) {
    return new Problem(error.status, 'bad-request', 'The request is bad');
  }
  if (error instanceof URIError) return toProblem({ expose: true, status: 400 });
  return new Problem(500, 'internal', 'Something is broken on our side');
};

/** With the switch, every error has one shape. Without it, there is a sentence. */
export function problems(error, req, res, next) {
  if (res.headersSent) return next(error);
  const { status, name, message: title, members } = toProblem(error);
  if (status === 500) console.error(req.id, error);
  res.status(status);
  if (!on.errors) return res.json({ error: title });
  const type = `/problems/${name}`;
  res.type('application/problem+json');
  res.json({ type, title, status, ...members, request_id: req.id });
}

/** Where there are other methods: 405, with those that there are. */
export const notAllowed = (allow) => (req, res) => {
  res.set('Allow', allow);
  if (req.method === 'OPTIONS') return res.status(204).end();
  throw new Problem(405, 'wrong-method', 'This method is not offered here');
};
