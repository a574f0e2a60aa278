/**
 * Modes of operation that take their input piece by piece, as cipher.update() gives it, on the block
 * functions of @noble/ciphers. (Its own modes take a whole message at once.)
 */
import { ghash } from '@noble/ciphers/_polyval.js';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { unsafe as aes } from '@noble/ciphers/aes.js';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { concatBytes, equalBytes } from './support.ts';
import { opensslError } from './errors.ts';

const block = 16;

/** One message on its way through a cipher. */
export interface CipherMode {
  update(data: Uint8Array): Uint8Array;
  /** The rest of the output, at the end of the message. Throws OpenSSL's error when the padding or length is wrong. */
  final(): Uint8Array;
}

/** A mode that also authenticates: associated data before the message, a tag after it. */
export interface AuthenticatedMode extends CipherMode {
  /** @returns false when the message has begun already */
  addAssociatedData(data: Uint8Array): boolean;
  /** All 16 bytes of the tag, when the whole message has passed. */
  tag(): Uint8Array;
}

export interface PaddedMode extends CipherMode {
  padding: boolean;
}

/** XORs with a key stream of which an unused rest stays for the next piece. */
class KeyStream {
  readonly #generate: (length: number) => Uint8Array;
  #rest: Uint8Array = new Uint8Array(0);

  /** generate: gives at least that many bytes of key stream, continuing each time. */
  constructor(generate: (length: number) => Uint8Array) {
    this.#generate = generate;
  }

  apply(data: Uint8Array): Uint8Array {
    const missing = data.length - this.#rest.length;
    let stream = this.#rest;
    if (missing > 0) {
      const more = this.#generate(missing);
      stream = stream.length === 0 ? more : concatBytes(stream, more);
    }
    this.#rest = stream.subarray(data.length);
    const output = new Uint8Array(data.length);
    for (let at = 0; at < data.length; at++) output[at] = data[at]! ^ stream[at]!;
    return output;
  }
}

const wholeBlocks = (length: number, size: number): number => Math.ceil(length / size) * size;

/** Feeds a MAC whole blocks; `pad` fills the last one with zeros. */
class BlockFeed {
  readonly #absorb: (data: Uint8Array) => void;
  #rest: Uint8Array = new Uint8Array(0);
  length = 0;

  constructor(absorb: (data: Uint8Array) => void) {
    this.#absorb = absorb;
  }

  update(data: Uint8Array): void {
    this.length += data.length;
    const all = this.#rest.length === 0 ? data : concatBytes(this.#rest, data);
    const whole = all.length - (all.length % block);
    if (whole > 0) this.#absorb(all.subarray(0, whole));
    this.#rest = all.slice(whole);
  }

