/** An error that the client is told about, as chapter 5 has it. */
export class Problem extends Error {
  constructor(status, title, members = {}) {
    super(title);
    Object.assign(this, { status, members, expose: true });
  }
}

/** The last middleware: an error becomes a problem document. */
export function answer(error, req, res, next) {
  if (res.headersSent) return next(error);
  const theirs = error.expose || error instanceof URIError; // a broken % in a path
  if (!theirs) console.error(error);
  const status = theirs ? (error.status ?? 400) : 500;
  const title = theirs ? error.message : 'Internal Server Error';
  res.status(status).set('Cache-Control', 'no-store').type('application/problem+json');
  res.json({ title, status, ...error.members });
}
