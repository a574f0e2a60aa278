/**
 * Brotli streams of stored blocks (RFC 7932, section 9.2: ISUNCOMPRESSED): what every decoder reads, without a
 * compressor. A server that prefers Brotli works; its answers are as long as what it compressed.
 */
import type { Buffers, Codec } from './compression-stream.ts';

const OPERATION_FLUSH = 1;
const OPERATION_FINISH = 2;
/** MLEN in four nibbles. */
const LONGEST_BLOCK = 2 ** 16;
/** WBITS 16 in one bit, then an empty block of metadata up to the end of the byte. */
const START = Uint8Array.of(0b0000_1100);
/** An empty block of metadata: ends in a whole byte. */
const FLUSH = Uint8Array.of(0b0000_0110);
/** ISLAST and ISLASTEMPTY. */
const END = Uint8Array.of(0b0000_0011);

export class StoredBrotliCodec implements Codec {
  /** Bytes that have not found room in the output. */
  #pending: Uint8Array[] = [START];
  #finished = false;

  step(buffers: Buffers, flush: number): void {
    this.#drain(buffers);
    while (buffers.availableIn > 0 && this.#pending.length === 0) {
      const length = Math.min(buffers.availableIn, LONGEST_BLOCK);
      // ISLAST 0, MNIBBLES 0 (four), MLEN - 1 in 16 bits, ISUNCOMPRESSED 1
      const header = ((length - 1) << 3) | (1 << 19);
      this.#pending.push(
        Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16),
        buffers.input.slice(buffers.nextIn, buffers.nextIn + length),
      );
      buffers.nextIn += length;
      buffers.availableIn -= length;
      this.#drain(buffers);
    }
    if (buffers.availableIn > 0 || this.#finished) return;
    if (flush === OPERATION_FLUSH && this.#pending.length === 0) this.#pending.push(FLUSH);
    if (flush === OPERATION_FINISH) {
      this.#finished = true;
      this.#pending.push(END);
    }
    this.#drain(buffers);
  }

  failure(): undefined {}

  reset(): undefined {
    this.#pending = [START];
    this.#finished = false;
  }

  close(): void {}

  #drain(buffers: Buffers): void {
    for (let [next] = this.#pending; next !== undefined && buffers.availableOut > 0; [next] = this.#pending) {
      const length = Math.min(next.length, buffers.availableOut);
      buffers.output.set(next.subarray(0, length), buffers.nextOut);
      buffers.nextOut += length;
      buffers.availableOut -= length;
      if (length < next.length) this.#pending[0] = next.subarray(length);
      else this.#pending.shift();
    }
  }
}
