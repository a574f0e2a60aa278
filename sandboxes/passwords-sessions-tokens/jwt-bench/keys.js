import { createPrivateKey, createPublicKey } from 'node:crypto';

// A made-up key, the same at each start, so that you get the tokens of the text. A real
// one comes from generateKeyPairSync('ed25519') and is kept where no repository is.
const made = Buffer.from('made up for the book, never used');
const head = Buffer.from('302e020100300506032b657004220420', 'hex'); // RFC 8410 §7
const key = Buffer.concat([head, made]);

export const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
export const publicKey = createPublicKey(privateKey);
export const publicPem = publicKey.export({ format: 'pem', type: 'spki' });
