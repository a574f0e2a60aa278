/** `internalBinding('http_parser')` (src/node_http_parser.cc) on llhttp. */
import type { Facts } from '../../facts.ts';
import { bytesOf } from '../../bytes.ts';
import { latin1Text } from '../../text/encodings.ts';
import { connectionsListOf, type ConnectionsList } from './connections-list.ts';
import { LlhttpMachine, type MessageParts } from './llhttp.ts';

const REQUEST = 1;
const RESPONSE = 2;
const HPE_PAUSED = 21;
const HPE_PAUSED_UPGRADE = 22;
const HPE_USER = 24;
/** Headers given to JavaScript at once; more come through kOnHeaders (kMaxHeaderFieldsCount). */
const HEADERS_AT_ONCE = 32;

type Callback = (...args: unknown[]) => unknown;

export interface HttpParserContext {
  readonly facts: Facts;
  readonly llhttp: ArrayBuffer;
  /** Milliseconds, monotonic. */
  now(): number;
  /** A Buffer on these bytes. */
  buffer(bytes: Uint8Array): Uint8Array;
  /** The async context (AsyncLocalStorage) of the code that runs. */
  readonly contexts: {
    getContinuationPreservedEmbedderData(): unknown;
    setContinuationPreservedEmbedderData(frame: unknown): void;
  };
}

