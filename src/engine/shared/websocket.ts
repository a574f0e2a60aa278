/**
 * A WebSocket client over a connection's bytes (RFC 6455), for a page whose servers no browser's WebSocket can reach.
 * What goes over the wire is seen frame by frame, pings and pongs included.
 */
import type { Connection, Failure, HttpRequest, HttpResponse, Result, Session } from '../engine.ts';
import { failure } from './failure.ts';
import { encodeRequest } from './http-request.ts';
import { ResponseReader } from './http-response.ts';

export type FrameKind = 'text' | 'binary' | 'close' | 'ping' | 'pong';

/** A message or a control frame, whole: fragments have been put together. */
export interface SocketFrame {
  readonly from: 'client' | 'server';
  readonly kind: FrameKind;
  readonly bytes: Uint8Array;
  /** In how many fragments it came. */
  readonly fragments: number;
  /** The code of a close frame, if it has one. */
  readonly code?: number;
}

export interface SocketReceiver {
  frame(frame: SocketFrame): void;
  /** The conversation is over. @param reason why it broke off; `null` when both sides have sent a close frame */
  closed(reason: string | null): void;
}

export interface Socket {
  /** The answer that opened it. */
  readonly response: Pick<HttpResponse, 'status' | 'statusText' | 'headers'>;
  send(message: string | Uint8Array): void;
  /** @param code 1000, or 3000 to 4999 (section 7.4) @param reason up to 123 bytes of UTF-8 */
  close(code?: number, reason?: string): void;
  /** Drops the connection without a word. */
  destroy(): void;
}

/** The text that is joined to the key of the request (section 1.3). */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const KINDS: Readonly<Record<number, FrameKind>> = { 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };
const OPCODES: Readonly<Record<FrameKind, number>> = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
/** The longest message, in bytes. */
const LONGEST = 2 ** 26;

const encoder = new TextEncoder();

/**
 * Opens a WebSocket (section 4.1). Any answer but the one that opens it is a failure that says which answer it was.
 *
 * @param request with method GET; the headers of the handshake are added
 * @param timeout milliseconds until the server must have agreed
 */
export async function openSocket(
  connect: Session['connect'],
  request: HttpRequest,
  receiver: SocketReceiver,
  timeout: number,
): Promise<Result<{ readonly socket: Socket }>> {
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const has = (name: string) => request.headers.some(([own]) => own.toLowerCase() === name);
  const headers: (readonly [string, string])[] = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', key],
  ];
  const sent = encodeRequest({
    ...request,
    method: 'GET',
    headers: [...request.headers, ...headers.filter(([name]) => !has(name.toLowerCase()))],
  });
  if ('ok' in sent) return sent;
  const expected = await acceptOf(
    request.headers.find(([name]) => name.toLowerCase() === 'sec-websocket-key')?.[1] ?? key,
  );
  const { promise, resolve, reject } = Promise.withResolvers<Result<{ readonly socket: Socket }>>();
  const reader = new ResponseReader('GET');
  let frames: Frames | undefined;
  let connection: Connection | undefined;
  let settled = false;
  const settle = (result: Result<{ readonly socket: Socket }>): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (!result.ok) connection?.destroy();
    resolve(result);
  };
  const timer = setTimeout(
    () => settle(failure('timeout', `The server has not opened the WebSocket within ${timeout / 1000} seconds.`)),
    timeout,
  );
  const read = (bytes: Uint8Array): void => {
    if (frames) return frames.push(bytes);
    if (settled) return undefined;
    const result = reader.push(bytes);
    if (reader.head === undefined || (result === undefined && reader.head.status !== 101)) {
      if (typeof result === 'object') settle(result);
      return undefined;
    }
    const refused = refusal(reader, expected);
    if (refused) return settle(refused);
    frames = new Frames(connection!, receiver);
    settle({ ok: true, socket: frames.socket(reader.head) });
    const { rest } = reader;
    if (rest.length > 0) frames.push(rest);
    return undefined;
  };
  connect(request.port, {
    data: read,
    end() {
      if (frames) return frames.ended(false);
      const result = reader.end();
      settle(
        result === 'whole'
          ? (refusal(reader, expected) ?? failure('reset', 'The server closed the connection.'))
          : result,
      );
      return undefined;
    },
    close(reset) {
      if (frames) frames.ended(reset);
      else settle(failure('reset', 'The connection was reset before the WebSocket was open.'));
    },
  }).then((opened) => {
    if (!opened.ok) return settle(opened);
    connection = opened.connection;
    if (settled) connection.destroy();
    else void connection.write(sent);
    return undefined;
  }, reject);
  return promise;
}

