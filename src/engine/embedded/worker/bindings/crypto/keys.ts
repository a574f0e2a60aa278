import { type BytesLike, type Support, bytesOf, equalBytes, isBytesLike } from './support.ts';
import { bindingConstants } from './constants.ts';
import { coded, invalidThis } from './errors.ts';

const { kKeyTypeSecret, kKeyTypePublic, kKeyFormatJWK } = bindingConstants;

/** Key material other than bytes; the full module has the kinds (`asymmetric-key.ts`). */
export interface AsymmetricKey {
  /** Node's name: rsa, rsa-pss, ec, ed25519, x25519. */
  readonly kind: string;
  readonly isPrivate: boolean;
  toPublic(): AsymmetricKey;
  equals(other: AsymmetricKey): boolean;
  /** Fills Node's asymmetricKeyDetails. */
  details(target: Record<string, unknown>): void;
  checkEcKeyData(): boolean;
  /** The key in DER (bytes) or PEM (text), under a passphrase when a cipher is named. */
  export(
    format: number,
    type: number,
    cipher: string | null | undefined,
    passphrase: BytesLike | null | undefined,
  ): Uint8Array | string;
  exportJwk(target: Record<string, unknown>): void;
  rawPublicKey(): Uint8Array;
  rawPrivateKey(): Uint8Array;
  rawSeed(): Uint8Array;
  exportECPublicRaw(form: number): Uint8Array;
  exportECPrivateRaw(): Uint8Array;
}

/** Reads a public or private key in any of Node's input forms. */
export type ParseKey = (
  isPrivate: boolean,
  data: unknown,
  format: number | null | undefined,
  type: number | string | null | undefined,
  passphrase: BytesLike | null | undefined,
  namedCurve: string | null | undefined,
) => AsymmetricKey;

type KeyMaterial = Uint8Array | AsymmetricKey;

/** Node's KeyObjectHandle (src/crypto/crypto_keys.cc): one key, without its JavaScript face. */
export interface KeyHandle {
  readonly material: KeyMaterial;
}

/** A secret as jobs get it: a handle, or the bytes themselves. */
export type SecretInput = KeyHandle | BytesLike;

export function secretBytes(key: SecretInput): Uint8Array {
  const bytes = isBytesLike(key) ? bytesOf(key) : key.material;
  if (bytes instanceof Uint8Array) return bytes;
  throw new TypeError('A secret key is needed here, not a public or private one.');
}

/** A secret that a job uses later, when the caller may have overwritten the buffer. */
export const ownSecret = (key: unknown): Uint8Array => secretBytes(key as SecretInput).slice();

export interface CryptoKeySlots {
  handle: KeyHandle;
  algorithm: unknown;
  usagesMask: number;
  extractable: boolean;
}

export interface KeyBinding {
  /** The names of internalBinding('crypto') that this file supplies. */
  exports: Record<string, unknown>;
  /** A handle on material that is there already. */
  handleOf(material: KeyMaterial): KeyHandle;
  /** A CryptoKey, of the class that Node's library has defined. */
  cryptoKeyOf(slots: CryptoKeySlots): unknown;
}

function secretFromJwk(support: Support, jwk: { k?: unknown }): Uint8Array {
  if (typeof jwk.k !== 'string') {
    throw coded(new TypeError('Invalid JWK secret key format'), 'ERR_CRYPTO_INVALID_JWK');
  }
  return support.decode(jwk.k, 'base64url');
}