  pad(): void {
    if (this.#rest.length === 0) return;
    const last = new Uint8Array(block);
    last.set(this.#rest);
    this.#absorb(last);
    this.#rest = new Uint8Array(0);
  }
}

/** AES-CTR with a 128-bit counter (NIST SP 800-38A section 6.5). */
export function aesCtr(key: Uint8Array, iv: Uint8Array): CipherMode {
  const schedule = aes.expandKeyLE(key);
  const counter = iv.slice();
  const stream = new KeyStream((length) =>
    aes.ctrCounter(schedule, counter, new Uint8Array(wholeBlocks(length, block))),
  );
  return { update: (data) => stream.apply(data), final: () => new Uint8Array(0) };
}

/** AES in ECB or, with an initialization vector, CBC mode; PKCS #7 padding unless switched off. */
export function aesBlocks(key: Uint8Array, iv: Uint8Array | undefined, encrypt: boolean): PaddedMode {
  const schedule = encrypt ? aes.expandKeyLE(key) : aes.expandKeyDecLE(key);
  const chain = new Uint32Array((iv?.slice() ?? new Uint8Array(block)).buffer);
  let rest: Uint8Array = new Uint8Array(0);

  /** Sends whole blocks through the cipher, in place. */
  function transform(data: Uint8Array): Uint8Array {
    const words = new Uint32Array(data.buffer);
    for (let at = 0; at < words.length; at += 4) {
      let a = words[at]!,
        b = words[at + 1]!,
        c = words[at + 2]!,
        d = words[at + 3]!;
      if (encrypt) {
        const { s0, s1, s2, s3 } = aes.encrypt(schedule, a ^ chain[0]!, b ^ chain[1]!, c ^ chain[2]!, d ^ chain[3]!);
        words[at] = a = s0;
        words[at + 1] = b = s1;
        words[at + 2] = c = s2;
        words[at + 3] = d = s3;
      } else {
        const { s0, s1, s2, s3 } = aes.decrypt(schedule, a, b, c, d);
        words[at] = s0 ^ chain[0]!;
        words[at + 1] = s1 ^ chain[1]!;
        words[at + 2] = s2 ^ chain[2]!;
        words[at + 3] = s3 ^ chain[3]!;
      }
      // In ECB mode the chain stays zero.
      if (iv === undefined) continue;
      chain[0] = a;
      chain[1] = b;
      chain[2] = c;
      chain[3] = d;
    }
    return data;
  }

  const wrongLength = (): Error =>
    opensslError(
      '1C80006B',
      'Provider routines',
      'wrong final block length',
      'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH',
      true,
    );
  const badDecrypt = (): Error =>
    opensslError('1C800064', 'Provider routines', 'bad decrypt', 'ERR_OSSL_BAD_DECRYPT', true);

  return {
    padding: true,
    update(data) {
      const all = concatBytes(rest, data);
      let whole = all.length - (all.length % block);
      // The last block may hold the padding: it stays until the end or the next piece.
      if (!encrypt && this.padding && whole > 0 && whole === all.length) whole -= block;
      rest = all.slice(whole);
      return transform(all.slice(0, whole));
    },
    final() {
      if (!this.padding) {
        if (rest.length > 0) throw wrongLength();
        return rest;
      }
      if (encrypt) {
        const count = block - rest.length;
        return transform(concatBytes(rest, new Uint8Array(count).fill(count)));
      }
      if (rest.length !== block) throw wrongLength();
      const last = transform(rest);
      const count = last[block - 1]!;
      if (count === 0 || count > block) throw badDecrypt();
      if (last.subarray(block - count).some((byte) => byte !== count)) throw badDecrypt();
      return last.subarray(0, block - count);
    },
  };
}

/** The lengths of associated data and message at the end of a MAC, each in 64 bits. */
function lengths(associated: number, message: number, littleEndian: boolean, unit: bigint): Uint8Array {
  const bytes = new Uint8Array(block);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(associated) * unit, littleEndian);
  view.setBigUint64(8, BigInt(message) * unit, littleEndian);
  return bytes;
}

/** Associated data, then message, each padded to blocks: what GCM and Poly1305 have in common. */
function authenticated(
  stream: KeyStream,
  absorb: (data: Uint8Array) => void,
  finish: (associated: number, message: number) => Uint8Array,
  encrypt: boolean,
): AuthenticatedMode {
  const associated = new BlockFeed(absorb);
  const message = new BlockFeed(absorb);
  let begun = false;
  return {
    addAssociatedData(data) {
      if (begun) return false;
      associated.update(data);
      return true;
    },
    update(data) {
      if (!begun) {
        associated.pad();
        begun = true;
      }
      if (!encrypt) message.update(data);
      const output = stream.apply(data);
      if (encrypt) message.update(output);
      return output;
    },
    final: () => new Uint8Array(0),
    tag() {
      associated.pad();
      message.pad();
      return finish(associated.length, message.length);
    },
  };
}

/** AES-GCM (NIST SP 800-38D). */
export function aesGcm(key: Uint8Array, iv: Uint8Array, encrypt: boolean): AuthenticatedMode {
  const schedule = aes.expandKeyLE(key);
  const encryptZeros = (counter: Uint8Array, length: number): Uint8Array =>
    aes.ctr32(schedule, false, counter, new Uint8Array(wholeBlocks(length, block)));
  const hashKey = encryptZeros(new Uint8Array(block), block);
  const mac = ghash.create(hashKey);

  const counter = new Uint8Array(block);
  if (iv.length === 12) {
    counter.set(iv);
    counter[15] = 1;
  } else {
    counter.set(
      ghash
        .create(hashKey)
        .update(iv.slice())
        .update(lengths(0, iv.length, false, 8n))
        .digest(),
    );
  }
  const mask = encryptZeros(counter, block);

  return authenticated(
    new KeyStream((length) => encryptZeros(counter, length)),
    (data) => void mac.update(data),
    (associated, message) => {
      mac.update(lengths(associated, message, false, 8n));
      return mac.digest().map((byte, index) => byte ^ mask[index]!);
    },
    encrypt,
  );
}

/** ChaCha20-Poly1305 (RFC 8439 section 2.8). */
export function chacha20Poly1305(key: Uint8Array, iv: Uint8Array, encrypt: boolean): AuthenticatedMode {
  const chachaBlock = 64;
  let counter = 0;
  const generate = (length: number): Uint8Array => {
    const zeros = new Uint8Array(wholeBlocks(length, chachaBlock));
    const stream = chacha20(key, iv, zeros, undefined, counter);
    counter += zeros.length / chachaBlock;
    return stream;
  };
  const mac = poly1305.create(generate(32).slice(0, 32));
  return authenticated(
    new KeyStream(generate),
    (data) => void mac.update(data),
    (associated, message) => mac.update(lengths(associated, message, true, 1n)).digest(),
    encrypt,
  );
}

/** A whole message at once: text and tag, or undefined when the tag is wrong. */
export function openSealed(mode: AuthenticatedMode, sealed: Uint8Array, tagLength: number): Uint8Array | undefined {
  if (sealed.length < tagLength) return undefined;
  const text = mode.update(sealed.subarray(0, sealed.length - tagLength));
  const tag = sealed.subarray(sealed.length - tagLength);
  return equalBytes(mode.tag().subarray(0, tagLength), tag) ? text : undefined;
}
