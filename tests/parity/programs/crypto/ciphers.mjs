// AES in three modes and ChaCha20-Poly1305; a changed byte is noticed where it should be.
import { createCipheriv, createDecipheriv, getCipherInfo } from 'node:crypto';

const key = Buffer.alloc(32, 1);
for (const [name, iv, keyLength] of [['aes-256-gcm', Buffer.alloc(12, 2), 32], ['aes-128-gcm', Buffer.alloc(16, 3), 16], ['chacha20-poly1305', Buffer.alloc(12, 2), 32]]) {
  const cipher = createCipheriv(name, key.subarray(0, keyLength), iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from('header'));
  const text = cipher.update('secret text', 'utf8', 'hex') + cipher.final('hex');
  const tag = cipher.getAuthTag();
  console.log(name, text, tag.toString('hex'));
  for (const [what, changedText, aad, changedTag] of [['right', text, 'header', tag], ['text', `00${text.slice(2)}`, 'header', tag], ['header', text, 'other', tag], ['tag', text, 'header', Buffer.alloc(16)]]) {
    try {
      const decipher = createDecipheriv(name, key.subarray(0, keyLength), iv, { authTagLength: 16 });
      decipher.setAAD(Buffer.from(aad)).setAuthTag(changedTag);
      console.log(what, decipher.update(changedText, 'hex', 'utf8') + decipher.final('utf8'));
    } catch (error) {
      console.log(what, error.name, error.code, error.message);
    }
  }
}
for (const name of ['aes-256-cbc', 'aes-128-ctr', 'aes-192-cbc', 'aes-256-ecb']) {
  const { keyLength, ivLength = 0 } = getCipherInfo(name);
  const iv = ivLength ? Buffer.alloc(ivLength, 5) : null;
  const cipher = createCipheriv(name, key.subarray(0, keyLength), iv);
  const text = Buffer.concat([cipher.update('sixteen bytes...and more'), cipher.final()]);
  const decipher = createDecipheriv(name, key.subarray(0, keyLength), iv);
  console.log(getCipherInfo(name), text.toString('base64'), decipher.update(text, undefined, 'utf8') + decipher.final('utf8'));
}
for (const attempt of [() => createCipheriv('nonsense', key, null), () => createCipheriv('aes-256-gcm', key.subarray(1), Buffer.alloc(12)), () => createCipheriv('aes-256-cbc', key, Buffer.alloc(3)), () => createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).getAuthTag(), () => createDecipheriv('aes-256-gcm', key, Buffer.alloc(12)).setAuthTag(Buffer.alloc(3)), () => {
  const decipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return decipher.update(Buffer.alloc(16)) && decipher.final();
}, () => createDecipheriv('aes-256-gcm', key, Buffer.alloc(12)).final(), () => getCipherInfo('nonsense')]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
