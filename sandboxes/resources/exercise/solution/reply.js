import { randomUUID } from 'node:crypto';

export function requestId(req, res, next) {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
}

/** An error that the client is told about. */
export class Problem extends Error {
  constructor(status, title, members = {}) {
    super(title);
    Object.assign(this, { status, members });
  }
}

/** A list. It knows no parameters, and does not pretend that it has read one. */
export function list(res, rows) {
  const [name] = Object.keys(res.req.query);
  if (name !== undefined) throw new Problem(400, 'A parameter is not known', { name });
  res.json({ data: rows, has_more: false });
}

const toProblem = (error) => {
  if (error instanceof Problem) return error;
  if (error?.expose) return new Problem(error.status, 'The request is bad');
  if (error instanceof URIError) return new Problem(400, 'The address is bad');
  return new Problem(500, 'Something is broken on our side');
};

export function problems(error, req, res, next) {
  if (res.headersSent) return next(error);
  const { status, message: title, members } = toProblem(error);
  if (status === 500) console.error(req.id, error);
  res.status(status).type('application/problem+json');
  res.json({ title, status, ...members, request_id: req.id });
}
