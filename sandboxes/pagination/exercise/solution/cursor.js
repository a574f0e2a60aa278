import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const key = process.env.CURSOR_KEY || randomBytes(32);

const signed = (payload, tag) => {
  const mac = createHmac('sha256', key).update(`${payload}.posts.${tag}`);
  return `${payload}.${mac.digest('base64url')}`;
};

/** A cursor for a place in the posts of a tag. */
export function encode(place, tag) {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return signed(payload, tag);
}

/** The place, or undefined if the cursor is not one of ours for this tag. */
export function decode(cursor, tag) {
  const given = Buffer.from(cursor);
  const payload = cursor.split('.', 1)[0];
  const right = Buffer.from(signed(payload, tag));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}
