import { STATUS_CODES } from 'node:http';

// RFC 9110 has two titles that Node does not know yet.
const TITLES = {
  ...STATUS_CODES,
  413: 'Content Too Large',
  422: 'Unprocessable Content',
};

/** An error that the client is told about, as chapter 5 has it. */
export class Problem extends Error {
  constructor(status, detail, members = {}) {
    super(detail);
    Object.assign(this, { status, members, expose: true });
  }
}

/** What is at this id, or 404. */
export function find(map, id) {
  const found = /^[1-9]\d{0,8}$/.test(id) ? map.get(Number(id)) : undefined;
  if (!found) throw new Problem(404, 'There is nothing at this address.');
  return found;
}

/** Refuses parameters that nobody would look at, and those that are sent twice. */
export function only(query, known) {
  for (const [parameter, value] of Object.entries(query)) {
    const hint = `This list knows ${known.join(' and ')}.`;
    if (!known.includes(parameter)) {
      throw new Problem(400, 'This parameter is not known.', { parameter, hint });
    }
    if (typeof value === 'string') continue;
    throw new Problem(400, 'Send this parameter once.', { parameter });
  }
}

/** The last middleware: an error becomes a problem document. */
export function answer(error, req, res, next) {
  if (res.headersSent) return next(error);
  const theirs = error.expose || error instanceof URIError; // or a broken % in a path
  if (!theirs) console.error(error);
  const status = theirs ? (error.status ?? 400) : 500;
  const detail = theirs ? error.message : undefined;
  res.status(status).type('application/problem+json');
  res.json({ title: TITLES[status], status, detail, ...error.members });
}
