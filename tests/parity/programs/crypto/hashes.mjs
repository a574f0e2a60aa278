// Every digest the book mentions, hmac, streaming, copies, XOF, and the errors.
import { createHash, createHmac, getHashes, hash } from 'node:crypto';

for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'SHA384', 'sha512', 'sha512-256', 'sha3-256', 'ripemd160', 'blake2b512', 'blake2s256', 'RSA-SHA256']) {
  console.log(name, createHash(name).update('abc').digest('hex'), createHmac(name, 'key').update('abc').digest('base64url').slice(0, 20));
}
console.log(createHash('shake128', { outputLength: 8 }).update('x').digest('hex'), createHash('shake256', { outputLength: 40 }).update('x').digest('hex'));
const running = createHash('sha256').update('a');
const copy = running.copy();
console.log(running.update('b').digest('hex') === createHash('sha256').update('ab').digest('hex'), copy.digest('latin1').length, hash('sha1', 'abc'), hash('md5', Buffer.from('abc'), 'base64'));
const stream = createHash('sha256');
stream.setEncoding('hex');
stream.on('readable', () => {
  const text = stream.read();
  if (text) console.log('stream', text);
});
stream.write('some ');
stream.end('data');
for (const attempt of [() => createHash('nonsense'), () => createHash(), () => running.update('x'), () => running.digest(), () => createHash('sha1').update(5), () => createHmac('sha1'), () => createHmac('nonsense', 'k'), () => createHash('sha256', { outputLength: 5 }), () => running.copy(), () => createHash('md5').digest('nonsense')]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(getHashes().includes('sha256'), createHash('sha1').update('é', 'latin1').digest('hex'), createHash('sha1').update(new Uint16Array([1, 2])).digest('hex'));
