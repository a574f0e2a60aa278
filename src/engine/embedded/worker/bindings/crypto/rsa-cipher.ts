import type { CryptoCore } from './index.ts';
import type { HashAlgorithm } from './hash-algorithms.ts';
import type { KeyHandle, ParseKey } from './keys.ts';
import { notSupportedForKey } from './asymmetric-key.ts';
import { bindingConstants, cryptoConstants } from './constants.ts';
import { coded, invalidDigest, opensslError } from './errors.ts';
import { RsaKey, tooLarge, unsupportedPadding } from './rsa-key.ts';
import { decodeOaep, encodeOaep, padPkcs1, unpadPkcs1 } from './rsa-padding.ts';
import { type KeyArguments, readKey } from './sign.ts';
import { type BytesLike, bytesOf, ownBuffer, randomBytes } from './support.ts';

const { RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = cryptoConstants;

interface Oaep {
  algorithm: HashAlgorithm;
  label: Uint8Array;
}

const rsaError = (number: string, reason: string): Error =>
  opensslError(number, 'rsa routines', reason, `ERR_OSSL_RSA_${reason.toUpperCase().replaceAll(' ', '_')}`);

/** A block for the public or private operation. type: of PKCS #1 padding. */
function pad(key: RsaKey, data: Uint8Array, padding: number, type: 1 | 2, oaep: Oaep | undefined): Uint8Array {
  let block: Uint8Array | undefined;
  if (padding === RSA_PKCS1_PADDING) {
    block = padPkcs1(type, data, key.size);
  } else if (padding === RSA_NO_PADDING) {
    if (data.length < key.size) throw rsaError('0200007A', 'data too small for key size');
    block = data.length === key.size ? data : undefined;
  } else if (padding === RSA_PKCS1_OAEP_PADDING && oaep !== undefined) {
    block = encodeOaep(oaep.algorithm, data, oaep.label, key.size);
  } else {
    throw unsupportedPadding();
  }
  if (block === undefined) throw tooLarge();
  return block;
}

function encrypt(key: RsaKey, data: Uint8Array, padding: number, oaep: Oaep): Uint8Array {
  const encrypted = key.applyPublic(pad(key, data, padding, 2, oaep));
  if (encrypted === undefined) throw rsaError('02000084', 'data too large for modulus');
  return encrypted;
}

function decrypt(key: RsaKey, data: Uint8Array, padding: number, oaep: Oaep): Uint8Array {
  const block = data.length <= key.size ? key.applyPrivate(data) : undefined;
  switch (padding) {
    case RSA_PKCS1_OAEP_PADDING: {
      const message = block && decodeOaep(oaep.algorithm, block, oaep.label);
      if (message === undefined) throw rsaError('02000079', 'oaep decoding error');
      return message;
    }
    case RSA_PKCS1_PADDING:
      if (block === undefined) throw rsaError('02000084', 'data too large for modulus');
      // Implicit rejection, as in OpenSSL 3.2 and later: wrong padding is no error, random bytes come out.
      return unpadPkcs1(2, block) ?? randomBytes(randomBytes(1)[0]! % (key.size - 10));
    case RSA_NO_PADDING:
      if (block === undefined) throw rsaError('02000084', 'data too large for modulus');
      return block;
    default:
      throw unsupportedPadding();
  }
}

/** publicEncrypt and its three relatives, and RSACipherJob for Web Cryptography. */
export function createRsaCipherBinding(
  { algorithms, defineJob, support }: CryptoCore,
  parseKey: ParseKey,
): Record<string, unknown> {
  type Operation = (key: RsaKey, data: Uint8Array, padding: number, oaep: Oaep) => Uint8Array;

  /** Makes one of the four functions. Its arguments: (the five of `KeyArguments`, data, padding, digest, label). */
  const operation =
    (isPrivate: boolean, run: Operation) =>
    (...args: unknown[]): Uint8Array => {
      const key = readKey(parseKey, isPrivate, args.slice(0, 5) as unknown as KeyArguments);
      const [data, padding, digest, label] = args.slice(5);
      const algorithm = algorithms.find(digest ?? 'sha1');
      if (!(key instanceof RsaKey)) throw notSupportedForKey();
      if (algorithm === undefined) {
        throw coded(new Error('Invalid digest used'), 'ERR_OSSL_EVP_INVALID_DIGEST');
      }
      const oaep = {
        algorithm,
        label: label === undefined ? new Uint8Array(0) : bytesOf(label as BytesLike),
      };
      return support.buffer(run(key, bytesOf(data as BytesLike), padding as number, oaep));
    };

  return {
    publicEncrypt: operation(false, encrypt),
    privateDecrypt: operation(true, decrypt),

    /** A bare signature, padding type 1. */
    privateEncrypt: operation(true, (key, data, padding) => {
      const signed = key.applyPrivate(pad(key, data, padding, 1, undefined));
      if (signed === undefined) throw rsaError('02000084', 'data too large for modulus');
      return signed;
    }),

    publicDecrypt: operation(false, (key, data, padding) => {
      if (padding !== RSA_PKCS1_PADDING && padding !== RSA_NO_PADDING) throw unsupportedPadding();
      const block = key.applyPublic(data);
      if (block === undefined) throw rsaError('02000084', 'data too large for modulus');
      const message = padding === RSA_NO_PADDING ? block : unpadPkcs1(1, block);
      if (message === undefined) throw rsaError('0200008A', 'invalid padding');
      return message;
    }),

    /** (direction, key, data, variant, digest, label): OAEP. */
    RSACipherJob: defineJob(([direction, handle, data, _variant, digest, label]) => {
      const algorithm = algorithms.find(digest);
      if (algorithm === undefined) throw invalidDigest(digest);
      const key = (handle as KeyHandle).material as unknown as RsaKey;
      const input = bytesOf(data as BytesLike).slice();
      const oaep = {
        algorithm,
        label: label === undefined ? new Uint8Array(0) : bytesOf(label as BytesLike).slice(),
      };
      const run = direction === bindingConstants.kWebCryptoCipherEncrypt ? encrypt : decrypt;
      return () => ownBuffer(run(key, input, RSA_PKCS1_OAEP_PADDING, oaep));
    }),
  };
}
