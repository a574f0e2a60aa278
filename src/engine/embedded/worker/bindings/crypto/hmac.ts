import { hmac } from '@noble/hashes/hmac.js';
import type { DefineJob } from './jobs.ts';
import type { HashAlgorithm, HashAlgorithms } from './hash-algorithms.ts';
import { type BytesLike, type Support, bytesOf, equalBytes, ownBuffer } from './support.ts';
import { bindingConstants } from './constants.ts';
import { invalidDigest } from './errors.ts';
import { type SecretInput, secretBytes } from './keys.ts';

type HmacState = ReturnType<typeof hmac.create>;

/** Node's src/crypto/crypto_hmac.cc: Hmac, HmacJob. */
export function createHmacBinding(
  support: Support,
  algorithms: HashAlgorithms,
  defineJob: DefineJob,
): Record<string, unknown> {
  function find(name: unknown): HashAlgorithm {
    const algorithm = algorithms.find(name);
    if (algorithm === undefined) throw invalidDigest(name);
    // OpenSSL refuses extendable functions here without an error on its queue.
    if (algorithm.xof) throw new Error('error:00000000:lib(0)::reason(0)');
    return algorithm;
  }

  class Hmac {
    #state: HmacState | undefined;

    init(name: string, key: SecretInput): void {
      this.#state = hmac.create(find(name).hash, secretBytes(key));
    }

    update(data: string | BytesLike, encoding?: unknown): boolean {
      if (this.#state === undefined) return false;
      this.#state.update(support.decode(data, encoding));
      return true;
    }

    digest(encoding?: unknown): string | Uint8Array {
      const digest = this.#state?.digest() ?? new Uint8Array(0);
      this.#state = undefined;
      return support.encode(digest, encoding);
    }
  }

  /** (sign or verify, algorithm, key, data, signature): the code, or whether it is right. */
  const HmacJob = defineJob(([mode, name, key, data, signature]) => {
    const { hash } = find(name);
    const secret = secretBytes(key as SecretInput);
    const input = bytesOf(data as BytesLike).slice();
    const sign = mode === bindingConstants.kSignJobModeSign;
    const expected = sign ? undefined : bytesOf(signature as BytesLike).slice();
    return () => {
      const code = hmac(hash, secret, input);
      return expected === undefined ? ownBuffer(code) : equalBytes(code, expected);
    };
  });

  return { Hmac, HmacJob };
}
