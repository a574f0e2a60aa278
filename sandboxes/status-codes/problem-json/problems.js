import { randomUUID } from 'node:crypto';
import { catalog } from './catalog.js';

/** An error that the client is told about. `detail` and `members` are for its eyes. */
export class Problem extends Error {
  constructor(name, detail, members = {}) {
    super(detail ?? catalog[name].title);
    const { status } = catalog[name]; // Express's own handler honors it as well
    Object.assign(this, { name, status, detail, members });
  }
}

/** Every request gets an id, every answer says it. */
export function requestId(req, res, next) {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
}

const fromParser = { 400: 'malformed-body', 413: 'body-too-large', 415: 'wrong-type' };

function toProblem(error) {
  if (error instanceof Problem) return error;
  if (error instanceof URIError) return new Problem('bad-request'); // a broken %
  // http-errors, from parsers and from Express: `expose` says that it is the client's.
  if (error?.expose) return new Problem(fromParser[error.status] ?? 'bad-request');
  return new Problem('internal');
}

/** Last of all middleware, and with four parameters, or Express takes it for another. */
export function handleProblem(error, req, res, next) {
  // Not in the middle of an answer: Express cuts the connection, so that it shows.
  if (res.headersSent) return next(error);

  const problem = toProblem(error);
  const { status, title } = catalog[problem.name];
  // What went wrong is for us, under the same id. 4xx are nobody's night.
  if (status >= 500) console.error(req.id, error);

  res.status(status).type('application/problem+json').json({
    type: `/problems/${problem.name}`,
    title,
    status,
    detail: problem.detail,
    instance: `urn:uuid:${req.id}`,
    ...problem.members,
  });
}
