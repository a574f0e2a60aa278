import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const key = Buffer.from(process.env.VAULT_KEY ?? '', 'base64');
const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
const size = { authTagLength: TAG };

export function seal(text) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce, size);
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
}

/** An error with the status 422 says that it was not sealed here, or was changed. */
export function open(sealed) {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const nonce = bytes.subarray(0, NONCE);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, size);
    decipher.setAuthTag(bytes.subarray(NONCE).subarray(-TAG));
    const text = decipher.update(bytes.subarray(NONCE, -TAG));
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    throw Object.assign(new Error('not sealed here, or changed'), { status: 422 });
  }
}
