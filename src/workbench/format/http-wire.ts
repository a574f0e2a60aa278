/**
 * What one side of a connection has sent, taken apart as HTTP/1.1 (RFC 9112): heads, bodies, chunks with their sizes. For
 * showing bytes: whatever does not look like HTTP is left as it is, and nothing is refused.
 */

/** `other` is what is no HTTP: another protocol after an upgrade, or the middle of a message whose begin is not known. */
export type PartKind = 'head' | 'body' | 'chunk size' | 'chunk' | 'end of chunk' | 'trailers' | 'other';

export interface WirePart {
  readonly kind: PartKind;
  /** Where it is in the stream: the first byte, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Which message of this side it belongs to, from 1; 0 for what is no HTTP. */
  readonly message: number;
}

export interface WireMessage {
  /** `GET / HTTP/1.1`, `HTTP/1.1 200 OK` */
  readonly line: string;
  /** How its body ends: it has none, after so many bytes, with an empty chunk, or with the connection. */
  readonly framing: 'none' | 'length' | 'chunked' | 'close';
  /** Whether the connection may be used again after it (RFC 9112, section 9.3). */
  readonly persists: boolean;
  /** Behind its last byte; `null` when that has not come. */
  readonly end: number | null;
}

export interface WireStream {
  readonly parts: readonly WirePart[];
  readonly messages: readonly WireMessage[];
}

const CR = 0x0d;
const LF = 0x0a;
const REQUEST = /^[!#$%&'*+.^_`|~\w-]+ \S+ HTTP\/1\.[01]\r?$/;
const RESPONSE = /^HTTP\/1\.[01] \d{3}(?: .*)?\r?$/;

/**
 * @param bytes all that this side has sent since the connection was opened
 * @param requests the messages of the other side, when this one answers: there is no body after HEAD
 */
export function splitStream(bytes: Uint8Array, requests: readonly WireMessage[] | null): WireStream {
  const parts: WirePart[] = [];
  const messages: WireMessage[] = [];
  let at = 0;
  /** Which of the requests is answered next: interim answers (1xx) answer none. */
  let answered = 0;
  const part = (kind: PartKind, to: number, message = messages.length + 1) => {
    if (to > at) parts.push({ kind, from: at, to, message });
    at = to;
  };
  while (at < bytes.length) {
    const line = text(bytes, at, lineEnd(bytes, at)).replace(/\n$/, '');
    if (!(requests === null ? REQUEST : RESPONSE).test(line) && bytes.indexOf(LF, at) !== -1) {
      part('other', bytes.length, 0);
      break;
    }
    const end = headEnd(bytes, at);
    const head = text(bytes, at, end ?? bytes.length);
    part('head', end ?? bytes.length);
    const method = requests?.[answered]?.line.split(' ')[0];
    const status = requests === null ? null : Number(line.split(' ')[1]);
    const message = { line: line.trimEnd(), framing: framingOf(head, status, method), persists: persists(line, head) };
    if (end === null) {
      messages.push({ ...message, end: null });
      break;
    }
    if (status === null || status >= 200 || status === 101) answered += 1;
    const whole = body(bytes, () => at, part, message.framing, head);
    messages.push({ ...message, end: whole ? at : null });
    if (status === 101) part('other', bytes.length, 0);
  }
  return { parts, messages };
}

/** Takes a body apart. @returns whether it has come to its end */
function body(
  bytes: Uint8Array,
  at: () => number,
  part: (kind: PartKind, to: number) => void,
  framing: WireMessage['framing'],
  head: string,
): boolean {
  if (framing === 'none') return true;
  if (framing !== 'chunked') {
    const length = framing === 'length' ? Number(header(head, 'content-length')) : Number.POSITIVE_INFINITY;
    const end = at() + length;
    part('body', Math.min(end, bytes.length));
    return end <= bytes.length;
  }
  while (at() < bytes.length) {
    const line = lineEnd(bytes, at());
    const size = Number.parseInt(text(bytes, at(), line), 16);
    part('chunk size', line);
    if (bytes[line - 1] !== LF) return false;
    if (!Number.isFinite(size) || size === 0) {
      // Trailers are lines until an empty one.
      let end = at();
      for (let next = lineEnd(bytes, end); ; next = lineEnd(bytes, end)) {
        const empty = next - end <= 2 && bytes[next - 1] === LF;
        end = next;
        if (empty || end >= bytes.length) {
          part('trailers', end);
          return empty;
        }
      }
    }
    part('chunk', Math.min(at() + size, bytes.length));
    part('end of chunk', Math.min(lineEnd(bytes, at()), at() + 2));
  }
  return false;
}

/** RFC 9112, section 6.3. */
function framingOf(head: string, status: number | null, method: string | undefined): WireMessage['framing'] {
  if (status !== null && (status < 200 || status === 204 || status === 304 || method === 'HEAD')) return 'none';
  if (/\bchunked\s*$/i.test(header(head, 'transfer-encoding') ?? '')) return 'chunked';
  const length = header(head, 'content-length');
  if (length !== undefined) return Number(length) === 0 ? 'none' : 'length';
  return status === null ? 'none' : 'close';
}

function persists(line: string, head: string): boolean {
  const options = (header(head, 'connection') ?? '').toLowerCase();
  return /HTTP\/1\.0/.test(line) ? options.includes('keep-alive') : !options.includes('close');
}

function header(head: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*?)[ \\t\\r]*$`, 'im').exec(head)?.[1];
}

/** Behind the line break, or the end of what has come. */
function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LF, from);
  return end === -1 ? bytes.length : end + 1;
}

/** Behind the empty line; `null` when it has not come. */
function headEnd(bytes: Uint8Array, from: number): number | null {
  for (let line = from; line < bytes.length; line = lineEnd(bytes, line)) {
    if (line > from && bytes[line] === LF) return line + 1;
    if (line > from && bytes[line] === CR && bytes[line + 1] === LF) return line + 2;
  }
  return null;
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(from, to));
