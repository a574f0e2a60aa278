import {
  Z_BUF_ERROR,
  Z_DATA_ERROR,
  Z_ERRNO,
  Z_FINISH,
  Z_MEM_ERROR,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  ZStream,
  zlibDeflate,
  zlibDeflateEnd,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateEnd,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
} from 'pako';
import type { Buffers, Codec, Failure } from './compression-stream.ts';

/** node_zlib_mode in src/node_zlib.cc. */
const DEFLATE = 1;
const INFLATE = 2;
const GZIP = 3;
const GUNZIP = 4;
const DEFLATERAW = 5;
const INFLATERAW = 6;
const UNZIP = 7;

const Z_DEFLATED = 8;
const gzipMagic = [0x1f, 0x8b] as const;

const codes: Readonly<Record<number, string>> = {
  [Z_OK]: 'Z_OK',
  [Z_STREAM_END]: 'Z_STREAM_END',
  [Z_NEED_DICT]: 'Z_NEED_DICT',
  [Z_ERRNO]: 'Z_ERRNO',
  [Z_STREAM_ERROR]: 'Z_STREAM_ERROR',
  [Z_DATA_ERROR]: 'Z_DATA_ERROR',
  [Z_MEM_ERROR]: 'Z_MEM_ERROR',
  [Z_BUF_ERROR]: 'Z_BUF_ERROR',
};

export interface ZlibOptions {
  readonly mode: number;
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array | undefined;
  /** Whether lib/zlib.js is to refuse all bytes after the end, even those of another gzip member. */
  readonly rejectGarbageAfterEnd: boolean;
}

/** The fields of zlib's deflate_state for what pako leaves out: deflateParams and _tr_flush_bits. */
interface DeflateState {
  bi_buf: number;
  bi_valid: number;
  readonly pending_buf: Uint8Array;
  readonly pending_out: number;
  pending: number;
  level: number;
  strategy: number;
  max_lazy_match: number;
  good_match: number;
  nice_match: number;
  max_chain_length: number;
  matches: number;
  head: Uint16Array;
}

/**
 * deflate, zlib and gzip on pako, whose state machines are zlib's and whose output is, byte for byte, that
 * of the zlib in Node 24 (Chromium's).
 */
export class ZlibCodec implements Codec {
  readonly #options: ZlibOptions;
  readonly #stream = new ZStream();
  #mode: number;
  #error = Z_OK as number;
  #magicRead = 0;

