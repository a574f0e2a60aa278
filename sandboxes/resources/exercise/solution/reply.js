import { randomUUID } from 'node:crypto';

export function requestId(req, res, next) {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
}

export const list = (res, rows) => res.json({ data: rows, has_more: false });

/** An error that the client is told about. */
export class Problem extends Error {
  constructor(status, title, members = {}) {
    super(title);
    Object.assign(this, { status, members });
  }
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
