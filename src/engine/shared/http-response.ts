/** The answer to one request, read from the bytes of a connection as they come (RFC 9112 sections 4 to 7). */
import type { Failure, HttpResponse } from '../engine.ts';
import { failure } from './failure.ts';

/** An answer's head. */
export type Head = Pick<HttpResponse, 'status' | 'statusText' | 'headers'>;

/** A listener that is told of an answer as it comes. */
export interface Listener {
  head(head: Head): void;
  /** A piece of the content, out of its chunks (RFC 9112 section 7.1). */
  body(bytes: Uint8Array): void;
}

/** How a body ends: after so many bytes, with its last chunk, or with the connection. */
type Framing = number | 'chunked' | 'close';

const CR = 0x0d;
const LF = 0x0a;
/** The longest line, in bytes. A line is looked at anew with each piece of it, so one without end must be given up. */
const LONGEST_LINE = 2 ** 23;

export class ResponseReader {
  readonly #method: string;
  readonly #listener: Partial<Listener>;
  /** All bytes that have come, in the pieces in which they came. */
  readonly #received: Uint8Array[] = [];
  /** Bytes that have come and have not been read yet. */
  #rest: Uint8Array = new Uint8Array(0);
  /** The lines of the head that is being read. */
  #lines: string[] = [];
  #head: Head | undefined;
  #framing: Framing = 'close';
  /** Bytes of the body, or of the chunk that is being read, that are still to come. */
  #left = 0;
  /** The part of a chunked body that comes next. */
  #next: 'size' | 'data' | 'end of data' | 'trailers' = 'size';
  readonly #body: Uint8Array[] = [];

  /**
   * @param method the request's method: an answer to HEAD has no body, whatever its headers say
   * @param listener is told of the head, and of each piece of the body, once they have come
   */
  constructor(method: string, listener: Partial<Listener> = {}) {
    this.#method = method;
    this.#listener = listener;
  }

