import type { BindingContext } from '../../binding.ts';
import type { BrotliLibrary } from './brotli.ts';
import { StoredBrotliCodec } from './brotli-stored.ts';
import { CompressionStream } from './compression-stream.ts';
import { crc32 } from './crc32.ts';
import { ZlibCodec } from './zlib-codec.ts';

export interface ZlibBindingOptions {
  /** Gives Brotli's decoder when a program first makes one (zlib/brotli.ts); left out when it did not come along. */
  brotli?(): BrotliLibrary;
}

function bytesOf(view: ArrayBufferView | undefined): Uint8Array | undefined {
  return view && new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice();
}

function unavailable(what: string, instead: string): Error {
  const error = new Error(`${what} is not available in this sandbox; ${instead}`);
  return Object.assign(error, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

/** A class whose construction fails with a sentence that says what to do instead. */
function missing(what: string, instead: string) {
  return class {
    constructor() {
      throw unavailable(what, instead);
    }
  };
}

/** `internalBinding('zlib')`: what src/node_zlib.cc gives to Node's lib/zlib.js. */
export function createZlibBinding(context: BindingContext, options: ZlibBindingOptions = {}) {
  class Zlib extends CompressionStream {
    readonly #mode: number;
    #codec: ZlibCodec | undefined;

    constructor(mode: number) {
      super(context);
      this.#mode = mode;
    }

    init(
      windowBits: number,
      level: number,
      memLevel: number,
      strategy: number,
      result: Uint32Array,
      callback: () => void,
      dictionary: ArrayBufferView | undefined,
      rejectGarbageAfterEnd = false,
    ): void {
      this.#codec = new ZlibCodec({
        mode: this.#mode,
        windowBits,
        level,
        memLevel,
        strategy,
        dictionary: bytesOf(dictionary),
        rejectGarbageAfterEnd,
      });
      this.start(this.#codec, result, callback);
      const failure = this.#codec.setDictionary();
      if (failure !== undefined) this.emitError(failure);
    }

    params(level: number, strategy: number): void {
      this.#codec?.setParameters(level, strategy);
    }
  }

  class BrotliDecoder extends CompressionStream {
    readonly #library: BrotliLibrary;

    constructor() {
      super(context);
      if (options.brotli === undefined) {
        throw unavailable('Brotli decompression', 'use gzip: zlib.createGunzip, zlib.gunzipSync.');
      }
      this.#library = options.brotli();
    }

    init(_parameters: Uint32Array, result: Uint32Array, callback: () => void, dictionary?: ArrayBufferView): void {
      if (dictionary !== undefined) {
        throw unavailable('Brotli decompression with a dictionary', 'decompress without one.');
      }
      this.start(this.#library.createDecoder(), result, callback);
    }

    /** Decoders have no parameters; lib/zlib.js calls this all the same. */
    params(): void {}
  }

  class BrotliEncoder extends CompressionStream {
    constructor() {
      super(context);
    }

    init(_parameters: Uint32Array, result: Uint32Array, callback: () => void): void {
      this.start(new StoredBrotliCodec(), result, callback);
    }

    /** Quality and window change nothing about stored blocks. */
    params(): void {}
  }

  const gzip = 'use gzip: zlib.createGzip, zlib.gzipSync.';
  return {
    Zlib,
    BrotliDecoder,
    BrotliEncoder,
    ZstdCompress: missing('Zstandard compression', gzip),
    ZstdDecompress: missing('Zstandard decompression', 'use gzip: zlib.createGunzip, zlib.gunzipSync.'),
    crc32,
    ZLIB_VERSION: '1.3.2.1-motley',
  };
}