async function acceptOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', encoder.encode(key + MAGIC));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

function refusal({ head, body }: ResponseReader, expected: string): Failure | null {
  const { status, statusText, headers } = head!;
  if (status !== 101) {
    const text = new TextDecoder().decode(body).slice(0, 300);
    return failure(
      'protocol',
      `The server answered ${status} ${statusText} and opened no WebSocket.${text === '' ? '' : ` It says: ${text}`}`,
    );
  }
  const accept = headers.find(([name]) => name.toLowerCase() === 'sec-websocket-accept')?.[1];
  if (accept === expected) return null;
  return failure('protocol', 'The server’s Sec-WebSocket-Accept does not fit the key: it does not speak WebSocket.');
}

/** Frames out of bytes and into bytes (section 5). */
class Frames {
  readonly #connection: Connection;
  readonly #receiver: SocketReceiver;
  #rest: Uint8Array = new Uint8Array(0);
  /** Pieces that have come since a frame was last read; they are joined when there are enough, not with each piece. */
  #pieces: Uint8Array[] = [];
  #size = 0;
  /** How many bytes there must be before a frame can be read on. */
  #needed = 2;
  /** Fragments of the message that is coming. */
  #parts: Uint8Array[] = [];
  #kind: 'text' | 'binary' = 'text';
  #length = 0;
  #closing = false;
  #over = false;

  constructor(connection: Connection, receiver: SocketReceiver) {
    this.#connection = connection;
    this.#receiver = receiver;
  }

  socket(response: Socket['response']): Socket {
    return {
      response,
      send: (message) => {
        const text = typeof message === 'string';
        this.#send(text ? 'text' : 'binary', text ? encoder.encode(message) : message);
      },
      close: (code, reason = '') => this.#close(code, reason),
      destroy: () => {
        this.#connection.destroy();
        this.#finish('The connection was dropped.');
      },
    };
  }

  push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#size < this.#needed) return;
    this.#rest = join(this.#pieces);
    this.#needed = 2;
    while (!this.#over && this.#readFrame());
    this.#pieces = [this.#rest];
    this.#size = this.#rest.length;
  }

  ended(reset: boolean): void {
    this.#finish(reset ? 'The connection was reset.' : 'The connection ended without a close frame (code 1006).');
  }

