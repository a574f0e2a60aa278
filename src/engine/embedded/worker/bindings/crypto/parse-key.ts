import type { ParseKey } from './keys.ts';
import { type KeyBase, type KeyTools, incompatibleEncoding, invalidJwk } from './asymmetric-key.ts';
import { bindingConstants } from './constants.ts';
import { DerError, expectTag, readBitString, readDer, readOid, readSequence, tags } from './der.ts';
import { EcKey, ecPublicKeyOid, findCurve } from './ec-key.ts';
import { coded, opensslError, unavailable } from './errors.ts';
import { decryptLegacy, decryptPkcs8 } from './key-encryption.ts';
import { OkpKey, okpOids } from './okp-key.ts';
import { type PemBlock, readPem } from './pem.ts';
import { RsaKey, rsaOid } from './rsa-key.ts';
import { type BytesLike, bytesOf } from './support.ts';

const {
  kKeyEncodingPKCS1,
  kKeyEncodingPKCS8,
  kKeyFormatDER,
  kKeyFormatJWK,
  kKeyFormatPEM,
  kKeyFormatRawPrivate,
  kKeyFormatRawPublic,
  kKeyFormatRawSeed,
} = bindingConstants;

const unsupported = (): Error =>
  opensslError('1E08010C', 'DECODER routines', 'unsupported', 'ERR_OSSL_UNSUPPORTED', true);

const wrongTag = (): Error =>
  opensslError('068000A8', 'asn1 encoding routines', 'wrong tag', 'ERR_OSSL_ASN1_WRONG_TAG');

const notEnoughData = (): Error =>
  opensslError('0680008E', 'asn1 encoding routines', 'not enough data', 'ERR_OSSL_ASN1_NOT_ENOUGH_DATA');

const noPassphrase = (): Error =>
  opensslError(
    '07880109',
    'common libcrypto routines',
    'interrupted or cancelled',
    'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED',
  );

/** Turns what is wrong with DER into the error that Node gives for it. */
function orElse<T>(read: () => T, failure: () => Error): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof DerError ? failure() : error;
  }
}

