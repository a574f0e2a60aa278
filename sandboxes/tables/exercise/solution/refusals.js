// Extended result codes of SQLite: sqlite.org/rescode.html
const CHECK = 275;
const FOREIGN_KEY = 787;
const NOT_NULL = 1299;
const PRIMARY_KEY = 1555;
const TRIGGER = 1811; // also of ON DELETE RESTRICT
const UNIQUE = 2067;
const DATATYPE = 3091;

/** The status of a row that was refused, or `undefined`: then the fault is ours. */
function statusOf(errcode, method) {
  if ([CHECK, NOT_NULL, DATATYPE].includes(errcode)) return 422;
  if ([UNIQUE, PRIMARY_KEY].includes(errcode)) return 409;
  // A child without its parent is a mistake in the body. A parent that cannot go has
  // children, which is the state of the shop. SQLite has one code for both.
  if ([FOREIGN_KEY, TRIGGER].includes(errcode)) return method === 'DELETE' ? 409 : 422;
}

/** Answers a statement that has failed. `error.errcode` says which rule it broke. */
export function refusal(error, req, res, next) {
  const status = statusOf(error.errcode, req.method);
  if (status === undefined) return next(error);
  res.status(status).json({ error: error.message });
}