  constructor(options: ZlibOptions) {
    this.#options = options;
    this.#mode = options.mode;
    const { windowBits, level, memLevel, strategy } = options;
    this.#error = this.#deflates
      ? zlibDeflateInit2(this.#stream, level, Z_DEFLATED, this.#signedWindowBits(windowBits), memLevel, strategy as 0)
      : zlibInflateInit2(this.#stream, this.#signedWindowBits(windowBits));
  }

  /** Hands over the dictionary that `init` got. @returns what was wrong with it. */
  setDictionary(): Failure | undefined {
    const { dictionary } = this.#options;
    this.#error = Z_OK;
    if (dictionary === undefined || dictionary.length === 0) return undefined;
    // the other inflating modes get the dictionary when the stream asks for it
    if (this.#mode === DEFLATE || this.#mode === DEFLATERAW) {
      this.#error = zlibDeflateSetDictionary(this.#stream, dictionary);
    } else if (this.#mode === INFLATERAW) {
      this.#error = zlibInflateSetDictionary(this.#stream, dictionary);
    }
    return this.#error === Z_OK ? undefined : this.#failure('Failed to set dictionary');
  }

  /** deflateParams of zlib, for a stream that has just been flushed, which lib/zlib.js sees to. */
  setParameters(level: number, strategy: number): void {
    if (this.#mode !== DEFLATE && this.#mode !== DEFLATERAW) return;
    const state = this.#stream.state as DeflateState;
    const model = new ZStream();
    zlibDeflateInit2(model, level, Z_DEFLATED, -9, 1, 0);
    const wanted = model.state as DeflateState;
    if (state.level === 0 && state.matches !== 0) {
      // bytes that were stored are not in the hash table
      state.head.fill(0);
      state.matches = 0;
    }
    state.level = wanted.level;
    state.max_lazy_match = wanted.max_lazy_match;
    state.good_match = wanted.good_match;
    state.nice_match = wanted.nice_match;
    state.max_chain_length = wanted.max_chain_length;
    state.strategy = strategy;
  }

  step(buffers: Buffers, flush: number): void {
    const stream = this.#stream;
    stream.input = buffers.input;
    stream.next_in = buffers.nextIn;
    stream.avail_in = buffers.availableIn;
    stream.output = buffers.output as Uint8Array<ArrayBuffer>;
    stream.next_out = buffers.nextOut;
    stream.avail_out = buffers.availableOut;
    if (this.#deflates) {
      this.#error = zlibDeflate(stream, flush as 0);
      if (this.#error === Z_OK) this.#flushBits();
    } else {
      if (this.#mode === UNZIP) this.#recognize();
      this.#inflate(flush);
    }
    buffers.nextIn = stream.next_in;
    buffers.availableIn = stream.avail_in;
    buffers.nextOut = stream.next_out;
    buffers.availableOut = stream.avail_out;
  }

  failure(buffers: Buffers, flush: number): Failure | undefined {
    switch (this.#error) {
      case Z_OK:
      case Z_BUF_ERROR:
        if (buffers.availableOut === 0 || flush !== Z_FINISH) return undefined;
        return this.#failure('unexpected end of file');
      case Z_STREAM_END:
        return undefined;
      case Z_NEED_DICT:
        return this.#failure(this.#options.dictionary?.length ? 'Bad dictionary' : 'Missing dictionary');
      default:
        return this.#failure('Zlib error');
    }
  }

  reset(): Failure | undefined {
    this.#error = this.#deflates ? zlibDeflateReset(this.#stream) : zlibInflateReset(this.#stream);
    return this.#error === Z_OK ? this.setDictionary() : this.#failure('Failed to reset stream');
  }

  close(): void {
    if (this.#deflates) zlibDeflateEnd(this.#stream);
    else zlibInflateEnd(this.#stream);
  }

  get #deflates(): boolean {
    return this.#mode === DEFLATE || this.#mode === GZIP || this.#mode === DEFLATERAW;
  }

  /** How zlib is told the format: raw is negative, 16 more is gzip, 32 more is either. */
  #signedWindowBits(bits: number): number {
    switch (this.#mode) {
      case GZIP:
      case GUNZIP:
        return bits + 16;
      case UNZIP:
        return bits + 32;
      case DEFLATERAW:
      case INFLATERAW:
        return -bits;
      default:
        return bits;
    }
  }

  /**
   * Tells gzip, which alone has members after the first, from zlib for Unzip by the first bytes; they may come singly.
   */
  #recognize(): void {
    const { input, next_in: start, avail_in: available } = this.#stream;
    for (let index = 0; index < available && this.#mode === UNZIP; index += 1) {
      if (input[start + index] !== gzipMagic[this.#magicRead as 0 | 1]) {
        this.#mode = INFLATE;
      } else {
        this.#magicRead += 1;
        if (this.#magicRead === gzipMagic.length) this.#mode = GUNZIP;
      }
    }
  }

  /**
   * Hands out the whole bytes that pako's flush_pending keeps back, up to two; zlib's hands out all (_tr_flush_bits).
   * Without this the same bytes would come out, some of them a step later.
   */
  #flushBits(): void {
    const stream = this.#stream;
    const state = stream.state as DeflateState;
    while (state.bi_valid >= 8) {
      const byte = state.bi_buf & 0xff;
      state.bi_buf >>= 8;
      state.bi_valid -= 8;
      if (state.pending === 0 && stream.avail_out > 0) {
        stream.output[stream.next_out] = byte;
        stream.next_out += 1;
        stream.avail_out -= 1;
      } else {
        state.pending_buf[state.pending_out + state.pending] = byte;
        state.pending += 1;
      }
    }
  }

  #inflate(flush: number): void {
    const stream = this.#stream;
    const { dictionary, rejectGarbageAfterEnd } = this.#options;
    this.#error = zlibInflate(stream, flush as 0);
    if (this.#mode !== INFLATERAW && this.#error === Z_NEED_DICT && dictionary?.length) {
      this.#error = zlibInflateSetDictionary(stream, dictionary);
      if (this.#error === Z_OK) this.#error = zlibInflate(stream, flush as 0);
      // `failure` tells this code from that of bad data
      else if (this.#error === Z_DATA_ERROR) this.#error = Z_NEED_DICT;
    }
    // gzip members may follow one another; zeros are padding
    while (
      this.#mode === GUNZIP &&
      this.#error === Z_STREAM_END &&
      !rejectGarbageAfterEnd &&
      stream.avail_in > 0 &&
      stream.input[stream.next_in] !== 0
    ) {
      this.reset();
      this.#error = zlibInflate(stream, flush as 0);
    }
  }

  #failure(message: string): Failure {
    return {
      message: this.#stream.msg || message,
      errno: this.#error,
      code: codes[this.#error] ?? 'Z_ERRNO',
    };
  }
}
