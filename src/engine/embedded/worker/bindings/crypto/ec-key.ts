/** Keys on the NIST prime curves and secp256k1 (SEC 1, RFC 5480 and RFC 5915 for DER, RFC 7518 for JWK). */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import type { HashAlgorithm } from './hash-algorithms.ts';
import {
  KeyBase,
  type KeyTools,
  type SignatureOptions,
  invalidJwk,
  invalidRawKey,
  noPrivateMaterial,
  jwkBytes,
  notSupportedForKey,
} from './asymmetric-key.ts';
import { bindingConstants } from './constants.ts';
import {
  DerError,
  contextTag,
  expectTag,
  readBitString,
  readDer,
  readOid,
  readSequence,
  tags,
  writeBits,
  writeDer,
  writeInteger,
  writeOctets,
  writeOid,
  writeSequence,
} from './der.ts';
import { coded, opensslError } from './errors.ts';
import { concatBytes, equalBytes, randomBytes } from './support.ts';

export interface Curve {
  /** OpenSSL's name. */
  name: string;
  /** The name in JSON Web Keys and Web Cryptography. */
  webName: string;
  oid: string;
  /** Bytes of a coordinate and of a private key. */
  size: number;
  ec: ECDSA;
}

const curves: Curve[] = [
  { name: 'prime256v1', webName: 'P-256', oid: '1.2.840.10045.3.1.7', size: 32, ec: p256 },
  { name: 'secp384r1', webName: 'P-384', oid: '1.3.132.0.34', size: 48, ec: p384 },
  { name: 'secp521r1', webName: 'P-521', oid: '1.3.132.0.35', size: 66, ec: p521 },
  { name: 'secp256k1', webName: 'secp256k1', oid: '1.3.132.0.10', size: 32, ec: secp256k1 },
];

export const ecPublicKeyOid = '1.2.840.10045.2.1';

export const invalidCurve = (): TypeError => coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');

const atInfinity = (): Error =>
  opensslError('0800006A', 'elliptic curve routines', 'point at infinity', 'ERR_OSSL_EC_POINT_AT_INFINITY');

/** The curve by OpenSSL's name or, where Node allows it, NIST's. */
export function findCurve(name: unknown, nistNames = true): Curve {
  const curve = curves.find((candidate) => candidate.name === name || (nistNames && candidate.webName === name));
  if (curve === undefined) throw invalidCurve();
  return curve;
}

/** A point in any of SEC 1's forms as 04 x y; undefined when it is not on the curve. */
export function uncompressed({ ec, size }: Curve, bytes: Uint8Array): Uint8Array | undefined {
  try {
    // The hybrid form (06, 07) is the uncompressed one with the parity of y in the first byte.
    if (bytes.length === 1 + 2 * size && (bytes[0]! | 1) === 7) {
      if ((bytes[0]! & 1) !== (bytes[2 * size]! & 1)) return undefined;
      bytes = concatBytes(Uint8Array.of(4), bytes.subarray(1));
    }
    return ec.Point.fromBytes(bytes.slice()).toBytes(false);
  } catch {
    return undefined;
  }
}

/** A point in another form: POINT_CONVERSION_COMPRESSED 2, _UNCOMPRESSED 4, _HYBRID 6. */
export function pointInForm(point: Uint8Array, form: number): Uint8Array {
  const size = (point.length - 1) / 2;
  const odd = point[point.length - 1]! & 1;
  if (form === 2) return concatBytes(Uint8Array.of(2 | odd), point.subarray(1, 1 + size));
  return concatBytes(Uint8Array.of(form === 6 ? 6 | odd : 4), point.subarray(1));
}

/** The private number in the curve's length; undefined when it is out of range. */
export function privateNumber({ ec, size }: Curve, bytes: Uint8Array): Uint8Array | undefined {
  let start = 0;
  while (bytes.length - start > size && bytes[start] === 0) start++;
  const number = bytes.subarray(start);
  if (number.length > size) return undefined;
  const padded = concatBytes(new Uint8Array(size - number.length), number);
  return ec.utils.isValidSecretKey(padded) ? padded : undefined;
}

