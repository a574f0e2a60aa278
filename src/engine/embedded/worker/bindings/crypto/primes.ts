import type { CryptoCore } from './index.ts';
import { bitLength, findPrime, isProbablePrime } from './big-integers.ts';
import { bigIntToBytes, bytesToBigInt } from './der.ts';
import { coded } from './errors.ts';
import { type BytesLike, bytesOf, ownBuffer } from './support.ts';

const numberOf = (value: unknown): bigint | undefined =>
  value === undefined ? undefined : bytesToBigInt(bytesOf(value as BytesLike));

/** RandomPrimeJob and CheckPrimeJob (Node's src/crypto/crypto_random.cc). */
export function createPrimeBinding({ defineJob }: CryptoCore): Record<string, unknown> {
  return {
    /** (bits, safe, add, rem): the prime, big-endian. */
    RandomPrimeJob: defineJob(([bits, safe, addInput, remInput]) => {
      const add = numberOf(addInput);
      const rem = numberOf(remInput);
      if (add !== undefined) {
        if (bitLength(add) > (bits as number)) {
          throw coded(new RangeError('invalid options.add'), 'ERR_OUT_OF_RANGE');
        }
        if (rem !== undefined && add <= rem) {
          throw coded(new RangeError('invalid options.rem'), 'ERR_OUT_OF_RANGE');
        }
      }
      return function* () {
        if ((bits as number) < 2 || (safe === true && (bits as number) < 3)) {
          throw new Error('error:01800076:bignum routines::bits too small');
        }
        const prime = yield* findPrime(bits as number, {
          safe: safe === true,
          ...(add === undefined ? {} : { add }),
          ...(rem === undefined ? {} : { rem }),
        });
        return ownBuffer(bigIntToBytes(prime, Math.ceil((bits as number) / 8)));
      };
    }),

    /** (candidate, rounds; zero takes enough) */
    CheckPrimeJob: defineJob(([candidate, checks]) => {
      const value = numberOf(candidate)!;
      return () => isProbablePrime(value, (checks as number) || undefined);
    }),
  };
}
