import { sha256 } from '@noble/hashes/sha2.js';
import type { HashFunction } from './hash-algorithms.ts';
import { pbkdf2 } from './pbkdf2.ts';

/** Salsa20/8 blocks (64 bytes) between two turns of the event loop, some milliseconds of work. */
const slice = 1 << 15;

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** Salsa20/8 (RFC 7914 section 3) on previous XOR input, added into output at the offset. */
function salsa8(
  previous: Uint32Array,
  previousAt: number,
  input: Uint32Array,
  inputAt: number,
  output: Uint32Array,
  outputAt: number,
): void {
  const x = salsaInput;
  for (let at = 0; at < 16; at++) x[at] = previous[previousAt + at]! ^ input[inputAt + at]!;
  let a = x[0]!,
    b = x[1]!,
    c = x[2]!,
    d = x[3]!,
    e = x[4]!,
    f = x[5]!,
    g = x[6]!,
    h = x[7]!;
  let i = x[8]!,
    j = x[9]!,
    k = x[10]!,
    l = x[11]!,
    m = x[12]!,
    n = x[13]!,
    o = x[14]!,
    p = x[15]!;
  for (let round = 0; round < 8; round += 2) {
    e ^= rotate((a + m) | 0, 7);
    i ^= rotate((e + a) | 0, 9);
    m ^= rotate((i + e) | 0, 13);
    a ^= rotate((m + i) | 0, 18);
    j ^= rotate((f + b) | 0, 7);
    n ^= rotate((j + f) | 0, 9);
    b ^= rotate((n + j) | 0, 13);
    f ^= rotate((b + n) | 0, 18);
    o ^= rotate((k + g) | 0, 7);
    c ^= rotate((o + k) | 0, 9);
    g ^= rotate((c + o) | 0, 13);
    k ^= rotate((g + c) | 0, 18);
    d ^= rotate((p + l) | 0, 7);
    h ^= rotate((d + p) | 0, 9);
    l ^= rotate((h + d) | 0, 13);
    p ^= rotate((l + h) | 0, 18);
    b ^= rotate((a + d) | 0, 7);
    c ^= rotate((b + a) | 0, 9);
    d ^= rotate((c + b) | 0, 13);
    a ^= rotate((d + c) | 0, 18);
    g ^= rotate((f + e) | 0, 7);
    h ^= rotate((g + f) | 0, 9);
    e ^= rotate((h + g) | 0, 13);
    f ^= rotate((e + h) | 0, 18);
    l ^= rotate((k + j) | 0, 7);
    i ^= rotate((l + k) | 0, 9);
    j ^= rotate((i + l) | 0, 13);
    k ^= rotate((j + i) | 0, 18);
    m ^= rotate((p + o) | 0, 7);
    n ^= rotate((m + p) | 0, 9);
    o ^= rotate((n + m) | 0, 13);
    p ^= rotate((o + n) | 0, 18);
  }
  output[outputAt] = x[0]! + a;
  output[outputAt + 1] = x[1]! + b;
  output[outputAt + 2] = x[2]! + c;
  output[outputAt + 3] = x[3]! + d;
  output[outputAt + 4] = x[4]! + e;
  output[outputAt + 5] = x[5]! + f;
  output[outputAt + 6] = x[6]! + g;
  output[outputAt + 7] = x[7]! + h;
  output[outputAt + 8] = x[8]! + i;
  output[outputAt + 9] = x[9]! + j;
  output[outputAt + 10] = x[10]! + k;
  output[outputAt + 11] = x[11]! + l;
  output[outputAt + 12] = x[12]! + m;
  output[outputAt + 13] = x[13]! + n;
  output[outputAt + 14] = x[14]! + o;
  output[outputAt + 15] = x[15]! + p;
}

const salsaInput = new Int32Array(16);

/** scryptBlockMix (RFC 7914 section 4) of 2r blocks. */
function blockMix(input: Uint32Array, inputAt: number, output: Uint32Array, outputAt: number, r: number): void {
  let previous = input;
  let previousAt = inputAt + (2 * r - 1) * 16;
  for (let block = 0; block < 2 * r; block++) {
    // Even blocks go to the first half of the output, odd ones to the second.
    const at = outputAt + ((block >> 1) + (block & 1) * r) * 16;
    salsa8(previous, previousAt, input, inputAt + block * 16, output, at);
    previous = output;
    previousAt = at;
  }
}

/**
 * scrypt (RFC 7914), as a generator that yields between slices. Parameters are checked by the caller.
 * length: bytes to derive.
 */
export function* scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  N: number,
  r: number,
  p: number,
  length: number,
): Generator<undefined, Uint8Array> {
  const hash = sha256 as unknown as HashFunction;
  const blocks = yield* pbkdf2(hash, password, salt, 1, 128 * r * p);
  const words = new Uint32Array(blocks.buffer);
  const size = 32 * r;
  const table = new Uint32Array(size * N);
  const mixed = new Uint32Array(size);
  let done = 0;
  for (let part = 0; part < p; part++) {
    const X = words.subarray(part * size, (part + 1) * size);
    table.set(X);
    for (let index = 1; index <= N; index++) {
      if (index < N) blockMix(table, (index - 1) * size, table, index * size, r);
      else blockMix(table, (N - 1) * size, X, 0, r);
      if ((done += 2 * r) >= slice) {
        done = 0;
        yield;
      }
    }
    for (let index = 0; index < N; index++) {
      const from = (X[size - 16]! & (N - 1)) * size;
      for (let at = 0; at < size; at++) mixed[at] = X[at]! ^ table[from + at]!;
      blockMix(mixed, 0, X, 0, r);
      if ((done += 2 * r) >= slice) {
        done = 0;
        yield;
      }
    }
  }
  return yield* pbkdf2(hash, password, blocks, 1, length);
}
