// Hashes that OpenSSL refuses, and keys in an indented template literal.
const crypto = require('node:crypto');
const tried = (name, run) => {
  try { run(); console.log(name, 'works'); } catch (error) { console.log(name, error.name, error.code, error.message); }
};
for (const name of ['md4', 'RSA-MD4', 'mdc2', 'whirlpool', 'md2', 'nope']) {
  tried(`${name} hash`, () => crypto.createHash(name));
  tried(`${name} at once`, () => crypto.hash(name, 'x'));
  tried(`${name} hmac`, () => crypto.createHmac(name, 'key'));
  tried(`${name} sign`, () => crypto.createSign(name));
  tried(`${name} pbkdf2`, () => crypto.pbkdf2Sync('a', 'b', 1, 8, name));
}
const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
const open = publicKey.export({ type: 'spki', format: 'pem' });
tried('as it is', () => crypto.createPrivateKey(pem));
tried('after a line', () => crypto.createPrivateKey(`Bag Attributes\n${pem}`));
tried('indented', () => crypto.createPrivateKey(pem.replace(/^/gm, '    ')));
tried('indented public', () => crypto.createPublicKey(open.replace(/^/gm, '  ')));
tried('end indented', () => crypto.createPrivateKey(pem.replace('-----END', '  -----END')));
tried('lines indented', () => crypto.createPrivateKey(pem.replace(/\n(?=\w)/g, '\n  ')));
