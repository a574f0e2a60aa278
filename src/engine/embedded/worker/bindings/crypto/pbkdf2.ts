import { hmac } from '@noble/hashes/hmac.js';
import type { HashFunction } from './hash-algorithms.ts';

/** Iterations between two turns of the event loop, some milliseconds of work. */
const slice = 4096;

/**
 * PBKDF2 with HMAC (RFC 8018 section 5.2), as a generator that yields between slices.
 * length: bytes to derive.
 */
export function* pbkdf2(
  hash: HashFunction,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Generator<undefined, Uint8Array> {
  const derived = new Uint8Array(length);
  const keyed = hmac.create(hash, password);
  const running = keyed.clone();
  const block = new Uint8Array(hash.outputLen);
  const counter = new Uint8Array(4);
  let done = 0;
  for (let position = 0, index = 1; position < length; position += block.length, index++) {
    new DataView(counter.buffer).setUint32(0, index);
    keyed._cloneInto(running).update(salt).update(counter).digestInto(block);
    const target = derived.subarray(position, position + block.length);
    target.set(block.subarray(0, target.length));
    for (let iteration = 1; iteration < iterations; iteration++) {
      keyed._cloneInto(running).update(block).digestInto(block);
      for (let at = 0; at < target.length; at++) target[at]! ^= block[at]!;
      if (++done % slice === 0) yield;
    }
  }
  return derived;
}
