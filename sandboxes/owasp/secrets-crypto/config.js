// Secrets come as files, from a folder that only this program may read: Kubernetes and
// Docker mount it, a secret manager's agent writes it. It is never in the repository.
// Here it is, with keys that are made up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from './secret.js';

const folder = process.env.SECRETS_DIR ?? 'run/secrets';

function read(name, parse) {
  try {
    return parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    // Not the cause: JSON.parse quotes what it could not read, and this is the key.
    throw new Error(`the secret ${name} is missing, or not as it must be`);
  }
}

export const config = read('vault-keys.json', (text) => {
  const { current, keys } = JSON.parse(text);
  const bytes = (key) => Buffer.from(key, 'base64');
  const entries = Object.entries(keys).map(([id, key]) => [id, bytes(key)]);
  const fit = entries.every(([, key]) => key.length === 32);
  if (!fit || !Object.hasOwn(keys, current)) throw new Error('32 bytes each');
  return { current, keys: new Map(entries.map(([id, key]) => [id, new Secret(key)])) };
});