export function createKeyBinding(support: Support, parseKey: ParseKey): KeyBinding {
  class KeyObjectHandle implements KeyHandle {
    #material: KeyMaterial | undefined;

    get material(): KeyMaterial {
      if (this.#material === undefined) throw new TypeError('The key has not been set.');
      return this.#material;
    }

    static of(material: KeyMaterial): KeyObjectHandle {
      const handle = new KeyObjectHandle();
      handle.#material = material;
      return handle;
    }

    init(
      keyType: number,
      data: unknown,
      format?: number | null,
      type?: number | string | null,
      passphrase?: BytesLike | null,
      namedCurve?: string | null,
    ): void {
      if (keyType === kKeyTypeSecret) {
        this.#material =
          format === kKeyFormatJWK
            ? secretFromJwk(support, data as { k?: unknown })
            : bytesOf(data as BytesLike).slice();
        return;
      }
      const isPrivate = keyType !== kKeyTypePublic;
      this.#material = parseKey(isPrivate, data, format, type, passphrase, namedCurve);
    }

    get #secret(): Uint8Array {
      return secretBytes(this);
    }

    get #key(): AsymmetricKey {
      const { material } = this;
      if (!(material instanceof Uint8Array)) return material;
      throw new TypeError('A public or private key is needed here, not a secret one.');
    }

    getKeyType(): number {
      const { material } = this;
      if (material instanceof Uint8Array) return kKeyTypeSecret;
      return material.isPrivate ? bindingConstants.kKeyTypePrivate : kKeyTypePublic;
    }

    getSymmetricKeySize(): number {
      return this.#secret.length;
    }

    getAsymmetricKeyType(): string {
      return this.#key.kind;
    }

    equals(other: KeyObjectHandle): boolean {
      const a = this.material;
      const b = other.material;
      if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(a, b);
      return !(b instanceof Uint8Array) && a.equals(b);
    }

    export(format?: number, type?: number, cipher?: string | null, passphrase?: BytesLike | null): Uint8Array | string {
      const { material } = this;
      if (material instanceof Uint8Array) return support.buffer(material.slice());
      const exported = material.export(format!, type!, cipher, passphrase);
      return typeof exported === 'string' ? exported : support.buffer(exported);
    }

    exportJwk(target: Record<string, unknown>): Record<string, unknown> {
      const { material } = this;
      if (material instanceof Uint8Array) {
        target['kty'] = 'oct';
        target['k'] = support.encode(material.slice(), 'base64url');
      } else {
        material.exportJwk(target);
      }
      return target;
    }

    keyDetail(target: Record<string, unknown>): Record<string, unknown> {
      this.#key.details(target);
      return target;
    }

    checkEcKeyData(): boolean {
      return this.#key.checkEcKeyData();
    }

    rawPublicKey(): Uint8Array {
      return support.buffer(this.#key.rawPublicKey());
    }

    rawPrivateKey(): Uint8Array {
      return support.buffer(this.#key.rawPrivateKey());
    }

    rawSeed(): Uint8Array {
      return support.buffer(this.#key.rawSeed());
    }

    exportECPublicRaw(form: number): Uint8Array {
      return support.buffer(this.#key.exportECPublicRaw(form));
    }

    exportECPrivateRaw(): Uint8Array {
      return support.buffer(this.#key.exportECPrivateRaw());
    }
  }

  let slotsOfKeyObject: (key: object) => KeyObjectHandle;
  class NativeKeyObject {
    readonly #handle: KeyObjectHandle;

    constructor(handle: KeyObjectHandle) {
      this.#handle = handle;
    }

    static {
      slotsOfKeyObject = (key) => {
        if (#handle in key) return key.#handle;
        throw invalidThis('KeyObject');
      };
    }
  }

  let slotsOfCryptoKey: (key: object) => CryptoKeySlots;
  class NativeCryptoKey {
    readonly #slots: CryptoKeySlots;

    constructor(handle: KeyObjectHandle, algorithm: unknown, usagesMask: number, extractable: boolean) {
      this.#slots = { handle, algorithm, usagesMask, extractable };
    }

    static {
      slotsOfCryptoKey = (key) => {
        if (#slots in key) return key.#slots;
        throw invalidThis('CryptoKey');
      };
    }
  }

  let InternalCryptoKey: new (
    handle: KeyHandle,
    algorithm: unknown,
    usagesMask: number,
    extractable: boolean,
  ) => unknown;

  return {
    exports: {
      KeyObjectHandle,
      createNativeKeyObjectClass: (define: (base: typeof NativeKeyObject) => unknown[]) => define(NativeKeyObject),
      getKeyObjectSlots: (key: object) => {
        const handle = slotsOfKeyObject(key);
        return [handle.getKeyType(), handle];
      },
      createCryptoKeyClass: (define: (base: typeof NativeCryptoKey) => unknown[]) => {
        const classes = define(NativeCryptoKey);
        InternalCryptoKey = classes[1] as typeof InternalCryptoKey;
        return classes;
      },
      getCryptoKeySlots: (key: object) => {
        const { handle, extractable, algorithm, usagesMask } = slotsOfCryptoKey(key);
        return [(handle as KeyObjectHandle).getKeyType(), extractable, algorithm, usagesMask, handle];
      },
    },
    handleOf: (material) => KeyObjectHandle.of(material),
    cryptoKeyOf: ({ handle, algorithm, usagesMask, extractable }) =>
      new InternalCryptoKey(handle, algorithm, usagesMask, extractable),
  };
}
