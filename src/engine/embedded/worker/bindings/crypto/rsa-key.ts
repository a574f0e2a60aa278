/** RSA keys (RFC 8017 for the numbers and PKCS #1, RFC 7518 for JSON Web Keys). */
import type { HashAlgorithm } from './hash-algorithms.ts';
import {
  KeyBase,
  type KeyTools,
  type SignatureOptions,
  invalidJwk,
  jwkBytes,
  noPrivateMaterial,
} from './asymmetric-key.ts';
import { bitLength, findPrime, gcd, modInverse, modPow } from './big-integers.ts';
import { cryptoConstants } from './constants.ts';
import {
  DerError,
  bigIntToBytes,
  bytesToBigInt,
  derNull,
  readInteger,
  readSequence,
  writeInteger,
  writeOid,
  writeSequence,
} from './der.ts';
import { opensslError } from './errors.ts';
import { encodePkcs1Signature, encodePss, verifyPss } from './rsa-padding.ts';
import { equalBytes } from './support.ts';

const { RSA_NO_PADDING, RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN } =
  cryptoConstants;

export const rsaOid = '1.2.840.113549.1.1.1';

interface PublicNumbers {
  n: bigint;
  e: bigint;
}

interface PrivateNumbers {
  d: bigint;
  p: bigint;
  q: bigint;
  dp: bigint;
  dq: bigint;
  qi: bigint;
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;

export const tooLarge = (): Error =>
  opensslError('0200006E', 'rsa routines', 'data too large for key size', 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE');

export const unsupportedPadding = (): Error =>
  opensslError(
    '1C8000A5',
    'Provider routines',
    'illegal or unsupported padding mode',
    'ERR_OSSL_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE',
  );

function checkSignaturePadding(padding: number): void {
  if (padding === RSA_PKCS1_PADDING || padding === RSA_PKCS1_PSS_PADDING) return;
  if (padding !== RSA_NO_PADDING) throw unsupportedPadding();
  throw opensslError('1C8000A8', 'Provider routines', 'invalid padding mode', 'ERR_OSSL_INVALID_PADDING_MODE');
}

const invalidDigestType = (): Error =>
  opensslError('1C80007A', 'Provider routines', 'invalid digest', 'ERR_OSSL_INVALID_DIGEST');

export class RsaKey extends KeyBase {
  readonly kind = 'rsa';
  readonly #public: PublicNumbers;
  readonly #private: PrivateNumbers | undefined;

  constructor(tools: KeyTools, publicNumbers: PublicNumbers, privateNumbers?: PrivateNumbers) {
    super(tools);
    this.#public = publicNumbers;
    this.#private = privateNumbers;
  }

  /** A new key, as a generator that yields between prime candidates. */
  static *generate(tools: KeyTools, bits: number, exponent: number): Generator<undefined, RsaKey> {
    const e = BigInt(exponent);
    if (bits < 512) throw new Error('error:1C8000AB:Provider routines::key size too small');
    if (e < 3n || e % 2n === 0n) {
      throw new Error('error:020000B2:rsa routines::pub exponent out of range');
    }
    for (;;) {
      const p = yield* RsaKey.#prime(Math.ceil(bits / 2), e);
      const q = yield* RsaKey.#prime(Math.floor(bits / 2), e);
      if (p === q || bitLength(p * q) !== bits) continue;
      const [larger, smaller] = p > q ? [p, q] : [q, p];
      const order = ((p - 1n) * (q - 1n)) / gcd(p - 1n, q - 1n);
      const d = modInverse(e, order)!;
      return new RsaKey(
        tools,
        { n: p * q, e },
        {
          d,
          p: larger,
          q: smaller,
          dp: d % (larger - 1n),
          dq: d % (smaller - 1n),
          qi: modInverse(smaller, larger)!,
        },
      );
    }
  }

  static *#prime(bits: number, e: bigint): Generator<undefined, bigint> {
    for (;;) {
      const prime = yield* findPrime(bits);
      if (gcd(prime - 1n, e) === 1n) return prime;
    }
  }

  /** RSAPublicKey (appendix A.1.1). */
  static fromPkcs1Public(tools: KeyTools, der: Uint8Array): RsaKey {
    const [n, e] = readSequence(der);
    return new RsaKey(tools, { n: readInteger(n), e: readInteger(e) });
  }

  /** RSAPrivateKey (appendix A.1.2). */
  static fromPkcs1Private(tools: KeyTools, der: Uint8Array): RsaKey {
    const [, ...elements] = readSequence(der);
    if (elements.length < 8) throw new DerError('wrong number of integers');
    const [n, e, d, p, q, dp, dq, qi] = elements.slice(0, 8).map(readInteger) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    return new RsaKey(tools, { n, e }, { d, p, q, dp, dq, qi });
  }

  static fromJwk(tools: KeyTools, jwk: Record<string, unknown>, isPrivate: boolean): RsaKey {
    const number = (name: string): bigint => {
      const bytes = jwkBytes(tools.support, jwk[name]);
      if (bytes === undefined) throw invalidJwk('Invalid JWK RSA key');
      return bytesToBigInt(bytes);
    };
    const publicNumbers = { n: number('n'), e: number('e') };
    if (!isPrivate) return new RsaKey(tools, publicNumbers);
    if (jwk['d'] === undefined) throw noPrivateMaterial();
    const numbers = Object.fromEntries(privateMembers.map((name) => [name, number(name)]));
    return new RsaKey(tools, publicNumbers, numbers as unknown as PrivateNumbers);
  }

  get isPrivate(): boolean {
    return this.#private !== undefined;
  }

  /** Bits of the modulus. */
  get bits(): number {
    return bitLength(this.#public.n);
  }

  /** Bytes of the modulus, of a signature and of an encrypted message. */
  get size(): number {
    return Math.ceil(this.bits / 8);
  }

  toPublic(): RsaKey {
    return new RsaKey(this.tools, this.#public);
  }

  override details(target: Record<string, unknown>): void {
    target['modulusLength'] = this.bits;
    target['publicExponent'] = bigIntToBytes(this.#public.e).buffer;
  }

  exportJwk(target: Record<string, unknown>): void {
    target['kty'] = 'RSA';
    target['n'] = this.base64url(bigIntToBytes(this.#public.n));
    target['e'] = this.base64url(bigIntToBytes(this.#public.e));
    if (this.#private === undefined) return;
    for (const name of privateMembers) {
      target[name] = this.base64url(bigIntToBytes(this.#private[name]));
    }
  }

  protected algorithm(): Uint8Array {
    return writeSequence(writeOid(rsaOid), derNull);
  }

  protected publicBits(): Uint8Array {
    return writeSequence(writeInteger(this.#public.n), writeInteger(this.#public.e));
  }

  protected privateOctets(): Uint8Array {
    const numbers = this.#private!;
    return writeSequence(
      writeInteger(0),
      writeInteger(this.#public.n),
      writeInteger(this.#public.e),
      ...privateMembers.map((name) => writeInteger(numbers[name])),
    );
  }

  protected override traditional(): { label: string; der: Uint8Array } {
    return this.isPrivate
      ? { label: 'RSA PRIVATE KEY', der: this.privateOctets() }
      : { label: 'RSA PUBLIC KEY', der: this.publicBits() };
  }

  /** The public operation on a block (RSAEP, RSAVP1); undefined when it is not below the modulus. */
  applyPublic(block: Uint8Array): Uint8Array | undefined {
    const { n, e } = this.#public;
    const number = bytesToBigInt(block);
    return number < n ? bigIntToBytes(modPow(number, e, n), this.size) : undefined;
  }

  /** The private operation on a block (RSADP, RSASP1), by the Chinese remainder theorem. */
  applyPrivate(block: Uint8Array): Uint8Array | undefined {
    const { p, q, dp, dq, qi } = this.#private!;
    const number = bytesToBigInt(block);
    if (number >= this.#public.n) return undefined;
    const first = modPow(number, dp, p);
    const second = modPow(number, dq, q);
    const difference = (((first - second) % p) + p) % p;
    return bigIntToBytes(second + q * ((qi * difference) % p), this.size);
  }

  override sign(digest: Uint8Array, algorithm: HashAlgorithm, options: SignatureOptions): Uint8Array {
    const padding = options.padding ?? RSA_PKCS1_PADDING;
    checkSignaturePadding(padding);
    let block: Uint8Array | undefined;
    if (padding === RSA_PKCS1_PSS_PADDING) {
      const longest = Math.ceil((this.bits - 1) / 8) - digest.length - 2;
      const asked = options.saltLength ?? RSA_PSS_SALTLEN_MAX_SIGN;
      const salt = asked === RSA_PSS_SALTLEN_DIGEST ? digest.length : asked < 0 ? longest : asked;
      block = encodePss(algorithm, digest, salt, this.bits);
    } else {
      if (algorithm.xof) throw invalidDigestType();
      block = encodePkcs1Signature(algorithm, digest, this.size);
    }
    if (block === undefined) throw tooLarge();
    return this.applyPrivate(block)!;
  }

  override verify(
    digest: Uint8Array,
    algorithm: HashAlgorithm,
    options: SignatureOptions,
    signature: Uint8Array,
  ): boolean {
    const padding = options.padding ?? RSA_PKCS1_PADDING;
    checkSignaturePadding(padding);
    if (signature.length !== this.size) return false;
    const block = this.applyPublic(signature);
    if (block === undefined) return false;
    if (padding === RSA_PKCS1_PSS_PADDING) {
      const asked = options.saltLength ?? RSA_PSS_SALTLEN_MAX_SIGN;
      const salt = asked === RSA_PSS_SALTLEN_DIGEST ? digest.length : asked < 0 ? undefined : asked;
      return verifyPss(algorithm, digest, block, salt, this.bits);
    }
    const expected = encodePkcs1Signature(algorithm, digest, this.size);
    return expected !== undefined && equalBytes(block, expected);
  }
}
