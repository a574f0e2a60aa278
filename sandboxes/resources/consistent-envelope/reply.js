import { randomUUID } from 'node:crypto';

/** Every request has an id, and every answer says it, whatever the status. */
export function requestId(req, res, next) {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
}

const toSnake = (name) => name.replace(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`);

/** The one place where names are made: createdAt → created_at, at any depth. */
export function snake(value) {
  if (Array.isArray(value)) return value.map(snake);
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [toSnake(name), snake(each)]),
  );
}

/** A list is always an object, so that there is room beside the rows. */
export function list(res, rows, hasMore = false) {
  const [parameter] = Object.keys(res.req.query); // these lists know none
  if (parameter !== undefined) {
    throw new Problem(400, 'unknown-parameter', 'It is not known', { parameter });
  }
  res.json(snake({ data: rows, hasMore }));
}
export const one = (res, thing) => res.json(snake(thing));

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

/** Last of all middleware: errors have one shape, too. */
export function problems(error, req, res, next) {
  if (res.headersSent) return next(error);
  const { status, name, message: title, members } = toProblem(error);
  if (status === 500) console.error(req.id, error);
  const type = `/problems/${name}`;
  res.status(status).type('application/problem+json');
  res.json({ type, title, status, ...members, request_id: req.id });
}
