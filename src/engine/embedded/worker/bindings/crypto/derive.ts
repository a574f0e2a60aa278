import { hkdf } from '@noble/hashes/hkdf.js';
import type { CryptoCore } from './index.ts';
import type { HashAlgorithm } from './hash-algorithms.ts';
import { type BytesLike, bytesOf, ownBuffer } from './support.ts';
import { coded, invalidDigest } from './errors.ts';
import { ownSecret } from './keys.ts';
import { pbkdf2 } from './pbkdf2.ts';
import { scrypt } from './scrypt.ts';

function scryptParametersError(detail = ''): RangeError {
  return coded(new RangeError(`Invalid scrypt params${detail}`), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');
}

/** The checks of OpenSSL's scrypt (providers/implementations/kdfs/scrypt.c), memory included. */
function checkScrypt(N: number, r: number, p: number, maxmem: number): void {
  if (N < 2 || (N & (N - 1)) !== 0) throw scryptParametersError();
  const memory = 128 * r * p + 32 * r * (N + 2) * 4;
  const tooManyBlocks = p > (2 ** 30 - 1) / r;
  // RFC 7914 section 2: N must be less than 2^(128 * r / 8).
  const tooLarge = 16 * r <= 31 && N >= 2 ** (16 * r);
  if (tooManyBlocks || tooLarge || memory > maxmem) {
    throw scryptParametersError(': error:030000AC:digital envelope routines::memory limit exceeded');
  }
}

const derivingFailed = (): Error => new Error('Deriving bits failed');

/** PBKDF2Job, HKDFJob and ScryptJob (Node's src/crypto/crypto_pbkdf2.cc, _hkdf.cc, _scrypt.cc). */
export function createDeriveBinding({ algorithms, defineJob }: CryptoCore): Record<string, unknown> {
  function find(name: unknown): HashAlgorithm {
    const algorithm = found(name);
    if (algorithm === undefined) throw invalidDigest(name);
    return algorithm;
  }

  // A job reports OpenSSL's text alone, without the code and reason of a thrown error.
  function found(name: unknown): HashAlgorithm | undefined {
    try {
      return algorithms.find(name);
    } catch (error) {
      throw new Error((error as Error).message);
    }
  }

  function refuseXof({ xof }: HashAlgorithm): void {
    if (xof) throw new Error('error:1C8000B7:Provider routines::xof digests not allowed');
  }

  return {
    /** (password, salt, iterations, length, digest) */
    PBKDF2Job: defineJob(([password, salt, iterations, length, digest]) => {
      const algorithm = find(digest);
      const secret = ownSecret(password);
      const saltBytes = bytesOf(salt as BytesLike).slice();
      return function* () {
        refuseXof(algorithm);
        if (length === 0) throw derivingFailed();
        const bits = yield* pbkdf2(algorithm.hash, secret, saltBytes, iterations as number, length as number);
        return ownBuffer(bits);
      };
    }),

    /** (digest, key, salt, info, length) */
    HKDFJob: defineJob(([digest, key, salt, info, length]) => {
      const algorithm = find(digest);
      // RFC 5869 section 2.3: at most 255 digests.
      if ((length as number) > 255 * algorithm.outputLength) {
        throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
      }
      const secret = ownSecret(key);
      const saltBytes = bytesOf(salt as BytesLike).slice();
      const infoBytes = bytesOf(info as BytesLike).slice();
      return () => {
        refuseXof(algorithm);
        if (length === 0) throw derivingFailed();
        return ownBuffer(hkdf(algorithm.hash, secret, saltBytes, infoBytes, length as number));
      };
    }),

    /** (password, salt, N, r, p, maxmem, length) */
    ScryptJob: defineJob(([password, salt, N, r, p, maxmem, length]) => {
      checkScrypt(N as number, r as number, p as number, maxmem as number);
      const secret = ownSecret(password);
      const saltBytes = bytesOf(salt as BytesLike).slice();
      return function* () {
        if (length === 0) return new ArrayBuffer(0);
        const bits = yield* scrypt(secret, saltBytes, N as number, r as number, p as number, length as number);
        return ownBuffer(bits);
      };
    }),
  };
}
