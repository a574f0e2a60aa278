/**
 * The reader's HTTP/1.1 client: one request on one connection, read as RFC 9112 says, byte by byte. It
 * keeps everything that went over the wire.
 */
import type { Connection, ConnectionReceiver, Failure, HttpRequest, HttpResponse, Result } from '../engine.ts';
import { failure } from './failure.ts';

type Connect = (port: number, receiver: ConnectionReceiver) => Promise<Result<{ connection: Connection }>>;

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
}

const latin1 = new TextDecoder('latin1');
const encoder = new TextEncoder();

/** A growing run of bytes. */
class Bytes {
  #parts: Uint8Array[] = [];
  length = 0;

  push(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  whole(): Uint8Array {
    const all = new Uint8Array(this.length);
    let offset = 0;
    for (const part of this.#parts) {
      all.set(part, offset);
      offset += part.length;
    }
    this.#parts = [all];
    return all;
  }
}

const header = (head: Head, name: string): string | undefined =>
  head.headers.find(([key]) => key.toLowerCase() === name)?.[1];

function indexOf(bytes: Uint8Array, text: string, from = 0): number {
  const pattern = encoder.encode(text);
  for (let at = bytes.indexOf(pattern[0] ?? 0, from); at >= 0; at = bytes.indexOf(pattern[0] ?? 0, at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function parseHead(text: string): Head | string {
  const [first = '', ...lines] = text.split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first);
  if (!match) return `The answer does not begin with an HTTP/1.1 status line but with "${first.slice(0, 60)}".`;
  const headers: [string, string][] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) return `The answer has a header line without a name: "${line.slice(0, 60)}".`;
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { status: Number(match[1]), statusText: match[2] ?? '', headers };
}

/** The body of a chunked message from `at` on: the bytes when it is whole, undefined before, a sentence when it is wrong. */
function dechunk(bytes: Uint8Array, at: number): Uint8Array | undefined | string {
  const body = new Bytes();
  let position = at;
  for (;;) {
    const lineEnd = indexOf(bytes, '\r\n', position);
    if (lineEnd < 0) return undefined;
    const size = latin1.decode(bytes.subarray(position, lineEnd)).split(';')[0]?.trim() ?? '';
    if (!/^[0-9a-fA-F]+$/.test(size))
      return `A chunk begins with "${size.slice(0, 20)}" where its length in hexadecimal should be.`;
    const length = Number.parseInt(size, 16);
    position = lineEnd + 2;
    if (length === 0) {
      const end = indexOf(bytes, '\r\n\r\n', lineEnd);
      return end < 0 ? undefined : body.whole();
    }
    if (bytes.length < position + length + 2) return undefined;
    body.push(bytes.subarray(position, position + length));
    position += length + 2;
  }
}

/** The request as it goes over the wire. */
export function serialize(request: HttpRequest): Uint8Array {
  const body = typeof request.body === 'string' ? encoder.encode(request.body) : request.body;
  const has = (name: string) => request.headers.some(([key]) => key.toLowerCase() === name);
  const headers: (readonly [string, string])[] = [];
  if (!has('host')) headers.push(['Host', `localhost:${request.port}`]);
  headers.push(...request.headers);
  if (!has('connection')) headers.push(['Connection', 'close']);
  if (body && !has('content-length') && !has('transfer-encoding'))
    headers.push(['Content-Length', String(body.length)]);
  const head = encoder.encode(
    `${request.method} ${request.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  if (!body) return head;
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

/** What of `received` is the response so far: the response, a failure, or undefined when more is to come. */
function read(
  request: HttpRequest,
  received: Uint8Array,
  ended: boolean,
): { head: Head; body: Uint8Array } | Failure | undefined {
  let start = 0;
  for (;;) {
    const headEnd = indexOf(received, '\r\n\r\n', start);
    if (headEnd < 0) {
      if (!ended) return undefined;
      return received.length === start
        ? failure('reset', 'The server closed the connection without answering.')
        : failure('protocol', 'The server closed the connection in the middle of the headers.');
    }
    const head = parseHead(latin1.decode(received.subarray(start, headEnd)));
    if (typeof head === 'string') return failure('protocol', head);
    const at = headEnd + 4;
    // Interim responses (RFC 9110 section 15.2) come before the real one.
    if (head.status >= 100 && head.status < 200 && head.status !== 101) {
      start = at;
      continue;
    }
    const bare = request.method === 'HEAD' || head.status === 204 || head.status === 304 || head.status === 101;
    if (bare) return { head, body: new Uint8Array() };
    if (/\bchunked\b/i.test(header(head, 'transfer-encoding') ?? '')) {
      const body = dechunk(received, at);
      if (typeof body === 'string') return failure('protocol', body);
      if (body) return { head, body };
    } else {
      const length = header(head, 'content-length');
      if (length !== undefined && received.length >= at + Number(length))
        return { head, body: received.slice(at, at + Number(length)) };
      if (length === undefined && ended) return { head, body: received.slice(at) };
    }
    return ended
      ? failure(
          'reset',
          `The server closed the connection before the body was whole (${received.length - at} bytes had come).`,
        )
      : undefined;
  }
}

/** Sends `request` and resolves with the response, or with why there is none. */
export async function sendRequest(
  connect: Connect,
  request: HttpRequest,
  timeout: number,
): Promise<Result<{ response: HttpResponse }>> {
  const { promise, resolve } = Promise.withResolvers<Result<{ response: HttpResponse }>>();
  const sent = serialize(request);
  const received = new Bytes();
  const start = performance.now();
  let ended = false;
  let connection: Connection | undefined;

  const check = (): void => {
    const result = read(request, received.whole(), ended);
    if (!result) return;
    connection?.destroy();
    if ('ok' in result) return resolve(result);
    const { head, body } = result;
    resolve({
      ok: true,
      response: { ...head, body, time: performance.now() - start, wire: { sent, received: received.whole() } },
    });
  };
  const opened = await connect(request.port, {
    data(bytes) {
      received.push(bytes);
      check();
    },
    end() {
      ended = true;
      check();
    },
    close(reset) {
      ended = true;
      if (reset) resolve(failure('reset', 'The connection was reset: the server process ended or dropped it.'));
      else check();
    },
  });
  if (!opened.ok) return opened;
  connection = opened.connection;
  const timer = setTimeout(() => {
    connection?.destroy();
    resolve(
      failure(
        'timeout',
        `No answer within ${timeout / 1000} seconds. The server may be busy, or the handler may never answer.`,
      ),
    );
  }, timeout);
  void connection.write(sent);
  return promise.finally(() => clearTimeout(timer));
}
