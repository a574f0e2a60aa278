/**
 * llhttp, the parser that Node itself uses, compiled to WebAssembly: its functions, and its callbacks handed to the
 * parser that they are about.
 */
import { latin1Text } from '../../text/encodings.ts';

interface Llhttp {
  readonly memory: WebAssembly.Memory;
  _initialize?(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, data: number, length: number): number;
  llhttp_finish(parser: number): number;
  llhttp_pause(parser: number): void;
  llhttp_resume(parser: number): void;
  llhttp_resume_after_upgrade(parser: number): void;
  llhttp_should_keep_alive(parser: number): number;
  llhttp_get_http_major(parser: number): number;
  llhttp_get_http_minor(parser: number): number;
  llhttp_get_method(parser: number): number;
  llhttp_get_status_code(parser: number): number;
  llhttp_get_upgrade(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_get_error_pos(parser: number): number;
  llhttp_errno_name(errno: number): number;
  llhttp_set_lenient_headers(parser: number, enabled: number): void;
  llhttp_set_lenient_chunked_length(parser: number, enabled: number): void;
  llhttp_set_lenient_keep_alive(parser: number, enabled: number): void;
  llhttp_set_lenient_transfer_encoding(parser: number, enabled: number): void;
  llhttp_set_lenient_version(parser: number, enabled: number): void;
  llhttp_set_lenient_data_after_close(parser: number, enabled: number): void;
  llhttp_set_lenient_optional_lf_after_cr(parser: number, enabled: number): void;
  llhttp_set_lenient_optional_crlf_after_chunk(parser: number, enabled: number): void;
  llhttp_set_lenient_optional_cr_before_lf(parser: number, enabled: number): void;
  llhttp_set_lenient_spaces_after_chunk_size(parser: number, enabled: number): void;
}

type Setter = Extract<keyof Llhttp, `llhttp_set_lenient_${string}`>;

/** Flags of `HTTPParser.prototype.initialize` and what each turns on. */
const LENIENT: readonly (readonly [flag: string, setter: Setter])[] = [
  ['kLenientHeaders', 'llhttp_set_lenient_headers'],
  ['kLenientChunkedLength', 'llhttp_set_lenient_chunked_length'],
  ['kLenientKeepAlive', 'llhttp_set_lenient_keep_alive'],
  ['kLenientTransferEncoding', 'llhttp_set_lenient_transfer_encoding'],
  ['kLenientVersion', 'llhttp_set_lenient_version'],
  ['kLenientDataAfterClose', 'llhttp_set_lenient_data_after_close'],
  ['kLenientOptionalLFAfterCR', 'llhttp_set_lenient_optional_lf_after_cr'],
  ['kLenientOptionalCRLFAfterChunk', 'llhttp_set_lenient_optional_crlf_after_chunk'],
  ['kLenientOptionalCRBeforeLF', 'llhttp_set_lenient_optional_cr_before_lf'],
  ['kLenientSpacesAfterChunkSize', 'llhttp_set_lenient_spaces_after_chunk_size'],
];

/** What llhttp calls for each part of a message. A result other than 0 ends the parsing. */
export interface MessageParts {
  onMessageBegin(): number;
  onUrl(bytes: Uint8Array): number;
  onStatus(bytes: Uint8Array): number;
  onHeaderField(bytes: Uint8Array): number;
  onHeaderValue(bytes: Uint8Array): number;
  onHeadersComplete(): number;
  onBody(bytes: Uint8Array): number;
  onMessageComplete(): number;
}

export class LlhttpMachine {
  readonly exports: Llhttp;
  readonly #parsers = new Map<number, MessageParts>();

  /** @param wasm the bytes of llhttp.wasm */
  constructor(wasm: ArrayBuffer) {
    const to =
      (call: (parser: MessageParts, bytes: Uint8Array) => number) => (pointer: number, at: number, length: number) => {
        const parser = this.#parsers.get(pointer);
        return parser ? call(parser, this.view(at, length)) : 0;
      };
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
      env: {
        wasm_on_message_begin: to((parser) => parser.onMessageBegin()),
        wasm_on_url: to((parser, bytes) => parser.onUrl(bytes)),
        wasm_on_status: to((parser, bytes) => parser.onStatus(bytes)),
        wasm_on_header_field: to((parser, bytes) => parser.onHeaderField(bytes)),
        wasm_on_header_value: to((parser, bytes) => parser.onHeaderValue(bytes)),
        wasm_on_headers_complete: to((parser) => parser.onHeadersComplete()),
        wasm_on_body: to((parser, bytes) => parser.onBody(bytes)),
        wasm_on_message_complete: to((parser) => parser.onMessageComplete()),
      },
    });
    this.exports = instance.exports as unknown as Llhttp;
    this.exports._initialize?.();
  }

  /**
   * @param flags which faults of a message are accepted: flags from `numbers`
   * @returns a pointer to the new parser in the machine's memory
   */
  open(parser: MessageParts, type: number, flags: number, numbers: Readonly<Record<string, number>>): number {
    const pointer = this.exports.llhttp_alloc(type);
    this.#parsers.set(pointer, parser);
    for (const [flag, setter] of LENIENT) if ((flags & (numbers[flag] ?? 0)) !== 0) this.exports[setter](pointer, 1);
    return pointer;
  }

  free(pointer: number): void {
    this.#parsers.delete(pointer);
    this.exports.llhttp_free(pointer);
  }

  view(at: number, length: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, at, length);
  }

  /** Text that ends with a zero byte. */
  textAt(pointer: number): string {
    if (pointer === 0) return '';
    const memory = new Uint8Array(this.exports.memory.buffer);
    let end = pointer;
    while (memory[end] !== 0) end += 1;
    return latin1Text(memory.subarray(pointer, end));
  }
}
