import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import { hashAlgorithm, type HashAlgorithm } from './hash-algorithms.ts';

/** The digests beyond SHA-2; SHAKE's default lengths are OpenSSL's, 16 and 32 bytes. */
export const moreHashAlgorithms: HashAlgorithm[] = [
  hashAlgorithm('ripemd160', ripemd160),
  hashAlgorithm('blake2b512', blake2b),
  hashAlgorithm('blake2s256', blake2s),
  hashAlgorithm('sha3-224', sha3_224),
  hashAlgorithm('sha3-256', sha3_256),
  hashAlgorithm('sha3-384', sha3_384),
  hashAlgorithm('sha3-512', sha3_512),
  hashAlgorithm('shake128', shake128, true),
  hashAlgorithm('shake256', shake256, true),
];
