import type { CryptoCore } from './index.ts';
import type { ParseKey } from './keys.ts';
import {
  type Curve,
  findCurve,
  pointInForm,
  privateNumber,
  randomPrivateNumber,
  sharedX,
  uncompressed,
} from './ec-key.ts';
import { coded } from './errors.ts';
import { type KeyArguments, readKey } from './sign.ts';
import { type BytesLike, bytesOf, ownBuffer } from './support.ts';

const operationFailed = (message: string): Error => coded(new Error(message), 'ERR_CRYPTO_OPERATION_FAILED');

/** Node's ECDH (src/crypto/crypto_ec.cc) and DHBitsJob (crypto_dh.cc), the latter for EC and X25519. */
export function createAgreeBinding({ defineJob, support }: CryptoCore, parseKey: ParseKey): Record<string, unknown> {
  class ECDH {
    readonly #curve: Curve;
    #private: Uint8Array | undefined;
    #public: Uint8Array | undefined;

    constructor(name: string) {
      this.#curve = findCurve(name, false);
    }

    generateKeys(): void {
      this.#setPair(randomPrivateNumber(this.#curve));
    }

    #setPair(privateKey: Uint8Array): void {
      this.#private = privateKey;
      this.#public = this.#curve.ec.getPublicKey(privateKey, false);
    }

    /** The secret, or a text when the other key is not a point of the curve. */
    computeSecret(other: BytesLike): Uint8Array | string {
      const point = uncompressed(this.#curve, bytesOf(other));
      if (point === undefined) return 'invalid';
      if (this.#private === undefined) {
        throw coded(new RangeError('Invalid key pair'), 'ERR_CRYPTO_INVALID_KEYPAIR');
      }
      return support.buffer(sharedX(this.#curve, this.#private, point));
    }

    getPublicKey(form: number): Uint8Array {
      if (this.#public === undefined) throw operationFailed('Failed to get ECDH public key');
      return support.buffer(pointInForm(this.#public, form));
    }

    getPrivateKey(): Uint8Array {
      if (this.#private === undefined) throw operationFailed('Failed to get ECDH private key');
      // As OpenSSL gives a number: without leading zeros.
      const first = this.#private.findIndex((byte) => byte !== 0);
      return support.buffer(this.#private.slice(Math.max(0, first)));
    }

    setPrivateKey(bytes: BytesLike): void {
      const number = privateNumber(this.#curve, bytesOf(bytes));
      if (number === undefined) {
        throw coded(new RangeError('Private key is not valid for specified curve.'), 'ERR_CRYPTO_INVALID_KEYTYPE');
      }
      this.#setPair(number);
    }

    setPublicKey(bytes: BytesLike): void {
      const point = uncompressed(this.#curve, bytesOf(bytes));
      if (point === undefined) throw operationFailed('Failed to convert Buffer to EC_POINT');
      this.#public = point;
    }
  }

  function ECDHConvertKey(bytes: BytesLike, name: string, form: number): Uint8Array {
    const point = uncompressed(findCurve(name, false), bytesOf(bytes));
    if (point === undefined) throw operationFailed('Failed to convert Buffer to EC_POINT');
    return support.buffer(pointInForm(point, form));
  }

  /** Arguments: (public key, private key), each as the five of `KeyArguments`. */
  const DHBitsJob = defineJob((args) => {
    const publicKey = readKey(parseKey, false, args.slice(0, 5) as unknown as KeyArguments);
    const privateKey = readKey(parseKey, true, args.slice(5, 10) as unknown as KeyArguments);
    return () => ownBuffer(privateKey.agree(publicKey));
  });

  return { ECDH, ECDHConvertKey, DHBitsJob };
}