/** A private number, all equally likely: numbers out of range are drawn again. */
export function randomPrivateNumber({ name, ec, size }: Curve): Uint8Array {
  for (;;) {
    const number = randomBytes(size);
    if (name === 'secp521r1') number[0]! &= 1;
    if (ec.utils.isValidSecretKey(number)) return number;
  }
}

export class EcKey extends KeyBase {
  readonly kind = 'ec';
  readonly curve: Curve;
  /** The public point, as 04 x y. */
  readonly #public: Uint8Array;
  readonly #private: Uint8Array | undefined;

  /** The public point is computed when only the private number is given. */
  constructor(tools: KeyTools, curve: Curve, publicPoint?: Uint8Array, privateKey?: Uint8Array) {
    super(tools);
    this.curve = curve;
    this.#private = privateKey?.slice();
    this.#public = publicPoint ?? curve.ec.getPublicKey(privateKey!, false);
  }

  static generate(tools: KeyTools, curve: Curve): EcKey {
    return new EcKey(tools, curve, undefined, randomPrivateNumber(curve));
  }

  static fromRaw(tools: KeyTools, curve: Curve, isPrivate: boolean, bytes: Uint8Array): EcKey {
    if (isPrivate) {
      if (bytes.length === curve.size && bytes.every((byte) => byte === 0)) throw atInfinity();
      const number = bytes.length === curve.size ? privateNumber(curve, bytes) : undefined;
      if (number === undefined) throw invalidRawKey();
      return new EcKey(tools, curve, undefined, number);
    }
    const point = uncompressed(curve, bytes);
    if (point === undefined) throw invalidRawKey();
    return new EcKey(tools, curve, point);
  }

  static fromJwk(tools: KeyTools, jwk: Record<string, unknown>, isPrivate: boolean): EcKey {
    if (typeof jwk['crv'] !== 'string') throw invalidJwk('Invalid JWK EC key');
    const curve = findCurve(jwk['crv']);
    const x = jwkBytes(tools.support, jwk['x']);
    const y = jwkBytes(tools.support, jwk['y']);
    const d = jwkBytes(tools.support, jwk['d']);
    const size = curve.size;
    const invalid = (): Error => invalidJwk('Invalid JWK EC key');
    if (x === undefined || y === undefined || x.length > size || y.length > size) throw invalid();
    const pad = (bytes: Uint8Array): Uint8Array => concatBytes(new Uint8Array(size - bytes.length), bytes);
    const point = uncompressed(curve, concatBytes(Uint8Array.of(4), pad(x), pad(y)));
    if (point === undefined) throw invalid();
    if (!isPrivate) return new EcKey(tools, curve, point);
    if (jwk['d'] === undefined) throw noPrivateMaterial();
    const number = d && privateNumber(curve, d);
    if (number === undefined) throw invalid();
    return new EcKey(tools, curve, point, number);
  }

  /** The curve of the identifier that stands beside the algorithm in SPKI or PKCS #8. */
  static curveOf(oid: string): Curve {
    const curve = curves.find((candidate) => candidate.oid === oid);
    if (curve === undefined) throw new DerError('unknown group');
    return curve;
  }

  static fromSpki(tools: KeyTools, curve: Curve, bits: Uint8Array): EcKey {
    const point = uncompressed(curve, bits);
    if (point === undefined) throw new DerError('invalid encoding');
    return new EcKey(tools, curve, point);
  }

