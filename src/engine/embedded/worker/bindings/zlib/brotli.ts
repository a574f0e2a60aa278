/** Brotli's decoder, which is large and rarely wanted: a module of its own, to be loaded apart. */
import { BrotliDecStream, BrotliDecStreamErrCode, BrotliStreamResultCode, initSync } from 'brotli-dec-wasm/web';
import type { Buffers, Codec, Failure } from './compression-stream.ts';

const BROTLI_OPERATION_FINISH = 2;
const Z_BUF_ERROR = -5;

class BrotliDecoderCodec implements Codec {
  #stream = new BrotliDecStream();
  #needsInput = true;
  #finished = false;
  /** The number of the error, positive as the library gives it; 0 is none. */
  #error = 0;

  step(buffers: Buffers): void {
    // the decoder takes nothing after the end; what is left over is for lib/zlib.js to judge
    if (this.#finished) return;
    let result;
    try {
      result = this.#stream.dec(
        buffers.input.subarray(buffers.nextIn, buffers.nextIn + buffers.availableIn),
        buffers.availableOut,
      );
    } catch (error) {
      // the library has the number in the message only: "Brotli streaming decompress failed: Error code -15"
      const number = /Error code -(\d+)$/.exec(String(error))?.[1];
      this.#error = number === undefined ? BrotliDecStreamErrCode.BROTLI_DECODER_ERROR_UNREACHABLE : Number(number);
      return;
    }
    const { buf, code, input_offset: consumed } = result;
    buffers.output.set(buf, buffers.nextOut);
    buffers.nextOut += buf.length;
    buffers.availableOut -= buf.length;
    buffers.nextIn += consumed;
    buffers.availableIn -= consumed;
    this.#needsInput = code === BrotliStreamResultCode.NeedsMoreInput;
    this.#finished = code === BrotliStreamResultCode.ResultSuccess;
    result.free();
  }

  failure(_buffers: Buffers, flush: number): Failure | undefined {
    if (this.#error !== 0) {
      const name = BrotliDecStreamErrCode[this.#error] ?? 'BROTLI_DECODER_ERROR_UNREACHABLE';
      return {
        message: 'Decompression failed',
        errno: -this.#error,
        // Node puts ERR_ before Brotli's name, which starts with an underscore (src/node_zlib.cc)
        code: `ERR_${name.replace('BROTLI_DECODER', '')}`,
      };
    }
    if (flush === BROTLI_OPERATION_FINISH && this.#needsInput) {
      return { message: 'unexpected end of file', errno: Z_BUF_ERROR, code: 'Z_BUF_ERROR' };
    }
    return undefined;
  }

  reset(): undefined {
    this.#stream.free();
    this.#stream = new BrotliDecStream();
    this.#needsInput = true;
    this.#finished = false;
    this.#error = 0;
  }

  close(): void {
    this.#stream.free();
  }
}

export interface BrotliLibrary {
  createDecoder(): Codec;
}

/** @param wasm the bytes of the package's `brotli_dec_wasm_bg.wasm`. */
export function loadBrotli(wasm: BufferSource): BrotliLibrary {
  initSync({ module: wasm });
  return { createDecoder: () => new BrotliDecoderCodec() };
}
