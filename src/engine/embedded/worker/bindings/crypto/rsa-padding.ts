/** The encodings of RFC 8017 that stand between a message and the number that RSA takes. */
import type { HashAlgorithm, HashFunction } from './hash-algorithms.ts';
import { derNull, writeOctets, writeOid, writeSequence } from './der.ts';
import { concatBytes, equalBytes, randomBytes } from './support.ts';

const digestOids: Record<string, string> = {
  md5: '1.2.840.113549.2.5',
  ripemd160: '1.3.36.3.2.1',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha512-224': '2.16.840.1.101.3.4.2.5',
  'sha512-256': '2.16.840.1.101.3.4.2.6',
  'sha3-224': '2.16.840.1.101.3.4.2.7',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-384': '2.16.840.1.101.3.4.2.9',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
};

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, index) => byte ^ b[index]!);

/** MGF1 (appendix B.2.1). */
function mask(hash: HashFunction, seed: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(length / hash.outputLen) * hash.outputLen);
  for (let counter = 0; counter * hash.outputLen < length; counter++) {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, counter);
    bytes.set(hash(concatBytes(seed, number)), counter * hash.outputLen);
  }
  return bytes.subarray(0, length);
}

/** EMSA-PKCS1-v1_5 (section 9.2); undefined when the key is too short or the digest has no identifier. */
export function encodePkcs1Signature(
  algorithm: HashAlgorithm,
  digest: Uint8Array,
  size: number,
): Uint8Array | undefined {
  const oid = digestOids[algorithm.name];
  if (oid === undefined) return undefined;
  return padPkcs1(1, writeSequence(writeSequence(writeOid(oid), derNull), writeOctets(digest)), size);
}

/** 00, the type, at least eight bytes of filling, 00, data (section 7.2.1 for type 2, 9.2 for type 1). */
export function padPkcs1(type: 1 | 2, data: Uint8Array, size: number): Uint8Array | undefined {
  const count = size - data.length - 3;
  if (count < 8) return undefined;
  const filling = new Uint8Array(count).fill(0xff);
  if (type === 2) {
    filling.set(randomBytes(count));
    for (let index = 0; index < count; index++) {
      while (filling[index] === 0) filling[index] = randomBytes(1)[0]!;
    }
  }
  return concatBytes(Uint8Array.of(0, type), filling, Uint8Array.of(0), data);
}

/** The data again; undefined when the block is not of that type. */
export function unpadPkcs1(type: 1 | 2, block: Uint8Array): Uint8Array | undefined {
  if (block[0] !== 0 || block[1] !== type) return undefined;
  const end = block.indexOf(0, 2);
  if (end < 10) return undefined;
  if (type === 1 && block.subarray(2, end).some((byte) => byte !== 0xff)) return undefined;
  return block.slice(end + 1);
}

/** EMSA-PSS-ENCODE (section 9.1.1) for a modulus of that many bits; undefined when it is too short. */
export function encodePss(
  { hash }: HashAlgorithm,
  digest: Uint8Array,
  saltLength: number,
  modulusBits: number,
): Uint8Array | undefined {
  const bits = modulusBits - 1;
  const size = Math.ceil(bits / 8);
  if (size < digest.length + saltLength + 2) return undefined;
  const salt = randomBytes(saltLength);
  const seal = hash(concatBytes(new Uint8Array(8), digest, salt));
  const filling = new Uint8Array(size - saltLength - digest.length - 2);
  const masked = xor(concatBytes(filling, Uint8Array.of(1), salt), mask(hash, seal, size - digest.length - 1));
  masked[0]! &= 0xff >> (8 * size - bits);
  return concatBytes(masked, seal, Uint8Array.of(0xbc));
}

/** EMSA-PSS-VERIFY (section 9.1.2). saltLength: undefined takes the one that the signature has. */
export function verifyPss(
  { hash }: HashAlgorithm,
  digest: Uint8Array,
  block: Uint8Array,
  saltLength: number | undefined,
  modulusBits: number,
): boolean {
  const bits = modulusBits - 1;
  const size = Math.ceil(bits / 8);
  // With one bit more than whole bytes the block begins with a zero byte.
  const encoded = block.subarray(block.length - size);
  if (block.length > size && block[0] !== 0) return false;
  if (size < digest.length + 2 || encoded[size - 1] !== 0xbc) return false;
  const seal = encoded.subarray(size - digest.length - 1, size - 1);
  const masked = encoded.subarray(0, size - digest.length - 1);
  const unused = 8 * size - bits;
  if (masked[0]! >> (8 - unused) !== 0) return false;
  const data = xor(masked, mask(hash, seal, masked.length));
  data[0]! &= 0xff >> unused;
  const one = data.findIndex((byte) => byte !== 0);
  if (one === -1 || data[one] !== 1) return false;
  const salt = data.subarray(one + 1);
  if (saltLength !== undefined && salt.length !== saltLength) return false;
  return equalBytes(hash(concatBytes(new Uint8Array(8), digest, salt)), seal);
}

/** EME-OAEP (section 7.1.1); undefined when the message is too long. */
export function encodeOaep(
  { hash }: HashAlgorithm,
  message: Uint8Array,
  label: Uint8Array,
  size: number,
): Uint8Array | undefined {
  const length = hash.outputLen;
  if (message.length > size - 2 * length - 2) return undefined;
  const filling = new Uint8Array(size - message.length - 2 * length - 2);
  const data = concatBytes(hash(label), filling, Uint8Array.of(1), message);
  const seed = randomBytes(length);
  const maskedData = xor(data, mask(hash, seed, data.length));
  const maskedSeed = xor(seed, mask(hash, maskedData, length));
  return concatBytes(Uint8Array.of(0), maskedSeed, maskedData);
}

/** The message again (section 7.1.2); undefined for anything else. */
export function decodeOaep({ hash }: HashAlgorithm, block: Uint8Array, label: Uint8Array): Uint8Array | undefined {
  const length = hash.outputLen;
  if (block.length < 2 * length + 2) return undefined;
  const maskedSeed = block.subarray(1, 1 + length);
  const maskedData = block.subarray(1 + length);
  const seed = xor(maskedSeed, mask(hash, maskedData, length));
  const data = xor(maskedData, mask(hash, seed, maskedData.length));
  const rest = data.subarray(length);
  const one = rest.findIndex((byte) => byte !== 0);
  const right = equalBytes(data.subarray(0, length), hash(label));
  if (block[0] !== 0 || !right || one === -1 || rest[one] !== 1) return undefined;
  return rest.slice(one + 1);
}