  /** All bytes that have come, interim answers (RFC 9110 section 15.2) included. */
  get received(): Uint8Array {
    return join(this.#received);
  }

  /** The head of the answer itself, not of interim ones; undefined before it is whole. */
  get head(): Head | undefined {
    return this.#head;
  }

  /** Bytes that have come after the answer: the first ones of another protocol, if the answer opens one. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** The part of the body that has come. */
  get body(): Uint8Array {
    return join(this.#body);
  }

  /** @returns `whole` once the answer is whole, a failure once it cannot become so, undefined before */
  push(bytes: Uint8Array): 'whole' | Failure | undefined {
    this.#received.push(bytes);
    this.#rest = this.#rest.length === 0 ? bytes : join([this.#rest, bytes]);
    const result = this.#read();
    if (result !== undefined || this.#rest.length <= LONGEST_LINE) return result;
    return failure(
      'protocol',
      `The answer has a line of more than ${LONGEST_LINE} bytes where its headers or chunks are.`,
    );
  }

  /** No more will come. */
  end(): 'whole' | Failure {
    if (this.#head && this.#framing === 'close') return 'whole';
    if (this.#head) {
      const count = this.#body.reduce((sum, { length }) => sum + length, 0);
      return failure('reset', `The server closed the connection before the body was whole (${count} bytes had come).`);
    }
    const rest = latin1(this.#rest);
    if (this.#lines.length === 0) {
      if (rest === '') return failure('reset', 'The server closed the connection without answering.');
      if (!'HTTP/1.'.startsWith(rest.slice(0, 7))) return notHttp(rest);
    }
    return failure('reset', 'The server closed the connection in the middle of the headers.');
  }

  #read(): 'whole' | Failure | undefined {
    while (!this.#head) {
      const problem = this.#readHead();
      if (problem !== 'next') return problem;
    }
    if (this.#framing === 'chunked') return this.#readChunks();
    if (this.#framing === 'close') this.#left = Number.POSITIVE_INFINITY;
    this.#takeBody();
    return this.#left === 0 ? 'whole' : undefined;
  }

  /** @returns `next` when a head is complete: the answer's own, or an interim one, which is passed over */
  #readHead(): Failure | 'next' | undefined {
    for (;;) {
      const line = this.#line();
      if (line === undefined) return undefined;
      if (this.#lines.length === 0 && !STATUS_LINE.test(line)) return notHttp(line);
      if (line === '') break;
      this.#lines.push(line);
    }
    const [first = '', ...lines] = this.#lines;
    this.#lines = [];
    const [, code, statusText = ''] = STATUS_LINE.exec(first) ?? [];
    const status = Number(code);
    const headers: [string, string][] = [];
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon < 1) return failure('protocol', `The answer has a header line without a name: "${line.slice(0, 60)}".`);
      headers.push([line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]);
    }
    if (status >= 100 && status < 200 && status !== 101) return 'next';
    const framing = framingOf(this.#method, status, headers);
    if (typeof framing === 'object') return framing;
    this.#framing = framing;
    if (typeof framing === 'number') this.#left = framing;
    this.#head = { status, statusText, headers };
    this.#listener.head?.(this.#head);
    return 'next';
  }

  #readChunks(): 'whole' | Failure | undefined {
    for (;;) {
      if (this.#next === 'data') {
        this.#takeBody();
        if (this.#left > 0) return undefined;
        this.#next = 'end of data';
      }
      if (this.#next === 'end of data') {
        if (this.#rest.length < 2) return undefined;
        if (this.#rest[0] !== CR || this.#rest[1] !== LF)
          return failure('protocol', 'A chunk is longer than its length says: no end of a line follows it.');
        this.#rest = this.#rest.subarray(2);
        this.#next = 'size';
      }
      const line = this.#line();
      if (line === undefined) return undefined;
      // Trailers follow the last chunk, and an empty line follows them.
      if (this.#next === 'trailers') {
        if (line === '') return 'whole';
        continue;
      }
      // The text after a semicolon is chunk extensions, which nobody uses.
      const size = line.split(';')[0]?.trim() ?? '';
      if (!/^[\da-f]+$/i.test(size))
        return failure(
          'protocol',
          `A chunk begins with "${size.slice(0, 20)}" where its length in hexadecimal should be.`,
        );
      this.#left = Number.parseInt(size, 16);
      this.#next = this.#left === 0 ? 'trailers' : 'data';
    }
  }

  /** Takes the bytes of the body that have come, up to its end or that of its chunk. */
  #takeBody(): void {
    const piece = this.#rest.subarray(0, this.#left);
    if (piece.length === 0) return;
    this.#rest = this.#rest.subarray(piece.length);
    this.#left -= piece.length;
    this.#body.push(piece);
    this.#listener.body?.(piece);
  }

  /** The next line without its end, if it is complete. */
  #line(): string | undefined {
    const bytes = this.#rest;
    let end = bytes.indexOf(CR);
    while (end >= 0 && end + 1 < bytes.length && bytes[end + 1] !== LF) end = bytes.indexOf(CR, end + 1);
    if (end < 0 || end + 1 === bytes.length) return undefined;
    this.#rest = bytes.subarray(end + 2);
    return latin1(bytes.subarray(0, end));
  }
}

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/;

const notHttp = (text: string): Failure =>
  failure('protocol', `The answer does not begin with an HTTP/1.1 status line but with "${text.slice(0, 60)}".`);

/** Where the body ends (RFC 9112 section 6.3). */
function framingOf(method: string, status: number, headers: Head['headers']): Framing | Failure {
  if (method === 'HEAD' || status === 204 || status === 304 || status === 101) return 0;
  const values = (name: string): string[] =>
    headers.flatMap(([key, value]) => (key.toLowerCase() === name ? value.split(',').map((each) => each.trim()) : []));
  const coding = values('transfer-encoding').at(-1);
  if (coding !== undefined) return coding.toLowerCase() === 'chunked' ? 'chunked' : 'close';
  const [length, ...others] = new Set(values('content-length'));
  if (length === undefined) return 'close';
  if (others.length === 0 && /^\d+$/.test(length)) return Number(length);
  return failure(
    'protocol',
    `The answer's Content-Length is "${[length, ...others].join(', ').slice(0, 60)}", which is not one number of bytes.`,
  );
}

/** A text of one character for each byte; `TextDecoder` means windows-1252 by latin1. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
