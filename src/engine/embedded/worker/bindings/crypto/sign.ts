import type { CryptoCore } from './index.ts';
import type { HashAlgorithm, HashState } from './hash-algorithms.ts';
import type { ParseKey } from './keys.ts';
import { type KeyBase, type SignatureOptions, notSupportedForKey } from './asymmetric-key.ts';
import { bindingConstants } from './constants.ts';
import { coded, invalidDigest, opensslError } from './errors.ts';
import { type BytesLike, bytesOf, ownBuffer } from './support.ts';

/** The five arguments by which Node's library hands over a public or private key. */
export type KeyArguments = [
  data: unknown,
  format: number | undefined,
  type: number | string | undefined,
  passphrase: BytesLike | undefined,
  namedCurve: string | undefined,
];

/** The key that five such arguments hand over; a handle on a private key stays private where a public one would do. */
export const readKey = (parseKey: ParseKey, isPrivate: boolean, key: KeyArguments): KeyBase =>
  parseKey(isPrivate, ...key) as KeyBase;

const notInitialized = (): Error => coded(new Error('Not initialised'), 'ERR_CRYPTO_INVALID_STATE');

const digestNotTaken = (): Error =>
  opensslError('1C80007A', 'Provider routines', 'invalid digest', 'ERR_OSSL_INVALID_DIGEST');

/** Node's src/crypto/crypto_sig.cc: Sign, Verify, SignJob. */
export function createSignBinding(
  { algorithms, defineJob, support }: CryptoCore,
  parseKey: ParseKey,
): Record<string, unknown> {
  class Message {
    #algorithm: HashAlgorithm | undefined;
    #state: HashState | undefined;

    init(name: string): void {
      this.#algorithm = algorithms.find(name);
      if (this.#algorithm === undefined) {
        throw coded(new TypeError('Invalid digest'), 'ERR_CRYPTO_INVALID_DIGEST');
      }
      this.#state = this.#algorithm.hash.create();
    }

    update(data: string | BytesLike, encoding?: unknown): void {
      if (this.#state === undefined) throw notInitialized();
      this.#state.update(support.decode(data, encoding));
    }

    /** The digest for a key; afterwards the object is used up. */
    protected finish(key: KeyBase): [Uint8Array, HashAlgorithm] {
      if (this.#state === undefined) throw notInitialized();
      const digest = this.#state.digest();
      this.#state = undefined;
      if (key.signsMessages) {
        throw coded(new Error('Unsupported crypto operation'), 'ERR_CRYPTO_UNSUPPORTED_OPERATION');
      }
      return [digest, this.#algorithm!];
    }
  }

  class Sign extends Message {
    sign(
      data: unknown,
      format: number | undefined,
      type: number | undefined,
      passphrase: BytesLike | undefined,
      namedCurve: string | undefined,
      padding: number | undefined,
      saltLength: number | undefined,
      encoding: number | undefined,
    ): Uint8Array {
      const key = readKey(parseKey, true, [data, format, type, passphrase, namedCurve]);
      const signature = key.sign(...this.finish(key), { padding, saltLength, encoding });
      return support.buffer(signature);
    }
  }

  class Verify extends Message {
    verify(
      data: unknown,
      format: number | undefined,
      type: number | undefined,
      passphrase: BytesLike | undefined,
      namedCurve: string | undefined,
      signature: BytesLike,
      padding: number | undefined,
      saltLength: number | undefined,
      encoding: number | undefined,
    ): boolean {
      const key = readKey(parseKey, false, [data, format, type, passphrase, namedCurve]);
      const options = { padding, saltLength, encoding };
      return key.verify(...this.finish(key), options, bytesOf(signature));
    }
  }

  /** (sign or verify, the five of `KeyArguments`, data, digest, salt length, padding, encoding, context, signature) */
  const SignJob = defineJob((args) => {
    const [mode, ...rest] = args;
    const isSign = mode === bindingConstants.kSignJobModeSign;
    const key = readKey(parseKey, isSign, rest.slice(0, 5) as KeyArguments);
    const [data, name, saltLength, padding, encoding, context, signature] = rest.slice(5);
    const named = name != null;
    const algorithm = algorithms.find(named ? name : 'sha256');
    if (algorithm === undefined) throw invalidDigest(name);
    if (context !== undefined && bytesOf(context as BytesLike).length > 0) {
      throw coded(new Error('Context parameter is unsupported'), 'ERR_CRYPTO_OPERATION_FAILED');
    }
    const options = { padding, saltLength, encoding } as SignatureOptions;
    const message = bytesOf(data as BytesLike).slice();
    const expected = isSign ? undefined : bytesOf(signature as BytesLike).slice();
    return () => {
      if (key.kind === 'x25519') throw notSupportedForKey();
      if (key.signsMessages && named) throw digestNotTaken();
      const input = key.signsMessages ? message : algorithm.hash(message);
      if (expected !== undefined) return key.verify(input, algorithm, options, expected);
      return ownBuffer(key.sign(input, algorithm, options));
    };
  });

  return { Sign, Verify, SignJob };
}
