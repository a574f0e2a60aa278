import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import type { CHash, Hash } from '@noble/hashes/utils.js';
import { opensslError } from './errors.ts';

/** A running digest of @noble/hashes; `xof` is there for SHAKE only. */
export type HashState = Hash<HashState> & { xof?(bytes: number): Uint8Array };
export type HashFunction = CHash<HashState>;

export interface HashAlgorithm {
  /** OpenSSL's short name in lower case. */
  name: string;
  hash: HashFunction;
  /** Bytes of a digest when no length is asked for. */
  outputLength: number;
  /** Whether any output length can be asked for. */
  xof: boolean;
}

export function hashAlgorithm(name: string, hash: unknown, xof = false): HashAlgorithm {
  const known = hash as HashFunction;
  return { name, hash: known, outputLength: known.outputLen, xof };
}

const light: HashAlgorithm[] = [
  hashAlgorithm('md5', md5),
  hashAlgorithm('sha1', sha1),
  hashAlgorithm('sha224', sha224),
  hashAlgorithm('sha256', sha256),
  hashAlgorithm('sha384', sha384),
  hashAlgorithm('sha512', sha512),
  hashAlgorithm('sha512-224', sha512_224),
  hashAlgorithm('sha512-256', sha512_256),
];

/** Names of the digests that come with the full module (more-hashes.ts). */
const further = /^(sha3-(224|256|384|512)|shake(128|256)|ripemd160|blake2b512|blake2s256)$/;

/** Digests that OpenSSL knows and gives to nobody without its legacy provider. */
const refused = /^(md4|mdc2|whirlpool)$/;

/** OpenSSL's spellings of one digest, brought to one name. */
function canonicalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(rsa-sha|sha2?-)512\/(224|256)$/, 'sha512-$2')
    .replace(/^(rsa-|ssl3-|id-rsassa-pkcs1-v1_5-with-)/, '')
    .replace(/with-?rsa(encryption)?$/, '')
    .replace(/^(sha|shake)2?-(\d+)$/, '$1$2')
    .replace(/^(blake2[bs])-/, '$1')
    .replace(/^sha1-2$/, 'sha1')
    .replace(/^(ripemd|rmd160|ripemd-160)$/, 'ripemd160');
}

/** The digests by name. Asking for one of the full module loads that module. */
export class HashAlgorithms {
  readonly #known = new Map(light.map((algorithm) => [algorithm.name, algorithm]));
  readonly #loadFull: () => void;

  constructor(loadFull: () => void) {
    this.#loadFull = loadFull;
  }

  register(algorithms: readonly HashAlgorithm[]): void {
    for (const algorithm of algorithms) this.#known.set(algorithm.name, algorithm);
  }

  /** @throws OpenSSL's error for a digest that it refuses */
  find(name: unknown): HashAlgorithm | undefined {
    if (typeof name !== 'string') return undefined;
    const canonical = canonicalName(name);
    if (refused.test(canonical))
      throw opensslError('0308010C', 'digital envelope routines', 'unsupported', 'ERR_OSSL_EVP_UNSUPPORTED');
    if (!this.#known.has(canonical) && further.test(canonical)) this.#loadFull();
    return this.#known.get(canonical);
  }
}

/** crypto.getHashes(): OpenSSL's list without SM3 and the MD5+SHA-1 pair of old TLS. */
export const hashNames = [
  'RSA-MD5',
  'RSA-RIPEMD160',
  'RSA-SHA1',
  'RSA-SHA1-2',
  'RSA-SHA224',
  'RSA-SHA256',
  'RSA-SHA3-224',
  'RSA-SHA3-256',
  'RSA-SHA3-384',
  'RSA-SHA3-512',
  'RSA-SHA384',
  'RSA-SHA512',
  'RSA-SHA512/224',
  'RSA-SHA512/256',
  'blake2b512',
  'blake2s256',
  'id-rsassa-pkcs1-v1_5-with-sha3-224',
  'id-rsassa-pkcs1-v1_5-with-sha3-256',
  'id-rsassa-pkcs1-v1_5-with-sha3-384',
  'id-rsassa-pkcs1-v1_5-with-sha3-512',
  'md5',
  'md5WithRSAEncryption',
  'ripemd',
  'ripemd160',
  'ripemd160WithRSA',
  'rmd160',
  'sha1',
  'sha1WithRSAEncryption',
  'sha224',
  'sha224WithRSAEncryption',
  'sha256',
  'sha256WithRSAEncryption',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'sha384',
  'sha384WithRSAEncryption',
  'sha512',
  'sha512-224',
  'sha512-224WithRSAEncryption',
  'sha512-256',
  'sha512-256WithRSAEncryption',
  'sha512WithRSAEncryption',
  'shake128',
  'shake256',
  'ssl3-md5',
  'ssl3-sha1',
];
