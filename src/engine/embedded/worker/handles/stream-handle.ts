/**
 * What TCP handles and pipes have in common: reading and writing of a stream, with the state that Node's
 * library shares with C++ (src/stream_base.cc and src/stream_wrap.cc are the contract).
 */
import type { EventLoop } from '../loop/event-loop.ts';
import type { Outcome, ReceivedHandle, Stream } from '../network/stream.ts';
import { constant, type Facts } from '../facts.ts';
import type { PassedHandle } from '../../protocol/connections.ts';
import { encode } from '../text/encodings.ts';
import { Handle } from './handle.ts';
import { streamBaseState } from '../bindings/stream_wrap.ts';

interface WriteRequest {
  oncomplete?(status: number, handle: object, error: undefined): void;
}

/** The error numbers that streams need, by Node's names without `UV_`. */
export class StreamCodes {
  readonly #facts: Facts;
  readonly status: Readonly<Record<Outcome, number>>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.status = { sent: 0, reset: this.of('ECONNRESET'), canceled: this.of('ECANCELED') };
  }

  of(name: string): number {
    return constant(this.#facts, 'uv', `UV_${name}`);
  }
}

export class StreamHandle extends Handle {
  // Node's library writes it on the handle.
  declare onread: (buffer: ArrayBuffer | undefined) => unknown;
  protected readonly codes: StreamCodes;
  protected stream: Stream | undefined;
  readonly isStreamBase = false;
  #listening = false;
  #reading = false;
  #requests = 0;
  #userBuffer: Uint8Array | undefined;

  constructor(loop: EventLoop, onclose: symbol, codes: StreamCodes) {
    super(loop, onclose);
    this.codes = codes;
  }

  get bytesRead(): number {
    return this.stream?.bytesRead ?? 0;
  }

  get bytesWritten(): number {
    return this.stream?.bytesWritten ?? 0;
  }

  get fd(): number {
    return -1;
  }

  get writeQueueSize(): number {
    return this.stream?.writing ? 1 : 0;
  }

  setBlocking(): number {
    return 0;
  }

  /** The handle as it goes to another process; undefined when there is nothing to send. */
  pass(): PassedHandle | undefined {
    return undefined;
  }

  // ---- reading

  readStart(): number {
    if (!this.stream) return this.codes.of('ENOTCONN');
    this.#reading = true;
    this.#update();
    this.stream.readStart(this.later);
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    this.stream?.readStop();
    this.#update();
    return 0;
  }

  /** `onread: { buffer }` of net.Socket: data is copied into the caller's buffer. */
  useUserBuffer(buffer: Uint8Array): void {
    this.#userBuffer = buffer;
  }

  protected attach(stream: Stream): void {
    this.stream = stream;
    stream.owner = {
      data: (bytes, passed) => {
        if (passed) this.received(passed);
        this.#data(bytes);
      },
      end: () => this.#read(this.codes.of('EOF'), undefined),
      reset: () => this.#read(this.codes.of('ECONNRESET'), undefined),
    };
  }

  /** A handle has come along with the data that is read next; for pipes between processes. */
  protected received(passed: ReceivedHandle): void {
    if (passed.type === 'connection') passed.stream.close(false);
  }

  #data(bytes: ArrayBuffer): void {
    const target = this.#userBuffer;
    if (!target) return this.#read(bytes.byteLength, bytes);
    for (let from = 0; from < bytes.byteLength; from += target.byteLength) {
      const part = new Uint8Array(bytes, from, Math.min(target.byteLength, bytes.byteLength - from));
      target.set(part);
      this.#read(part.byteLength, undefined);
    }
  }

  #read(status: number, bytes: ArrayBuffer | undefined): void {
    if (status < 0) {
      this.#reading = false;
      this.#update();
    }
    streamBaseState[0] = status;
    streamBaseState[1] = 0;
    this.onread(bytes);
  }

  // ---- writing

  writeBuffer(request: WriteRequest, bytes: Uint8Array, handle?: StreamHandle): number {
    return this.#write(request, bytes, handle);
  }
  writeUtf8String(request: WriteRequest, text: string, handle?: StreamHandle): number {
    return this.#write(request, encode(text, 'utf8'), handle);
  }
  writeAsciiString(request: WriteRequest, text: string): number {
    return this.#write(request, encode(text, 'latin1'));
  }
  writeLatin1String(request: WriteRequest, text: string): number {
    return this.#write(request, encode(text, 'latin1'));
  }
  writeUcs2String(request: WriteRequest, text: string): number {
    return this.#write(request, encode(text, 'utf16le'));
  }

  /** Either buffers only, or alternating chunk and encoding (src/stream_base.cc, WriteV). */
  writev(request: WriteRequest, chunks: readonly (string | Uint8Array)[], allBuffers: boolean): number {
    const parts: Uint8Array[] = [];
    if (allBuffers) parts.push(...(chunks as Uint8Array[]));
    else {
      for (let index = 0; index < chunks.length; index += 2) {
        const chunk = chunks[index] ?? '';
        parts.push(typeof chunk === 'string' ? encode(chunk, String(chunks[index + 1])) : chunk);
      }
    }
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.byteLength;
    }
    return this.#write(request, whole);
  }

  #write(request: WriteRequest, bytes: Uint8Array, handle?: StreamHandle): number {
    const { stream } = this;
    if (!stream) return this.codes.of('EPIPE');
    streamBaseState[2] = bytes.byteLength;
    if (stream.broken) {
      // Bytes that could not be sent count as well (StreamBase::Write in src/stream_base.cc).
      stream.bytesWritten += bytes.byteLength;
      return this.codes.of('EPIPE');
    }
    const sent = stream.write(
      bytes,
      (outcome) => {
        this.finished();
        request.oncomplete?.(this.codes.status[outcome], this, undefined);
      },
      handle?.pass(),
    );
    streamBaseState[3] = sent ? 0 : 1;
    if (!sent) this.requested();
    return 0;
  }

  shutdown(request: WriteRequest): number {
    if (!this.stream) return this.codes.of('ENOTCONN');
    this.requested();
    this.stream.end((outcome) => {
      this.finished();
      request.oncomplete?.(this.closed ? this.codes.status.canceled : this.codes.status[outcome], this, undefined);
    }, this.later);
    return 0;
  }

  reset(callback?: () => void): number {
    this.#closeStream(true);
    this.close(callback);
    return 0;
  }

  protected override release(): void {
    this.listening = false;
    this.#closeStream(false);
  }

  /** Cancels writes that are still waiting, just before the handle's own callback (uv__stream_destroy). */
  #closeStream(abort: boolean): void {
    for (const done of this.stream?.close(abort) ?? []) this.loop.deferClose(() => done('canceled'));
    this.stream = undefined;
  }

  // ---- what keeps the process alive

  protected readonly later = (callback: () => void): void => this.loop.defer(callback);

  protected get listening(): boolean {
    return this.#listening;
  }

  protected set listening(on: boolean) {
    this.#listening = on;
    this.#update();
  }

  /** A request has begun: the handle is busy until it has finished. */
  protected requested(): void {
    this.#requests += 1;
    this.#update();
  }

  protected finished(): void {
    this.#requests -= 1;
    this.#update();
  }

  #update(): void {
    this.setActive(this.#listening || this.#reading || this.#requests > 0);
  }
}
