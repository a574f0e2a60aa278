import { cryptoExtension } from '../../src/engine/embedded/worker/bindings/crypto/full.ts';
import { createCryptoBinding } from '../../src/engine/embedded/worker/bindings/crypto/index.ts';
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { inspect } from 'node:util';
import { loadNodeLibrary } from './node-library.ts';
import { requireInternals } from './with-internals.ts';

type Crypto = typeof import('node:crypto');

// The test file that imports this is the program that was started.
requireInternals(process.argv[1]!);

const fresh = (id: string): boolean => /^(crypto|tls|https|_tls_\w+|internal\/(crypto|tls)\/.*)$/.test(id);

/** A module of Node's library on the engine's binding: crypto, tls or https. */
export const loadOnEngine = loadNodeLibrary(fresh, (context) => ({
  crypto: createCryptoBinding(context, () => cryptoExtension),
})).require as (id: string) => unknown;

/** node:crypto on the engine's binding. */
export const engineCrypto = loadOnEngine('crypto') as Crypto;

/** node:crypto on the engine's light core alone. */
export const lightCrypto = loadNodeLibrary(fresh, (context) => ({
  crypto: createCryptoBinding(context),
})).require('crypto') as Crypto;

/** The result of a call, in a form that deepEqual can compare between two implementations. */
function describe(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { arrayBuffer: Buffer.from(value).toString('hex') };
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { [value.constructor.name]: bytes.toString('hex') };
  }
  if (value instanceof Error) {
    const { name, message, code, library: part, reason } = value as unknown as Record<string, unknown>;
    return { thrown: { name, message, code, library: part, reason } };
  }
  return value;
}

/** The result of a call, or its error, sync or async. */
export async function outcome(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    return Array.isArray(result) ? result.map(describe) : describe(result);
  } catch (error) {
    return describe(error);
  }
}

/** The same call on the engine's node:crypto and on the real one gives the same result or error. */
export async function same(name: string, call: (library: Crypto) => unknown): Promise<void> {
  assert.deepEqual(await outcome(() => call(engineCrypto)), await outcome(() => call(crypto)), name);
}

/** A short name for a test out of the arguments it is about. */
export const label = (...parts: unknown[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : inspect(part, { breakLength: Infinity }))).join(' ');
