import type { CryptoCore } from './index.ts';
import { type BytesLike, bytesOf, concatBytes, equalBytes } from './support.ts';
import {
  type AuthenticatedMode,
  type CipherMode,
  type PaddedMode,
  aesBlocks,
  aesCtr,
  aesGcm,
  chacha20Poly1305,
} from './cipher-modes.ts';
import { coded } from './errors.ts';
import { type SecretInput, ownSecret } from './keys.ts';

export interface Cipher {
  name: string;
  /** OpenSSL's number for the cipher. */
  nid: number;
  mode: 'cbc' | 'ctr' | 'ecb' | 'gcm' | 'stream';
  keyLength: number;
  /** Bytes of the initialization vector; zero for none. */
  ivLength: number;
  blockSize: number;
}

const aesNids = { ecb: [418, 422, 426], cbc: [419, 423, 427], ctr: [904, 905, 906], gcm: [895, 898, 901] };

const ciphers: Cipher[] = [
  {
    name: 'chacha20-poly1305',
    nid: 1018,
    mode: 'stream',
    keyLength: 32,
    ivLength: 12,
    blockSize: 1,
  },
];
for (const [mode, nids] of Object.entries(aesNids)) {
  nids.forEach((nid, index) => {
    const bits = 128 + 64 * index;
    ciphers.push({
      name: mode === 'gcm' ? `id-aes${bits}-gcm` : `aes-${bits}-${mode}`,
      nid,
      mode: mode as Cipher['mode'],
      keyLength: bits / 8,
      ivLength: { ecb: 0, cbc: 16, ctr: 16, gcm: 12 }[mode]!,
      blockSize: mode === 'ecb' || mode === 'cbc' ? 16 : 1,
    });
  });
}

/** The cipher by OpenSSL's name in upper or lower case, one of its aliases, or its number. */
export function findCipher(nameOrNid: unknown): Cipher | undefined {
  if (typeof nameOrNid === 'number') return ciphers.find(({ nid }) => nid === nameOrNid);
  const name = String(nameOrNid)
    .toLowerCase()
    .replace(/^aes-(\d+)-gcm$/, 'id-aes$1-gcm')
    .replace(/^aes(\d+)$/, 'aes-$1-cbc');
  return ciphers.find((cipher) => cipher.name === name);
}

const isAuthenticated = ({ mode }: Cipher): boolean => mode === 'gcm' || mode === 'stream';

/** NIST SP 800-38D section 5.2.1.2; Node takes these for GCM. */
const gcmTagLengths = [4, 8, 12, 13, 14, 15, 16];

const invalidIv = (): TypeError => coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
const invalidTag = (length: number): TypeError =>
  coded(new TypeError(`Invalid authentication tag length: ${length}`), 'ERR_CRYPTO_INVALID_AUTH_TAG');

const notAuthentic = (): Error => new Error('Unsupported state or unable to authenticate data');

function start(cipher: Cipher, key: Uint8Array, iv: Uint8Array, encrypt: boolean): CipherMode {
  switch (cipher.mode) {
    case 'ctr':
      return aesCtr(key, iv);
    case 'gcm':
      return aesGcm(key, iv, encrypt);
    case 'stream':
      return chacha20Poly1305(key, iv, encrypt);
    case 'cbc':
      return aesBlocks(key, iv, encrypt);
    case 'ecb':
      return aesBlocks(key, undefined, encrypt);
  }
}