/** Reads keys of every kind in every form that Node takes. */
export function createKeyParser(tools: KeyTools): ParseKey {
  function spki(der: Uint8Array): KeyBase {
    const [algorithm, bits] = readSequence(der);
    const [oid, parameters] = readSequence(algorithm);
    const name = readOid(oid);
    if (okpOids[name]) {
      const bytes = readBitString(bits);
      if (bytes.length !== 32) throw new DerError('wrong length');
      return new OkpKey(tools, okpOids[name], bytes);
    }
    if (name === ecPublicKeyOid) {
      return EcKey.fromSpki(tools, EcKey.curveOf(readOid(parameters)), readBitString(bits));
    }
    if (name === rsaOid) return RsaKey.fromPkcs1Public(tools, readBitString(bits));
    throw unavailable(`A public key of the kind ${name}`, 'use Ed25519, X25519, EC or RSA.');
  }

  function pkcs8(der: Uint8Array): KeyBase {
    const [, algorithm, octets] = readSequence(der);
    const [oid, parameters] = readSequence(algorithm);
    const name = readOid(oid);
    const inner = expectTag(octets, tags.octetString);
    if (okpOids[name]) {
      const secret = expectTag(readDer(inner)[0], tags.octetString);
      if (secret.length !== 32) throw new DerError('wrong length');
      return new OkpKey(tools, okpOids[name], undefined, secret);
    }
    if (name === ecPublicKeyOid) {
      return EcKey.fromSec1(tools, inner, EcKey.curveOf(readOid(parameters)));
    }
    if (name === rsaOid) return RsaKey.fromPkcs1Private(tools, inner);
    throw unavailable(`A private key of the kind ${name}`, 'use Ed25519, X25519, EC or RSA.');
  }

  function decrypted(der: Uint8Array, passphrase: BytesLike | null | undefined): Uint8Array {
    if (passphrase == null) throw noPassphrase();
    return decryptPkcs8(tools.algorithms, der, bytesOf(passphrase));
  }

  /** The SubjectPublicKeyInfo in a certificate (RFC 5280 section 4.1). */
  function certificateKey(der: Uint8Array): KeyBase {
    const [certificate] = readSequence(der);
    const fields = readSequence(certificate);
    // An explicit version comes before serial, signature, issuer, validity, subject.
    const first = fields[0]?.tag === 0xa0 ? 1 : 0;
    const key = fields[first + 5];
    if (key === undefined) throw new DerError('wrong tag');
    return spki(key.whole);
  }

  function publicPem(blocks: PemBlock[]): KeyBase | undefined {
    const read: Record<string, (der: Uint8Array) => KeyBase> = {
      'PUBLIC KEY': spki,
      'RSA PUBLIC KEY': (der) => RsaKey.fromPkcs1Public(tools, der),
      CERTIFICATE: certificateKey,
    };
    for (const label of Object.keys(read)) {
      const block = blocks.find((candidate) => candidate.label === label);
      if (block) return orElse(() => read[label]!(block.bytes), wrongTag);
    }
    return undefined;
  }

  function privatePem(blocks: PemBlock[], passphrase: BytesLike | null | undefined): KeyBase {
    const block = blocks.find(({ label }) => /^(ENCRYPTED |RSA |EC )?PRIVATE KEY$/.test(label));
    if (block === undefined) throw unsupported();
    return orElse(() => {
      let { bytes } = block;
      const info = block.headers['DEK-Info'];
      if (info !== undefined) {
        if (passphrase == null) throw noPassphrase();
        bytes = decryptLegacy(bytes, info, bytesOf(passphrase));
      }
      switch (block.label) {
        case 'RSA PRIVATE KEY':
          return RsaKey.fromPkcs1Private(tools, bytes);
        case 'EC PRIVATE KEY':
          return EcKey.fromSec1(tools, bytes);
        case 'ENCRYPTED PRIVATE KEY':
          return pkcs8(decrypted(bytes, passphrase));
        default:
          return pkcs8(bytes);
      }
    }, unsupported);
  }

  function privateDer(
    bytes: Uint8Array,
    type: number | string | null | undefined,
    passphrase: BytesLike | null | undefined,
  ): KeyBase {
    return orElse(() => {
      if (type === kKeyEncodingPKCS1) return RsaKey.fromPkcs1Private(tools, bytes);
      if (type !== kKeyEncodingPKCS8) return EcKey.fromSec1(tools, bytes);
      // PrivateKeyInfo begins with its version, the encrypted form with an algorithm.
      const encrypted = readSequence(bytes)[0]?.tag === tags.sequence;
      return pkcs8(encrypted ? decrypted(bytes, passphrase) : bytes);
    }, notEnoughData);
  }

  function publicDer(
    bytes: Uint8Array,
    type: number | string | null | undefined,
    passphrase: BytesLike | null | undefined,
  ): KeyBase {
    const failed = (): Error => new Error('Failed to read asymmetric key');
    return orElse(() => {
      if (type === kKeyEncodingPKCS1) {
        // RSAPrivateKey begins with a version of one byte, RSAPublicKey with the modulus.
        return readSequence(bytes).length > 2
          ? RsaKey.fromPkcs1Private(tools, bytes).toPublic()
          : RsaKey.fromPkcs1Public(tools, bytes);
      }
      if (type === bindingConstants.kKeyEncodingSPKI) return spki(bytes);
      return privateDer(bytes, type, passphrase).toPublic();
    }, failed);
  }

  function fromJwk(jwk: Record<string, unknown>, isPrivate: boolean): KeyBase {
    const kty = jwk['kty'];
    if (typeof kty !== 'string') throw invalidJwk('Invalid JWK format');
    switch (kty) {
      case 'OKP':
        return OkpKey.fromJwk(tools, jwk, isPrivate);
      case 'EC':
        return EcKey.fromJwk(tools, jwk, isPrivate);
      case 'RSA':
        return RsaKey.fromJwk(tools, jwk, isPrivate);
      default:
        throw invalidJwk(`${kty} is not a supported JWK key type`);
    }
  }

  function fromRaw(
    bytes: Uint8Array,
    isPrivate: boolean,
    kind: unknown,
    namedCurve: string | null | undefined,
  ): KeyBase {
    if (kind === 'ec') return EcKey.fromRaw(tools, findCurve(namedCurve), isPrivate, bytes);
    const okp = String(kind).toLowerCase();
    if (okp === 'ed25519' || okp === 'x25519') {
      return OkpKey.fromRaw(tools, okp, isPrivate, bytes);
    }
    if (kind === 'rsa' || kind === 'rsa-pss' || kind === 'dsa' || kind === 'dh') {
      throw incompatibleEncoding();
    }
    throw coded(new TypeError(`Invalid asymmetricKeyType: ${String(kind)}`), 'ERR_INVALID_ARG_VALUE');
  }

  return (isPrivate, data, format, type, passphrase, namedCurve) => {
    if (format == null) {
      // A handle: the public half of a private key, or the key itself.
      const key = (data as { material: KeyBase }).material;
      return isPrivate || !key.isPrivate ? key : key.toPublic();
    }
    switch (format) {
      case kKeyFormatJWK:
        return fromJwk(data as Record<string, unknown>, isPrivate);
      case kKeyFormatRawPublic:
      case kKeyFormatRawPrivate: {
        const key = fromRaw(bytesOf(data as BytesLike), format === kKeyFormatRawPrivate, type, namedCurve);
        return isPrivate ? key : key.toPublic();
      }
      case kKeyFormatRawSeed:
        throw incompatibleEncoding();
      case kKeyFormatDER: {
        const bytes = bytesOf(data as BytesLike);
        return isPrivate ? privateDer(bytes, type, passphrase) : publicDer(bytes, type, passphrase);
      }
      case kKeyFormatPEM: {
        const blocks = readPem(new TextDecoder().decode(bytesOf(data as BytesLike)));
        if (isPrivate) return privatePem(blocks, passphrase);
        return publicPem(blocks) ?? privatePem(blocks, passphrase).toPublic();
      }
      default:
        throw unavailable('A key from an OpenSSL store', 'read the key from a PEM file.');
    }
  };
}
