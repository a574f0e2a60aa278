import type { DefineJob } from './jobs.ts';
import { fillRandom } from '../../random.ts';
import { type BytesLike, bytesOf, equalBytes, isBytesLike } from './support.ts';
import { coded } from './errors.ts';

function bytesArgument(value: unknown, name: string): Uint8Array {
  if (isBytesLike(value)) return bytesOf(value);
  throw coded(
    new TypeError(`The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`),
    'ERR_INVALID_ARG_TYPE',
  );
}

function timingSafeEqual(buf1: unknown, buf2: unknown): boolean {
  const a = bytesArgument(buf1, 'buf1');
  const b = bytesArgument(buf2, 'buf2');
  if (a.length !== b.length) {
    throw coded(new RangeError('Input buffers must have the same byte length'), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
  }
  return equalBytes(a, b);
}

/** Node's src/crypto/crypto_random.cc without primes, and crypto_timing.cc. */
export function createRandomBinding(defineJob: DefineJob): Record<string, unknown> {
  /** (buffer, offset, size): fills in place, at once when synchronous. */
  const RandomBytesJob = defineJob(([buffer, offset, size]) => {
    const bytes = bytesOf(buffer as BytesLike).subarray(offset as number, (offset as number) + (size as number));
    return () => fillRandom(bytes);
  });

  return {
    RandomBytesJob,
    timingSafeEqual,
    /** Memory outside JavaScript in real Node; here plain bytes. */
    secureBuffer: (length: number) => new Uint8Array(length),
    /** No secure heap, as in a Node that was started without --secure-heap. */
    secureHeapUsed: () => 0n,
  };
}
