// A thief who can read and write the table, and has no key.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { config } from './config.js';
import { accountOf, sealedOf } from './customers.js';
import { open, seal } from './vault.js';

const key = config.keys.get('k2').reveal();
const xor = (a, b) => Buffer.from(a.map((byte, i) => byte ^ b[i]));

/** In the bytes, what is at `place` becomes what turns `from` into `to`. */
const change = (bytes, place, from, to) =>
  xor(bytes, Buffer.alloc(bytes.length).fill(xor(Buffer.from(from), Buffer.from(to)),
    place, place + from.length));

export const attacks = {
  // Broken on purpose: AES-256 in a mode that hides and proves nothing.
  flipCtr() {
    const nonce = randomBytes(16);
    const cipher = createCipheriv('aes-256-ctr', key, nonce);
    const text = 'pay 0100 to bob';
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    const changed = change(sealed, 4, '0', '9');
    const opened = createDecipheriv('aes-256-ctr', key, nonce).update(changed);
    return { sealed: text, opened: opened.toString() };
  },

  flipGcm() {
    const sealed = seal('pay 0100 to bob', 'orders:7', config);
    const [id, text] = sealed.split('.');
    const changed = change(Buffer.from(text, 'base64url'), 12 + 4, '0', '9');
    const token = `${id}.${changed.toString('base64url')}`;
    return { opened: open(token, 'orders:7', config) };
  },

  // Bob's sealed account number, put into Ann's row.
  swap: () => ({ opened: accountOf('ann', sealedOf('bob')) }),

  // Broken on purpose: one nonce for two messages. The thief wrote the first.
  nonceTwice() {
    const nonce = Buffer.alloc(12, 7);
    const sealed = (text) => createCipheriv('aes-256-gcm', key, nonce).update(text);
    const known = 'a text that the thief knows';
    const stream = xor(sealed(known), Buffer.from(known));
    const theirs = sealed('pay 0100 to bob, code 4711');
    return { withoutTheKey: xor(theirs, stream).toString() };
  },
};
