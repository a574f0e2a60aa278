import { aeskw } from '@noble/ciphers/aes.js';
import type { CryptoCore } from './index.ts';
import { type BytesLike, bytesOf, concatBytes, ownBuffer } from './support.ts';
import {
  type AuthenticatedMode,
  type CipherMode,
  aesBlocks,
  aesCtr,
  aesGcm,
  chacha20Poly1305,
  openSealed,
} from './cipher-modes.ts';
import { bindingConstants } from './constants.ts';
import { ownSecret } from './keys.ts';

const { kKeyVariantAES_CBC_128, kKeyVariantAES_GCM_128, kKeyVariantAES_KW_128 } = bindingConstants;

const failed = (): Error => new Error('Cipher job failed');

const whole = (mode: CipherMode, data: Uint8Array): Uint8Array => concatBytes(mode.update(data), mode.final());

/** A sealed message or, on the way back, the opened one; throws when it is not authentic. */
function sealOrOpen(
  mode: AuthenticatedMode,
  data: Uint8Array,
  associated: BytesLike | undefined,
  tagLength: number,
  encrypt: boolean,
): Uint8Array {
  if (associated !== undefined) mode.addAssociatedData(bytesOf(associated));
  if (encrypt) return concatBytes(mode.update(data), mode.tag().subarray(0, tagLength));
  const opened = openSealed(mode, data, tagLength);
  if (opened === undefined) throw failed();
  return opened;
}

/**
 * AES-CTR as Web Cryptography has it: only the last `bits` bits of the block count, and they wrap
 * around without a carry (section "AES-CTR" of the specification).
 */
function webCtr(key: Uint8Array, counter: Uint8Array, bits: number, data: Uint8Array): Uint8Array {
  const initial = BigInt(`0x${Array.from(counter, (b) => b.toString(16).padStart(2, '0')).join('')}`);
  const period = 1n << BigInt(bits);
  const blocks = BigInt(Math.ceil(data.length / 16));
  if (blocks > period) throw failed();
  const beforeWrap = period - (initial % period);
  if (blocks <= beforeWrap) return aesCtr(key, counter).update(data);
  const split = Number(beforeWrap) * 16;
  const wrapped = initial - (initial % period);
  const second = Uint8Array.from(wrapped.toString(16).padStart(32, '0').match(/../g)!, (hex) =>
    Number.parseInt(hex, 16),
  );
  return concatBytes(
    aesCtr(key, counter).update(data.subarray(0, split)),
    aesCtr(key, second).update(data.subarray(split)),
  );
}

/** AESCipherJob and ChaCha20Poly1305CipherJob: whole messages, for Web Cryptography. */
export function createCipherJobs({ defineJob }: CryptoCore): Record<string, unknown> {
  const isEncrypt = (direction: unknown): boolean => direction === bindingConstants.kWebCryptoCipherEncrypt;

  return {
    /**
     * (direction, key, data, variant, then by mode: counter and its bits; iv; iv, tag bytes and
     * associated data; nothing)
     */
    AESCipherJob: defineJob(([direction, key, data, variant, iv, parameter, associated]) => {
      const secret = ownSecret(key);
      const input = bytesOf(data as BytesLike).slice();
      const encrypt = isEncrypt(direction);
      const vector = iv === undefined ? new Uint8Array(0) : bytesOf(iv as BytesLike).slice();
      const transform = (): Uint8Array => {
        if ((variant as number) < kKeyVariantAES_CBC_128) {
          return webCtr(secret, vector, parameter as number, input);
        }
        if ((variant as number) < kKeyVariantAES_GCM_128) {
          return whole(aesBlocks(secret, vector, encrypt), input);
        }
        if ((variant as number) < kKeyVariantAES_KW_128) {
          const mode = aesGcm(secret, vector, encrypt);
          return sealOrOpen(mode, input, associated as BytesLike | undefined, parameter as number, encrypt);
        }
        return encrypt ? aeskw(secret).encrypt(input) : aeskw(secret).decrypt(input);
      };
      return () => ownBuffer(transform());
    }),

    /** (direction, key, data, iv, associated data) */
    ChaCha20Poly1305CipherJob: defineJob(([direction, key, data, iv, associated]) => {
      const secret = ownSecret(key);
      const input = bytesOf(data as BytesLike).slice();
      const encrypt = isEncrypt(direction);
      const vector = bytesOf(iv as BytesLike).slice();
      return () => {
        const mode = chacha20Poly1305(secret, vector, encrypt);
        return ownBuffer(sealOrOpen(mode, input, associated as BytesLike | undefined, 16, encrypt));
      };
    }),
  };
}
