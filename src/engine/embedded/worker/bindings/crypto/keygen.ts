import type { CryptoCore } from './index.ts';
import type { JobMode } from './jobs.ts';
import type { KeyBase, KeyTools } from './asymmetric-key.ts';
import { bindingConstants } from './constants.ts';
import { EcKey, findCurve } from './ec-key.ts';
import { coded, unavailable } from './errors.ts';
import { OkpKey, type OkpKind } from './okp-key.ts';
import { RsaKey } from './rsa-key.ts';
import { fillRandom } from '../../random.ts';
import { type BytesLike } from './support.ts';

const {
  EVP_PKEY_ED25519,
  EVP_PKEY_X25519,
  kCryptoJobWebCrypto,
  kKeyFormatJWK,
  kKeyFormatRawPrivate,
  kKeyFormatRawPublic,
  kKeyVariantRSA_PSS,
} = bindingConstants;

/** How the program wants one half of the pair; no format means a key object. */
interface Encoding {
  format: number | undefined;
  type: number | undefined;
  cipher?: string | undefined;
  passphrase?: BytesLike | undefined;
}

/** The jobs behind generateKeyPair, generateKey and subtle.generateKey. */
export function createKeygenBinding(core: CryptoCore, tools: KeyTools): Record<string, unknown> {
  const { defineJob, keys, support } = core;

  function encoded(key: KeyBase, { format, type, cipher, passphrase }: Encoding): unknown {
    if (format === undefined) return keys.handleOf(key);
    switch (format) {
      case kKeyFormatJWK: {
        const jwk = {};
        key.exportJwk(jwk);
        return jwk;
      }
      case kKeyFormatRawPublic:
        return support.buffer(key.kind === 'ec' ? key.exportECPublicRaw(type!) : key.rawPublicKey());
      case kKeyFormatRawPrivate:
        return support.buffer(key.kind === 'ec' ? key.exportECPrivateRaw() : key.rawPrivateKey());
      default: {
        const exported = key.export(format, type!, cipher, passphrase);
        return typeof exported === 'string' ? exported : support.buffer(exported);
      }
    }
  }

  /** What the job gives for a new private key; rest: the arguments after the parameters of its kind. */
  function pairOf(key: KeyBase, mode: JobMode, rest: readonly unknown[]): unknown {
    if (mode === kCryptoJobWebCrypto) {
      const [algorithm, publicUsages, privateUsages, extractable] = rest;
      return {
        publicKey: keys.cryptoKeyOf({
          handle: keys.handleOf(key.toPublic()),
          algorithm,
          usagesMask: publicUsages as number,
          extractable: true,
        }),
        privateKey: keys.cryptoKeyOf({
          handle: keys.handleOf(key),
          algorithm,
          usagesMask: privateUsages as number,
          extractable: extractable as boolean,
        }),
      };
    }
    const [publicFormat, publicType, format, type, cipher, passphrase] = rest;
    return [
      encoded(key.toPublic(), { format: publicFormat, type: publicType } as Encoding),
      encoded(key, { format, type, cipher, passphrase } as Encoding),
    ];
  }

  return {
    /** (number of the kind, …) */
    NidKeyPairGenJob: defineJob(([nid, ...rest], mode) => {
      const kinds: Record<number, OkpKind> = {
        [EVP_PKEY_ED25519]: 'ed25519',
        [EVP_PKEY_X25519]: 'x25519',
      };
      const kind = kinds[nid as number];
      if (kind === undefined) {
        throw unavailable('This kind of key pair', "generate an 'ed25519', 'x25519', 'ec' or 'rsa' pair.");
      }
      return () => pairOf(OkpKey.generate(tools, kind), mode, rest);
    }),

    /** (curve, how the curve is written, …) */
    EcKeyPairGenJob: defineJob(([name, parameters, ...rest], mode) => {
      const curve = findCurve(name);
      if (parameters === bindingConstants.OPENSSL_EC_EXPLICIT_CURVE) {
        throw unavailable("paramEncoding 'explicit'", "use 'named', which everyone reads.");
      }
      return () => pairOf(EcKey.generate(tools, curve), mode, rest);
    }),

    /** (variant, bits, exponent, …) */
    RsaKeyPairGenJob: defineJob(([variant, bits, exponent, ...rest], mode) => {
      if (variant === kKeyVariantRSA_PSS) {
        throw unavailable("An 'rsa-pss' key pair", "generate an 'rsa' pair and sign with PSS padding.");
      }
      return function* () {
        const key = yield* RsaKey.generate(tools, bits as number, exponent as number);
        return pairOf(key, mode, rest);
      };
    }),

    /** (bits; for Web Cryptography: algorithm, usages, extractable) */
    SecretKeyGenJob: defineJob(([bits, algorithm, usages, extractable], mode) => {
      const length = Math.ceil((bits as number) / 8);
      if (length === 0) {
        throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
      }
      return () => {
        const secret = new Uint8Array(mode === kCryptoJobWebCrypto ? length : (bits as number) >> 3);
        fillRandom(secret);
        const unused = (8 - ((bits as number) % 8)) % 8;
        if (mode !== kCryptoJobWebCrypto) return keys.handleOf(secret);
        secret[length - 1]! &= (0xff << unused) & 0xff;
        return keys.cryptoKeyOf({
          handle: keys.handleOf(secret),
          algorithm,
          usagesMask: usages as number,
          extractable: extractable as boolean,
        });
      };
    }),
  };
}
