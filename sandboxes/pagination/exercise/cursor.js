// Broken on purpose: whoever has a cursor can read it, edit it and use it anywhere.

export const encode = (place) =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

export const decode = (cursor) =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString());