  /** @returns whether there may be another one */
  #readFrame(): boolean {
    const bytes = this.#rest;
    if (bytes.length < 2) return false;
    const [first, second] = bytes as unknown as readonly [number, number];
    const fin = (first & 0x80) !== 0;
    const opcode = first & 0x0f;
    if ((first & 0x70) !== 0) return this.#fail('uses an extension that was not agreed on');
    if ((second & 0x80) !== 0) return this.#fail('is masked, which a server must not do');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let length = second & 0x7f;
    let at = 2;
    if (length === 126) {
      if (bytes.length < 4) return false;
      length = view.getUint16(2);
      at = 4;
    } else if (length === 127) {
      if (bytes.length < 10) return false;
      length = Number(view.getBigUint64(2));
      at = 10;
    }
    if (length > LONGEST) return this.#fail(`has ${length} bytes, more than are taken here`, 1009);
    if (opcode >= 8 && (length > 125 || !fin)) return this.#fail('is a control frame that is too long or in pieces');
    if (bytes.length < at + length) {
      this.#needed = at + length;
      return false;
    }
    this.#rest = bytes.subarray(at + length);
    const content = bytes.slice(at, at + length);
    return opcode >= 8 ? this.#control(opcode, content) : this.#data(opcode, content, fin);
  }

  #data(opcode: number, content: Uint8Array, fin: boolean): boolean {
    if (opcode > 2) return this.#fail(`has the opcode ${opcode}, which nothing defines`);
    if ((opcode === 0) !== this.#parts.length > 0) return this.#fail('breaks the order of fragments');
    if (opcode !== 0) this.#kind = opcode === 1 ? 'text' : 'binary';
    this.#parts.push(content);
    this.#length += content.length;
    if (this.#length > LONGEST) return this.#fail('makes the message longer than is taken here', 1009);
    if (!fin) return true;
    const message = join(this.#parts);
    const fragments = this.#parts.length;
    this.#parts = [];
    this.#length = 0;
    if (this.#kind === 'text' && !isUtf8(message)) return this.#fail('is text that is not UTF-8', 1007);
    this.#receiver.frame({ from: 'server', kind: this.#kind, bytes: message, fragments });
    return true;
  }

  #control(opcode: number, content: Uint8Array): boolean {
    const kind = KINDS[opcode];
    if (kind === undefined) return this.#fail(`has the opcode ${opcode}, which nothing defines`);
    if (kind !== 'close') {
      this.#receiver.frame({ from: 'server', kind, bytes: content, fragments: 1 });
      if (kind === 'ping') this.#send('pong', content);
      return true;
    }
    if (content.length === 1) return this.#fail('is a close frame with half a code');
    const code = content.length === 0 ? undefined : (content[0]! << 8) | content[1]!;
    const bytes = content.subarray(2);
    this.#receiver.frame({ from: 'server', kind, bytes, fragments: 1, ...(code !== undefined && { code }) });
    // The same code goes back (section 5.5.1), unless this side has begun to close.
    if (!this.#closing) this.#close(code, '');
    this.#connection.end();
    this.#finish(null);
    return false;
  }

  #close(code: number | undefined, reason: string): void {
    if (this.#closing) return;
    const text = encoder.encode(reason).subarray(0, 123);
    const head = code === undefined ? new Uint8Array() : Uint8Array.of(code >> 8, code & 0xff);
    this.#send('close', join([head, text]));
    this.#closing = true;
  }

  #send(kind: FrameKind, content: Uint8Array): void {
    if (this.#over || this.#closing) return;
    const { length } = content;
    const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const frame = new Uint8Array(size + 4 + length);
    const view = new DataView(frame.buffer);
    frame[0] = 0x80 | OPCODES[kind];
    frame[1] = 0x80 | (size === 2 ? length : size === 4 ? 126 : 127);
    if (size === 4) view.setUint16(2, length);
    if (size === 10) view.setBigUint64(2, BigInt(length));
    // Every frame of a client is masked, with bytes that nobody can foresee (section 5.3).
    const mask = crypto.getRandomValues(frame.subarray(size, size + 4));
    for (let index = 0; index < length; index += 1) frame[size + 4 + index] = content[index]! ^ mask[index & 3]!;
    void this.#connection.write(frame);
    const code = kind === 'close' && length >= 2 ? { code: (content[0]! << 8) | content[1]! } : {};
    const bytes = kind === 'close' ? content.slice(2) : content.slice();
    this.#receiver.frame({ from: 'client', kind, bytes, fragments: 1, ...code });
  }

  #fail(what: string, code = 1002): false {
    this.#close(code, '');
    this.#connection.end();
    this.#finish(`The server broke the protocol: a frame ${what} (code ${code}).`);
    return false;
  }

  #finish(reason: string | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.closed(reason);
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