/** Node's src/crypto/crypto_cipher.cc: CipherBase and getCipherInfo. */
export function createCipherBinding({ context, support }: CryptoCore): Record<string, unknown> {
  class CipherBase {
    readonly #encrypt: boolean;
    readonly #cipher: Cipher;
    /** Undefined when final() has been called. */
    #mode: CipherMode | undefined;
    /** Length of the tag that the program asked for; undefined when it did not. */
    #tagLength: number | undefined;
    #tag: Uint8Array | undefined;

    constructor(encrypt: boolean, name: string, key: SecretInput, ivInput: BytesLike | null, tagLength: number) {
      const cipher = findCipher(name);
      if (cipher === undefined) {
        throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
      }
      const secret = ownSecret(key);
      const iv = ivInput === null ? new Uint8Array(0) : bytesOf(ivInput).slice();
      const rightIv = cipher.mode === 'gcm' ? iv.length > 0 : iv.length === cipher.ivLength;
      if (!rightIv) throw invalidIv();
      if (secret.length !== cipher.keyLength) {
        throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
      }
      if (isAuthenticated(cipher)) {
        if (tagLength !== -1) {
          const right = cipher.mode === 'gcm' ? gcmTagLengths.includes(tagLength) : tagLength <= 16;
          if (!right) throw invalidTag(tagLength);
          this.#tagLength = tagLength;
        } else if (cipher.mode === 'stream') {
          this.#tagLength = 16;
        }
      }
      this.#encrypt = encrypt;
      this.#cipher = cipher;
      this.#mode = start(cipher, secret, iv, encrypt);
    }

    get #authenticated(): AuthenticatedMode | undefined {
      return isAuthenticated(this.#cipher) ? (this.#mode as AuthenticatedMode | undefined) : undefined;
    }

    update(data: string | BytesLike, encoding?: unknown): Uint8Array {
      if (this.#mode === undefined) throw new Error('Trying to add data in unsupported state');
      return support.buffer(this.#mode.update(support.decode(data, encoding)));
    }

    final(): Uint8Array {
      const mode = this.#mode;
      if (mode === undefined) throw coded(new Error('Invalid state'), 'ERR_CRYPTO_INVALID_STATE');
      const authenticated = this.#authenticated;
      this.#mode = undefined;
      if (authenticated === undefined) return support.buffer(mode.final());
      const computed = authenticated.tag();
      if (this.#encrypt) {
        this.#tag = computed.slice(0, this.#tagLength ?? 16);
      } else if (this.#tag === undefined) {
        // As Node 24 does: without a tag, GCM refuses and ChaCha20-Poly1305 lets the text pass.
        if (this.#cipher.mode === 'gcm') throw notAuthentic();
      } else if (!equalBytes(computed.subarray(0, this.#tag.length), this.#tag)) {
        throw notAuthentic();
      }
      return support.buffer(new Uint8Array(0));
    }

    setAutoPadding(on: boolean): boolean {
      if (this.#mode === undefined) return false;
      (this.#mode as PaddedMode).padding = on;
      return true;
    }

    getAuthTag(): Uint8Array | undefined {
      if (this.#mode !== undefined || !this.#encrypt || this.#tag === undefined) return undefined;
      return support.buffer(this.#tag.slice());
    }

    setAuthTag(input: BytesLike): boolean {
      if (this.#authenticated === undefined || this.#encrypt || this.#tag !== undefined) return false;
      const tag = bytesOf(input).slice();
      const asked = this.#tagLength;
      const right =
        this.#cipher.mode === 'gcm'
          ? (asked === undefined || asked === tag.length) && gcmTagLengths.includes(tag.length)
          : asked === tag.length;
      if (!right) throw invalidTag(tag.length);
      if (asked === undefined && tag.length < 16) warnOfShortTag();
      this.#tag = tag;
      return true;
    }

    setAAD(data: BytesLike): boolean {
      return this.#authenticated?.addAssociatedData(bytesOf(data)) ?? false;
    }
  }

  let warned = false;
  function warnOfShortTag(): void {
    if (warned) return;
    warned = true;
    (context.require('process') as NodeJS.Process).emitWarning(
      'Using AES-GCM authentication tags of less than 128 bits without specifying the ' +
        'authTagLength option when initializing decryption is deprecated.',
      'DeprecationWarning',
      'DEP0182',
    );
  }

  function getCipherInfo(
    target: Record<string, unknown>,
    nameOrNid: string | number,
    keyLength?: number,
    ivLength?: number,
  ): Record<string, unknown> | undefined {
    const cipher = findCipher(nameOrNid);
    if (cipher === undefined) return undefined;
    if (keyLength !== undefined && keyLength !== cipher.keyLength) return undefined;
    if (ivLength !== undefined) {
      // Node asks OpenSSL about GCM only, and OpenSSL accepts any length at this point.
      if (cipher.mode !== 'gcm' && ivLength !== cipher.ivLength) return undefined;
    }
    target['mode'] = cipher.mode;
    target['name'] = cipher.name;
    target['nid'] = cipher.nid;
    if (cipher.mode !== 'stream') target['blockSize'] = cipher.blockSize;
    const usedIvLength = ivLength ?? cipher.ivLength;
    if (usedIvLength !== 0) target['ivLength'] = usedIvLength;
    target['keyLength'] = cipher.keyLength;
    return target;
  }

  return { CipherBase, getCipherInfo };
}

/** CBC at once, for encrypted private keys. */
export function cbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array, encrypt: boolean): Uint8Array {
  const mode = aesBlocks(key, iv, encrypt);
  return concatBytes(mode.update(data), mode.final());
}
