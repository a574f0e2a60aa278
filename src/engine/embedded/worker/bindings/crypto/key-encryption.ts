/**
 * Private keys under a passphrase: PKCS #8 with PBES2 (RFC 8018 section 6.2) and OpenSSL's older PEM
 * headers. AES-CBC only, which is what Node's documentation and OpenSSL's defaults use.
 */
import { md5 } from '@noble/hashes/legacy.js';
import type { HashAlgorithms } from './hash-algorithms.ts';
import type { Cipher } from './ciphers.ts';
import { cbc, findCipher } from './ciphers.ts';
import {
  DerError,
  derNull,
  expectTag,
  readInteger,
  readOid,
  readSequence,
  tags,
  writeInteger,
  writeOctets,
  writeOid,
  writeSequence,
} from './der.ts';
import { coded, unavailable } from './errors.ts';
import { pbkdf2 } from './pbkdf2.ts';
import { concatBytes, randomBytes } from './support.ts';

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2Oid = '1.2.840.113549.1.5.12';
const hmacDigests: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const hmacSha256 = '1.2.840.113549.2.9';
/** id-aes128-CBC, id-aes192-CBC, id-aes256-CBC. */
const aesCbcOids: Record<string, string> = {
  '2.16.840.1.101.3.4.1.2': 'aes-128-cbc',
  '2.16.840.1.101.3.4.1.22': 'aes-192-cbc',
  '2.16.840.1.101.3.4.1.42': 'aes-256-cbc',
};
/** The iterations that OpenSSL 3.5 writes. */
const iterations = 2048;
const saltLength = 16;

function deriveKey(
  algorithms: HashAlgorithms,
  digest: string,
  passphrase: Uint8Array,
  salt: Uint8Array,
  count: number,
  length: number,
): Uint8Array {
  const steps = pbkdf2(algorithms.find(digest)!.hash, passphrase, salt, count, length);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The cipher by the name that a program gave for an export. */
export function exportCipher(name: string): Cipher {
  const cipher = findCipher(name);
  if (cipher === undefined) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  if (cipher.mode === 'cbc') return cipher;
  throw unavailable(`A private key under ${name}`, 'use aes-256-cbc.');
}

/** EncryptedPrivateKeyInfo (RFC 5958) around the DER of a PrivateKeyInfo. */
export function encryptPkcs8(
  algorithms: HashAlgorithms,
  der: Uint8Array,
  cipher: Cipher,
  passphrase: Uint8Array,
): Uint8Array {
  const salt = randomBytes(saltLength);
  const iv = randomBytes(16);
  const key = deriveKey(algorithms, 'sha256', passphrase, salt, iterations, cipher.keyLength);
  const cipherOid = Object.keys(aesCbcOids).find((oid) => aesCbcOids[oid] === cipher.name)!;
  const derivation = writeSequence(
    writeOid(pbkdf2Oid),
    writeSequence(writeOctets(salt), writeInteger(iterations), writeSequence(writeOid(hmacSha256), derNull)),
  );
  return writeSequence(
    writeSequence(writeOid(pbes2), writeSequence(derivation, writeSequence(writeOid(cipherOid), writeOctets(iv)))),
    writeOctets(cbc(key, iv, der, true)),
  );
}

/** The PrivateKeyInfo inside; OpenSSL's "bad decrypt" when the passphrase is wrong. */
export function decryptPkcs8(algorithms: HashAlgorithms, encrypted: Uint8Array, passphrase: Uint8Array): Uint8Array {
  const [algorithm, data] = readSequence(encrypted);
  const [scheme, parameters] = readSequence(algorithm);
  if (readOid(scheme) !== pbes2) {
    throw unavailable('This encryption of a private key', 'encrypt it with PBES2 and aes-256-cbc.');
  }
  const [derivation, encryption] = readSequence(parameters);
  const [, derivationParameters] = readSequence(derivation);
  const [salt, count, ...optional] = readSequence(derivationParameters);
  const prf = optional.find(({ tag }) => tag === tags.sequence);
  const digest = prf === undefined ? 'sha1' : hmacDigests[readOid(readSequence(prf)[0])];
  const [cipherOid, iv] = readSequence(encryption);
  const cipher = findCipher(aesCbcOids[readOid(cipherOid)]);
  if (digest === undefined || cipher === undefined) {
    throw unavailable('This encryption of a private key', 'encrypt it with aes-256-cbc.');
  }
  const key = deriveKey(
    algorithms,
    digest,
    passphrase,
    expectTag(salt, tags.octetString),
    Number(readInteger(count)),
    cipher.keyLength,
  );
  return cbc(key, expectTag(iv, tags.octetString).slice(), expectTag(data, tags.octetString), false);
}

/** EVP_BytesToKey with MD5 and one round, which the old PEM headers imply. */
function legacyKey(passphrase: Uint8Array, iv: Uint8Array, length: number): Uint8Array {
  let key: Uint8Array = new Uint8Array(0);
  let block: Uint8Array = new Uint8Array(0);
  while (key.length < length) {
    block = md5(concatBytes(block, passphrase, iv.subarray(0, 8)));
    key = concatBytes(key, block);
  }
  return key.slice(0, length);
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

export function encryptLegacy(
  der: Uint8Array,
  cipher: Cipher,
  passphrase: Uint8Array,
): { headers: string[]; bytes: Uint8Array } {
  const iv = randomBytes(16);
  return {
    headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher.name.toUpperCase()},${toHex(iv)}`],
    bytes: cbc(legacyKey(passphrase, iv, cipher.keyLength), iv, der, true),
  };
}

/** Decrypts a key with OpenSSL's older PEM headers. @param info the DEK-Info header */
export function decryptLegacy(bytes: Uint8Array, info: string, passphrase: Uint8Array): Uint8Array {
  const [name, hex] = info.split(',') as [string, string?];
  const cipher = exportCipher(name);
  const pairs = hex?.match(/^[0-9A-Fa-f]{32}$/)?.[0].match(/../g);
  if (pairs == null) throw new DerError('bad iv');
  const iv = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  return cbc(legacyKey(passphrase, iv, cipher.keyLength), iv, bytes, false);
}
