// Broken on purpose: the site's side of a login. It begins nothing that it could
// recognize, and takes every answer.

/** @returns { pending, parameters }: what the session keeps until the answer, and what
 * the authorization request says besides client_id, redirect_uri and scope */
export function begin() {
  return { pending: {}, parameters: {} };
}

/** @returns whether the answer `query` belongs to what this session has begun; one that
 * has begun nothing has no `pending`. The app sends `pending.verifier`, if there is
 * one, to the provider as code_verifier, and forgets `pending` after one answer. */
export function isAnswer(pending, query) {
  return typeof query.code === 'string';
}
