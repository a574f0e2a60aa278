// Broken on purpose: what is sealed cannot be read, and can be changed.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const key = Buffer.from(process.env.VAULT_KEY ?? '', 'base64');
const NONCE = 16;

export function seal(text) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-ctr', key, nonce);
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat(sealed).toString('base64url');
}

/** An error with the status 422 says that it was not sealed here, or was changed. */
export function open(sealed) {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-ctr', key, bytes.subarray(0, NONCE));
  const text = [decipher.update(bytes.subarray(NONCE)), decipher.final()];
  return Buffer.concat(text).toString();
}
