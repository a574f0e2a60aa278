import type { DefineJob } from './jobs.ts';
import type { HashAlgorithm, HashAlgorithms, HashState } from './hash-algorithms.ts';
import { type BytesLike, type Support, ownBuffer } from './support.ts';
import { coded, invalidDigest, opensslError } from './errors.ts';

const notExtendable = (): Error =>
  opensslError(
    '030000B2',
    'digital envelope routines',
    'not XOF or invalid length',
    'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH',
  );

/** The digest of a state, at the length asked for when the algorithm allows one. */
function finish(state: HashState, { xof, outputLength }: HashAlgorithm, length: number): Uint8Array {
  if (!xof || length === outputLength) return state.digest();
  return length === 0 ? new Uint8Array(0) : state.xof!(length);
}

/** Node's src/crypto/crypto_hash.cc: Hash, oneShotDigest, HashJob. */
export function createHashBinding(
  support: Support,
  algorithms: HashAlgorithms,
  defineJob: DefineJob,
): Record<string, unknown> {
  class Hash {
    readonly #algorithm: HashAlgorithm;
    readonly #state: HashState;
    readonly #length: number;
    #digest: Uint8Array | undefined;

    /**
     * @param from a name, or the Hash to copy
     * @param length bytes of output, for SHAKE
     */
    constructor(from: string | Hash, length: number | undefined) {
      const algorithm = typeof from === 'string' ? algorithms.find(from) : from.#algorithm;
      if (algorithm === undefined) throw new Error('Digest method not supported');
      this.#algorithm = algorithm;
      this.#length = length ?? algorithm.outputLength;
      if (this.#length !== algorithm.outputLength && !algorithm.xof) throw notExtendable();
      this.#state = typeof from === 'string' ? algorithm.hash.create() : from.#state.clone();
    }

    update(data: string | BytesLike, encoding?: unknown): boolean {
      if (this.#digest !== undefined) return false;
      this.#state.update(support.decode(data, encoding));
      return true;
    }

    digest(encoding?: unknown): string | Uint8Array {
      this.#digest ??= finish(this.#state, this.#algorithm, this.#length);
      return support.encode(this.#digest.slice(), encoding);
    }
  }

  function oneShotDigest(
    name: string,
    _id: number,
    _cache: object,
    input: string | BytesLike,
    outputEncoding: string,
    _encoding: number,
    length: number | undefined,
  ): string | Uint8Array {
    const algorithm = algorithms.find(name);
    if (algorithm === undefined) throw new Error(`Digest method ${name} is not supported`);
    if (length !== undefined && length !== algorithm.outputLength && !algorithm.xof) {
      throw new Error(`Output length ${length} is invalid for ${name}, which does not support XOF`);
    }
    const state = algorithm.hash.create().update(support.decode(input));
    const digest = finish(state, algorithm, length ?? algorithm.outputLength);
    return support.encode(digest, outputEncoding);
  }

  /** (algorithm, data, length in bits) */
  const HashJob = defineJob(([name, data, bits]) => {
    const algorithm = algorithms.find(name);
    if (algorithm === undefined) throw invalidDigest(name);
    const length = bits === undefined ? algorithm.outputLength : Number(bits) >> 3;
    if (length !== algorithm.outputLength && !algorithm.xof) {
      throw coded(new TypeError('Digest method not supported'), 'ERR_CRYPTO_INVALID_DIGEST');
    }
    const input = support.decode(data as BytesLike).slice();
    return () => ownBuffer(finish(algorithm.hash.create().update(input), algorithm, length));
  });

  return { Hash, oneShotDigest, HashJob };
}