  /** ECPrivateKey; the curve stands inside in SEC1 files and outside in PKCS #8. */
  static fromSec1(tools: KeyTools, der: Uint8Array, outer?: Curve): EcKey {
    const [, number, ...optional] = readSequence(der);
    const parameters = optional.find(({ tag }) => tag === contextTag(0));
    const curve = parameters ? EcKey.curveOf(readOid(readDer(parameters.content)[0])) : outer;
    if (curve === undefined) throw new DerError('missing parameters');
    const secret = privateNumber(curve, expectTag(number, tags.octetString));
    if (secret === undefined) throw new DerError('invalid private key');
    const point = optional.find(({ tag }) => tag === contextTag(1));
    const stored = point && uncompressed(curve, readBitString(readDer(point.content)[0]));
    return new EcKey(tools, curve, stored, secret);
  }

  get isPrivate(): boolean {
    return this.#private !== undefined;
  }

  toPublic(): EcKey {
    return new EcKey(this.tools, this.curve, this.#public);
  }

  override details(target: Record<string, unknown>): void {
    target['namedCurve'] = this.curve.name;
  }

  override checkEcKeyData(): boolean {
    if (this.#private === undefined) return true;
    return equalBytes(this.curve.ec.getPublicKey(this.#private, false), this.#public);
  }

  exportJwk(target: Record<string, unknown>): void {
    const { size } = this.curve;
    target['kty'] = 'EC';
    target['x'] = this.base64url(this.#public.subarray(1, 1 + size));
    target['y'] = this.base64url(this.#public.subarray(1 + size));
    target['crv'] = this.curve.webName;
    if (this.#private) target['d'] = this.base64url(this.#private);
  }

  protected algorithm(): Uint8Array {
    return writeSequence(writeOid(ecPublicKeyOid), writeOid(this.curve.oid));
  }

  protected publicBits(): Uint8Array {
    return this.#public;
  }

  #sec1(withCurve: boolean): Uint8Array {
    return writeSequence(
      writeInteger(1),
      writeOctets(this.#private!),
      ...(withCurve ? [writeDer(contextTag(0), writeOid(this.curve.oid))] : []),
      writeDer(contextTag(1), writeBits(this.#public)),
    );
  }

  protected privateOctets(): Uint8Array {
    return this.#sec1(false);
  }

  protected override traditional(): { label: string; der: Uint8Array } {
    return { label: 'EC PRIVATE KEY', der: this.#sec1(true) };
  }

  override exportECPublicRaw(form: number): Uint8Array {
    return pointInForm(this.#public, form);
  }

  override exportECPrivateRaw(): Uint8Array {
    return this.#private!.slice();
  }

  override sign(digest: Uint8Array, _digest: HashAlgorithm, { encoding }: SignatureOptions): Uint8Array {
    const format = encoding === bindingConstants.kSigEncP1363 ? 'compact' : 'der';
    // As OpenSSL signs: with fresh randomness beside the digest, and with S in either half of its range.
    return this.curve.ec.sign(digest, this.#private!, {
      prehash: false,
      lowS: false,
      extraEntropy: randomBytes(this.curve.size),
      format,
    });
  }

  override verify(
    digest: Uint8Array,
    _digest: HashAlgorithm,
    { encoding }: SignatureOptions,
    signature: Uint8Array,
  ): boolean {
    const format = encoding === bindingConstants.kSigEncP1363 ? 'compact' : 'der';
    try {
      return this.curve.ec.verify(signature, digest, this.#public, {
        prehash: false,
        lowS: false,
        format,
      });
    } catch {
      return false;
    }
  }

  override agree(other: KeyBase): Uint8Array {
    if (!(other instanceof EcKey)) throw notSupportedForKey();
    if (other.curve !== this.curve) {
      throw opensslError(
        '1C8000CB',
        'Provider routines',
        'mismatching domain parameters',
        'ERR_OSSL_MISMATCHING_DOMAIN_PARAMETERS',
      );
    }
    return sharedX(this.curve, this.#private!, other.#public);
  }
}

/** ECDH: the x coordinate of the shared point. */
export function sharedX(curve: Curve, privateKey: Uint8Array, publicPoint: Uint8Array): Uint8Array {
  return curve.ec.getSharedSecret(privateKey, publicPoint, true).slice(1);
}
