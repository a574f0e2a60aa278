import { createHash, randomBytes } from 'node:crypto';

const random = () => randomBytes(32).toString('base64url');

/** @returns { pending, parameters }: what the session keeps until the answer, and what
 * the authorization request says besides client_id, redirect_uri and scope */
export function begin() {
  const pending = { state: random(), verifier: random() };
  return {
    pending,
    parameters: {
      state: pending.state,
      code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    },
  };
}

/** @returns whether the answer `query` belongs to what this session has begun; one that
 * has begun nothing has no `pending`. The app sends `pending.verifier`, if there is
 * one, to the provider as code_verifier, and forgets `pending` after one answer. */
export function isAnswer(pending, query) {
  if (!pending) return false; // else undefined would equal undefined
  return query.state === pending.state && typeof query.code === 'string';
}
