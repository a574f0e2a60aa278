// Wrong on purpose: whatever the database refuses is our fault, a 500.

/** Answers a statement that has failed. `error.errcode` says which rule it broke. */
export function refusal(error, req, res, next) {
  next(error);
}
