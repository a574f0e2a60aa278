import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';

console.log(pbkdf2Sync('password', 'salt', 1000, 32, 'sha256').toString('hex'), (await promisify(pbkdf2)('p', 's', 10, 20, 'sha512')).toString('hex'));
console.log(scryptSync('password', 'salt', 32, { N: 1024 }).toString('hex'), (await promisify(scrypt)('password', 'salt', 16)).toString('hex'));
console.log(Buffer.from(hkdfSync('sha256', 'key', 'salt', 'info', 42)).toString('hex'), Buffer.from(await promisify(hkdf)('sha512', 'key', '', '', 10)).toString('hex'));
for (const attempt of [
  () => pbkdf2Sync('p', 's', 0, 10, 'sha1'), () => pbkdf2Sync('p', 's', 1, 10, 'nonsense'), () => pbkdf2Sync('p', 's', 1, -1, 'sha1'), () => pbkdf2('p', 's', 1, 1, 'sha1'),
  () => scryptSync('p', 's', 10, { N: 3 }), () => scryptSync('p', 's', 10, { N: 2 ** 20 }), () => scryptSync('p', 's', 10, { N: 2, cost: 4 }), () => scryptSync(5, 's', 10),
  () => hkdfSync('sha256', 'k', 's', 'i', 256 * 32), () => hkdfSync('sha256', 'k', 's', 'x'.repeat(1025), 1), () => hkdfSync('nonsense', 'k', 's', 'i', 1),
]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
