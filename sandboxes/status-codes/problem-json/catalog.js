/** Every problem that this API can answer with, by the last part of its type. */
export const catalog = {
  'not-found': { status: 404, title: 'There is nothing here' },
  'malformed-body': { status: 400, title: 'The body is not what its type says' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'wrong-type': { status: 415, title: 'The body is of a type that we do not read' },
  'invalid-order': { status: 422, title: 'The order is not valid' },
  'not-enough-credit': { status: 409, title: 'The account has too little credit' },
  'bad-request': { status: 400, title: 'The request cannot be processed' },
  internal: { status: 500, title: 'Something is broken on our side' },
};
