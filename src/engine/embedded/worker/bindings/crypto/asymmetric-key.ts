import type { AsymmetricKey } from './keys.ts';
import type { HashAlgorithm, HashAlgorithms } from './hash-algorithms.ts';
import { bindingConstants } from './constants.ts';
import { writeBits, writeInteger, writeOctets, writeSequence } from './der.ts';
import { coded, opensslError } from './errors.ts';
import { encryptLegacy, encryptPkcs8, exportCipher } from './key-encryption.ts';
import { writePem } from './pem.ts';
import { type BytesLike, type Support, bytesOf } from './support.ts';

const { kKeyEncodingPKCS8, kKeyEncodingSPKI, kKeyFormatPEM } = bindingConstants;

/** What keys need of the core. */
export interface KeyTools {
  support: Support;
  algorithms: HashAlgorithms;
}

/** Node's options of a signature that only some kinds of key read. */
export interface SignatureOptions {
  padding: number | undefined;
  saltLength: number | undefined;
  /** kSigEncDER or kSigEncP1363. */
  encoding: number | undefined;
}

export const incompatibleEncoding = (): Error =>
  coded(
    new Error('The selected key encoding is incompatible with the key type'),
    'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
  );

export const notSupportedForKey = (): Error =>
  opensslError(
    '03000096',
    'digital envelope routines',
    'operation not supported for this keytype',
    'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE',
  );

export const invalidJwk = (message: string): TypeError => coded(new TypeError(message), 'ERR_CRYPTO_INVALID_JWK');

export const noPrivateMaterial = (): TypeError => invalidJwk('JWK does not contain private key material');

export const invalidRawKey = (): TypeError => coded(new TypeError('Invalid key data'), 'ERR_INVALID_ARG_VALUE');

/** What all kinds of public and private key share: the standard encodings, and refusals. */
export abstract class KeyBase implements AsymmetricKey {
  abstract readonly kind: string;
  abstract readonly isPrivate: boolean;
  protected readonly tools: KeyTools;

  constructor(tools: KeyTools) {
    this.tools = tools;
  }

  abstract toPublic(): KeyBase;
  abstract exportJwk(target: Record<string, unknown>): void;

  /** AlgorithmIdentifier, for SPKI and PKCS #8. */
  protected abstract algorithm(): Uint8Array;
  /** The public key inside SPKI. */
  protected abstract publicBits(): Uint8Array;
  /** The private key inside PKCS #8. */
  protected abstract privateOctets(): Uint8Array;
  /** The key in its own older format: PKCS #1 or SEC1. */
  protected traditional(): { label: string; der: Uint8Array } {
    throw incompatibleEncoding();
  }

  equals(other: AsymmetricKey): boolean {
    if (!(other instanceof KeyBase) || other.kind !== this.kind) return false;
    return this.identity() === other.identity();
  }

  /** A text that only the same key has. */
  protected identity(): string {
    const jwk: Record<string, unknown> = {};
    this.exportJwk(jwk);
    return JSON.stringify(jwk);
  }

  details(_target: Record<string, unknown>): void {}

  checkEcKeyData(): boolean {
    throw incompatibleEncoding();
  }

  /** SubjectPublicKeyInfo (RFC 5280 section 4.1). */
  spki(): Uint8Array {
    return writeSequence(this.algorithm(), writeBits(this.publicBits()));
  }

  /** PrivateKeyInfo (RFC 5208). */
  pkcs8(): Uint8Array {
    return writeSequence(writeInteger(0), this.algorithm(), writeOctets(this.privateOctets()));
  }

  export(format: number, type: number, cipherName?: string | null, passphrase?: BytesLike | null): Uint8Array | string {
    const pem = format === kKeyFormatPEM;
    if (type === kKeyEncodingSPKI) return pem ? writePem('PUBLIC KEY', this.spki()) : this.spki();
    const cipher = cipherName == null ? undefined : exportCipher(cipherName);
    const secret = bytesOf(passphrase ?? new Uint8Array(0));
    if (type === kKeyEncodingPKCS8) {
      const der = this.pkcs8();
      if (cipher === undefined) return pem ? writePem('PRIVATE KEY', der) : der;
      const encrypted = encryptPkcs8(this.tools.algorithms, der, cipher, secret);
      return pem ? writePem('ENCRYPTED PRIVATE KEY', encrypted) : encrypted;
    }
    const { label, der } = this.traditional();
    if (!pem) return der;
    if (cipher === undefined) return writePem(label, der);
    const { headers, bytes } = encryptLegacy(der, cipher, secret);
    return writePem(label, bytes, headers);
  }

  rawPublicKey(): Uint8Array {
    throw incompatibleEncoding();
  }

  rawPrivateKey(): Uint8Array {
    throw incompatibleEncoding();
  }

  /** Only the post-quantum kinds have a seed. */
  rawSeed(): Uint8Array {
    throw incompatibleEncoding();
  }

  exportECPublicRaw(_form: number): Uint8Array {
    throw incompatibleEncoding();
  }

  exportECPrivateRaw(): Uint8Array {
    throw incompatibleEncoding();
  }

  /** Whether it signs whole messages and takes no digest, as Ed25519 does. */
  get signsMessages(): boolean {
    return false;
  }

  /** @param _message a digest, or the whole message when signsMessages */
  sign(_message: Uint8Array, _digest: HashAlgorithm, _options: SignatureOptions): Uint8Array {
    throw notSupportedForKey();
  }

  verify(_message: Uint8Array, _digest: HashAlgorithm, _options: SignatureOptions, _signature: Uint8Array): boolean {
    throw notSupportedForKey();
  }

  /** The secret shared with the holder of the other private key. */
  agree(_other: KeyBase): Uint8Array {
    throw notSupportedForKey();
  }

  protected base64url(bytes: Uint8Array): string {
    return this.tools.support.encode(bytes.slice(), 'base64url') as string;
  }
}

/** The bytes of a base64url member of a JSON Web Key; undefined when it is not a string. */
export function jwkBytes(support: Support, value: unknown): Uint8Array | undefined {
  return typeof value === 'string' ? support.decode(value, 'base64url') : undefined;
}
