import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
const size = { authTagLength: TAG };

export class NotIntact extends Error {
  status = 422;
  message = 'not as it was sealed';
}

/** Seals a text for one place, `context`: it opens there and nowhere else. */
export function seal(text, context, { current, keys }) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, keys.get(current).reveal(), nonce, size);
  cipher.setAAD(Buffer.from(`${current}:${context}`));
  const sealed = [cipher.update(text, 'utf8'), cipher.final()];
  const bytes = Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]);
  return `${current}.${bytes.toString('base64url')}`;
}

/** @throws NotIntact when a bit, the key or the place is another */
export function open(token, context, { keys }) {
  const [id, text = ''] = token.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (!keys.has(id) || bytes.length < NONCE + TAG) throw new NotIntact();
  const nonce = bytes.subarray(0, NONCE);
  const decipher = createDecipheriv(ALGORITHM, keys.get(id).reveal(), nonce, size);
  decipher.setAAD(Buffer.from(`${id}:${context}`));
  decipher.setAuthTag(bytes.subarray(-TAG));
  const sealed = bytes.subarray(NONCE, -TAG);
  try {
    // Nothing of it is used before final() has compared the tag.
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString();
  } catch {
    throw new NotIntact();
  }
}