export function createHttpParserBinding({ facts, llhttp, now, buffer, contexts }: HttpParserContext): object {
  const numbers = facts.httpParser;
  const number = (name: string): number => {
    const value = numbers[name];
    if (value === undefined) throw new Error(`HTTPParser of Node ${facts.version} has no ${name}`);
    return value;
  };
  const kOnMessageBegin = number('kOnMessageBegin');
  const kOnHeaders = number('kOnHeaders');
  const kOnHeadersComplete = number('kOnHeadersComplete');
  const kOnBody = number('kOnBody');
  const kOnMessageComplete = number('kOnMessageComplete');
  const machine = new LlhttpMachine(llhttp);
  const parser = machine.exports;
  const ConnectionsList = connectionsListOf(now);

  class HTTPParser implements MessageParts {
    [callback: number]: Callback | undefined;
    /** Written by Node's library: how many headers are accepted, doubled. */
    declare maxHeaderPairs: number | undefined;
    /** When the message under way began, in milliseconds; 0 between messages. */
    messageStart = 0;
    #pointer = 0;
    #type = REQUEST;
    #maxHeaderSize = 0;
    #headerSize = 0;
    #headerCount = 0;
    #list: ConnectionsList | undefined;
    #url = '';
    #statusMessage = '';
    #fields: string[] = [];
    #values: string[] = [];
    #inValue = false;
    #flushed = false;
    #headersComplete = false;
    #error: unknown;
    #failed = false;
    #reason: { code: string; reason: string } | undefined;
    #executing = false;
    #pendingPause = false;
    #freed = false;
    #current: Uint8Array | undefined;

    /** The context in which the parser was last put to use: its callbacks run in it (AsyncWrap::AsyncReset). */
    #frame: unknown;

    initialize(type: number, _resource: object, maxHeaderSize = 0, lenient = 0, list?: ConnectionsList): void {
      if (this.#pointer !== 0) this.#destroy();
      this.#frame = contexts.getContinuationPreservedEmbedderData();
      this.#freed = false;
      this.#type = type;
      this.#maxHeaderSize = maxHeaderSize > 0 ? maxHeaderSize : 16 * 1024;
      this.#pointer = machine.open(this, type, lenient, numbers);
      this.#begin();
      this.#list = list;
      if (list) {
        // A connection counts as started at once, so that a client which sends nothing times out.
        this.messageStart = now();
        list.add(this);
      } else this.messageStart = 0;
    }

    #begin(): void {
      this.#url = '';
      this.#statusMessage = '';
      this.#fields = [];
      this.#values = [];
      this.#inValue = false;
      this.#flushed = false;
      this.#headersComplete = false;
      this.#headerSize = 0;
      this.#headerCount = 0;
    }

    // ---- callbacks from llhttp

    onMessageBegin(): number {
      this.#begin();
      this.messageStart = now();
      this.#call(kOnMessageBegin);
      return 0;
    }

    onUrl(bytes: Uint8Array): number {
      this.#url += latin1Text(bytes);
      return this.#track(bytes.length);
    }

    onStatus(bytes: Uint8Array): number {
      this.#statusMessage += latin1Text(bytes);
      return this.#track(bytes.length);
    }

    onHeaderField(bytes: Uint8Array): number {
      if (this.#fields.length === this.#values.length) {
        this.#headerCount += 1;
        // maxHeadersCount, doubled by Node's library; more headers are an error, they are not cut off.
        const limit = this.maxHeaderPairs ?? 0;
        if (limit > 0 && this.#headerCount * 2 > limit) return this.#overflow();
        if (this.#fields.length === HEADERS_AT_ONCE) this.#flushHeaders();
        this.#fields.push('');
      }
      this.#inValue = false;
      this.#fields[this.#fields.length - 1] += latin1Text(bytes);
      return this.#track(bytes.length);
    }

    onHeaderValue(bytes: Uint8Array): number {
      if (!this.#inValue) {
        this.#inValue = true;
        this.#values.push('');
      }
      this.#values[this.#values.length - 1] += latin1Text(bytes);
      return this.#track(bytes.length);
    }

    onHeadersComplete(): number {
      this.#headersComplete = true;
      this.#headerSize = 0;
      let headers: string[] | undefined;
      let url: string | undefined;
      if (this.#flushed) this.#flushHeaders();
      else {
        headers = this.#takeHeaders();
        url = this.#type === REQUEST ? this.#url : undefined;
      }
      const pointer = this.#pointer;
      const result = this.#call(
        kOnHeadersComplete,
        parser.llhttp_get_http_major(pointer),
        parser.llhttp_get_http_minor(pointer),
        headers,
        this.#type === REQUEST ? parser.llhttp_get_method(pointer) : undefined,
        url,
        this.#type === RESPONSE ? parser.llhttp_get_status_code(pointer) : undefined,
        this.#type === RESPONSE ? this.#statusMessage : undefined,
        parser.llhttp_get_upgrade(pointer) !== 0,
        parser.llhttp_should_keep_alive(pointer) !== 0,
      );
      this.#url = '';
      if (this.#failed) return -1;
      return typeof result === 'number' ? result : 0;
    }

    onBody(bytes: Uint8Array): number {
      this.#call(kOnBody, buffer(bytes.slice()));
      return this.#failed ? HPE_USER : 0;
    }

    onMessageComplete(): number {
      if (this.#fields.length > 0) this.#flushHeaders();
      this.messageStart = 0;
      this.#call(kOnMessageComplete);
      return this.#failed ? HPE_USER : 0;
    }

    /** Header bytes count against --max-http-header-size (TrackHeader). */
    #track(length: number): number {
      this.#headerSize += length;
      return this.#headerSize < this.#maxHeaderSize ? 0 : this.#overflow();
    }

    #overflow(): number {
      this.#reason = { code: 'HPE_HEADER_OVERFLOW', reason: 'Header overflow' };
      return HPE_USER;
    }

    #takeHeaders(): string[] {
      const headers: string[] = [];
      for (const [index, field] of this.#fields.entries()) {
        headers.push(field, (this.#values[index] ?? '').replace(/[ \t]+$/, ''));
      }
      this.#fields = [];
      this.#values = [];
      this.#inValue = false;
      return headers;
    }

    #flushHeaders(): void {
      this.#call(kOnHeaders, this.#takeHeaders(), this.#url);
      this.#url = '';
      this.#flushed = true;
    }

    /** An exception in JavaScript ends the parsing and comes out of `execute`. */
    #call(index: number, ...args: unknown[]): unknown {
      const callback = this[index];
      if (typeof callback !== 'function' || this.#failed) return undefined;
      const before = contexts.getContinuationPreservedEmbedderData();
      contexts.setContinuationPreservedEmbedderData(this.#frame);
      try {
        return callback.apply(this, args);
      } catch (error) {
        this.#failed = true;
        this.#error = error;
        return undefined;
      } finally {
        contexts.setContinuationPreservedEmbedderData(before);
      }
    }

    // ---- calls from Node's library

    execute(data: ArrayBufferView): number | Error {
      return this.#run(bytesOf(data));
    }

    finish(): number | Error | undefined {
      if (this.#executing || this.#pointer === 0) return undefined;
      return this.#run(undefined);
    }

    #run(data: Uint8Array | undefined): number | Error {
      const pointer = this.#pointer;
      const length = data?.length ?? 0;
      const memory = data ? parser.malloc(length || 1) : 0;
      if (data) machine.view(memory, length).set(data);
      this.#current = data;
      this.#failed = false;
      this.#reason = undefined;
      this.#executing = true;
      let errno: number;
      try {
        errno = data ? parser.llhttp_execute(pointer, memory, length) : parser.llhttp_finish(pointer);
      } finally {
        this.#executing = false;
      }
      let parsed = length;
      if (errno !== 0 && data) {
        parsed = parser.llhttp_get_error_pos(pointer) - memory;
        if (errno === HPE_PAUSED_UPGRADE) {
          parser.llhttp_resume_after_upgrade(pointer);
          errno = 0;
        }
      }
      if (memory !== 0) parser.free(memory);
      if (this.#pendingPause) {
        this.#pendingPause = false;
        parser.llhttp_pause(pointer);
      }
      if (this.#failed) {
        this.#release();
        throw this.#error;
      }
      if (errno === 0 || errno === HPE_PAUSED) {
        this.#release();
        return data ? parsed : 0;
      }
      const { code, reason } = this.#reason ?? {
        code: machine.textAt(parser.llhttp_errno_name(errno)),
        reason: machine.textAt(parser.llhttp_get_error_reason(pointer)),
      };
      this.#release();
      return Object.assign(new Error('Parse Error'), { code, reason, bytesParsed: parsed });
    }

    /** `free` while executing waits until llhttp has returned. */
    #release(): void {
      this.#current = undefined;
      if (this.#freed) this.#destroy();
    }

    #destroy(): void {
      if (this.#pointer === 0) return;
      machine.free(this.#pointer);
      this.#pointer = 0;
    }

    close(): void {
      this.free();
    }

    free(): void {
      this.#freed = true;
      if (!this.#executing) this.#destroy();
    }

    remove(): void {
      this.#list?.delete(this);
    }

    pause(): void {
      if (this.#executing) this.#pendingPause = true;
      else if (this.#pointer !== 0) parser.llhttp_pause(this.#pointer);
    }

    resume(): void {
      this.#pendingPause = false;
      if (this.#pointer !== 0 && !this.#executing) parser.llhttp_resume(this.#pointer);
    }

    // A handle here is never a C++ stream, so the library feeds `execute` itself.
    consume(): void {}
    unconsume(): void {}

    getCurrentBuffer(): Uint8Array | undefined {
      return this.#current && buffer(this.#current);
    }

    duration(): number {
      return this.messageStart === 0 ? 0 : now() - this.messageStart;
    }

    headersCompleted(): boolean {
      return this.#headersComplete;
    }

    getAsyncId(): number {
      return 0;
    }
  }
  Object.assign(HTTPParser, numbers);

  return { ...facts.bindings['http_parser'], HTTPParser, ConnectionsList };
}
