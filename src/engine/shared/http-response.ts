/** The answer to one request, read from the bytes of a connection as they come (RFC 9112 sections 4 to 7). */
import type { Failure, HttpResponse } from '../engine.ts';
import { failure } from './failure.ts';

export type Answer = Pick<HttpResponse, 'status' | 'statusText' | 'headers' | 'body'>;

type Head = Omit<Answer, 'body'>;

/** How a body ends: after so many bytes, with its last chunk, or with the connection. */
type Framing = number | 'chunked' | 'close';

const CR = 0x0d;
const LF = 0x0a;

export class ResponseReader {
  readonly #method: string;
  #bytes = new Uint8Array(1024);
  #length = 0;
  /** Where it reads on; everything before has been understood. */
  #at = 0;
  /** Before this there is no end of the line that begins at `#at`. */
  #searched = 0;
  /** Those of the head that is being read. */
  #lines: string[] = [];
  #head: Head | undefined;
  #framing: Framing = 'close';
  /** In a chunked body: bytes of the chunk that is being read; undefined before its first line, 0 in the trailers. */
  #chunk: number | undefined;
  readonly #chunks: Uint8Array[] = [];

  /** @param method of the request: an answer to HEAD has no body, whatever its headers say */
  constructor(method: string) {
    this.#method = method;
  }

  /** Everything that has come, interim answers (RFC 9110 section 15.2) included. */
  get received(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** @returns the answer once it is whole, a failure once it cannot become one, undefined before */
  push(bytes: Uint8Array): Answer | Failure | undefined {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
    return this.#read();
  }

  /** No more will come. */
  end(): Answer | Failure {
    const head = this.#head;
    if (head && this.#framing === 'close') return { ...head, body: this.#bytes.slice(this.#at, this.#length) };
    if (head) {
      const rest = this.#framing === 'chunked' && !this.#chunk ? 0 : this.#length - this.#at;
      const count = this.#chunks.reduce((sum, { length }) => sum + length, rest);
      return failure('reset', `The server closed the connection before the body was whole (${count} bytes had come).`);
    }
    const rest = latin1(this.#bytes.subarray(this.#at, this.#length));
    if (this.#lines.length === 0) {
      if (rest === '') return failure('reset', 'The server closed the connection without answering.');
      if (!'HTTP/1.'.startsWith(rest.slice(0, 7))) return notHttp(rest);
    }
    return failure('reset', 'The server closed the connection in the middle of the headers.');
  }

  #read(): Answer | Failure | undefined {
    while (!this.#head) {
      const problem = this.#readHead();
      if (problem !== 'next') return problem;
    }
    if (this.#framing === 'chunked') return this.#readChunks(this.#head);
    if (this.#framing === 'close' || this.#length < this.#at + this.#framing) return undefined;
    return { ...this.#head, body: this.#bytes.slice(this.#at, this.#at + this.#framing) };
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
    this.#head = { status, statusText, headers };
    return 'next';
  }

  #readChunks(head: Head): Answer | Failure | undefined {
    for (;;) {
      if (this.#chunk) {
        const end = this.#at + this.#chunk;
        if (this.#length < end + 2) return undefined;
        if (this.#bytes[end] !== CR || this.#bytes[end + 1] !== LF)
          return failure('protocol', `A chunk of ${this.#chunk} bytes is not followed by the end of a line.`);
        this.#chunks.push(this.#bytes.slice(this.#at, end));
        this.#moveTo(end + 2);
        this.#chunk = undefined;
      }
      const line = this.#line();
      if (line === undefined) return undefined;
      // Trailers follow the last chunk, and an empty line follows them.
      if (this.#chunk === 0) {
        if (line === '') return { ...head, body: join(this.#chunks) };
        continue;
      }
      // What comes after a semicolon are extensions, which nobody uses.
      const size = line.split(';')[0]?.trim() ?? '';
      if (!/^[\da-f]+$/i.test(size))
        return failure(
          'protocol',
          `A chunk begins with "${size.slice(0, 20)}" where its length in hexadecimal should be.`,
        );
      this.#chunk = Number.parseInt(size, 16);
    }
  }

  /** The next line without its end, if it is complete. */
  #line(): string | undefined {
    const bytes = this.#bytes.subarray(0, this.#length);
    let end = bytes.indexOf(CR, this.#searched);
    while (end >= 0 && end + 1 < bytes.length && bytes[end + 1] !== LF) end = bytes.indexOf(CR, end + 1);
    if (end < 0 || end + 1 === bytes.length) {
      this.#searched = end < 0 ? bytes.length : end;
      return undefined;
    }
    const line = latin1(bytes.subarray(this.#at, end));
    this.#moveTo(end + 2);
    return line;
  }

  #moveTo(position: number): void {
    this.#at = this.#searched = position;
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

/** One character for each byte; `TextDecoder` means windows-1252 by latin1. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
