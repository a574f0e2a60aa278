// Fixed keys, so that deterministic signatures can be compared byte by byte.
import { createPrivateKey, createPublicKey, createSign, createVerify, generateKeyPairSync, sign, verify } from 'node:crypto';

const ed = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]), format: 'der', type: 'pkcs8' });
const edPublic = createPublicKey(ed);
const signature = sign(null, Buffer.from('message'), ed);
console.log(signature.toString('hex'), verify(null, Buffer.from('message'), edPublic, signature), verify(null, Buffer.from('other'), edPublic, signature));
console.log(edPublic.export({ format: 'jwk' }), edPublic.export({ format: 'pem', type: 'spki' }), ed.export({ format: 'jwk' }).d);
console.log(ed, edPublic, ed.asymmetricKeyType, ed.type, ed.asymmetricKeyDetails);

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
for (const dsaEncoding of ['der', 'ieee-p1363']) {
  const made = sign('sha256', Buffer.from('m'), { key: ec.privateKey, dsaEncoding });
  console.log(dsaEncoding, dsaEncoding === 'der' ? made[0] === 0x30 : made.length, verify('sha256', Buffer.from('m'), { key: ec.publicKey, dsaEncoding }, made), verify('sha256', Buffer.from('n'), { key: ec.publicKey, dsaEncoding }, made));
}
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const made = createSign('RSA-SHA256').update('a').update('b').sign(rsa.privateKey);
console.log(made.length, createVerify('sha256').update('ab').verify(rsa.publicKey, made), createVerify('sha512').update('ab').verify(rsa.publicKey, made));
console.log(rsa.publicKey.asymmetricKeyDetails, ec.publicKey.asymmetricKeyDetails, rsa.publicKey.export({ type: 'spki', format: 'pem' }).split('\n')[0], Object.keys(ec.privateKey.export({ format: 'jwk' })));
// Not with a key of another type: OpenSSL would leave an error behind for the next call.
console.log(edPublic.equals(createPublicKey(ed)));
for (const attempt of [() => createPrivateKey('nonsense'), () => createPublicKey(''), () => sign('sha256', 'text', 'key'), () => generateKeyPairSync('nonsense'), () => generateKeyPairSync('ec', { namedCurve: 'nonsense' }), () => generateKeyPairSync('rsa'), () => createSign('nonsense'), () => createVerify('sha256').verify(ed, 5), () => ed.export()]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
