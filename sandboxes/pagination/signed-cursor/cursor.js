import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// Without a key of your own, all cursors end with the process.
const key = process.env.CURSOR_KEY || randomBytes(32);

const signed = (payload, list) => {
  const mac = createHmac('sha256', key).update(`${payload}.${JSON.stringify(list)}`);
  return `${payload}.${mac.digest('base64url')}`;
};

/** A cursor for a place of a list. The list is signed with it, and is not in it. */
export function encode(place, list) {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return signed(payload, list);
}

/** The place, or undefined: edited, made up, or of another list. */
export function decode(cursor, list) {
  const payload = cursor.split('.', 1)[0];
  const given = Buffer.from(cursor);
  const right = Buffer.from(signed(payload, list));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}
