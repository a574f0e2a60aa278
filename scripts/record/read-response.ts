/** Takes an HTTP/1.1 answer apart (RFC 9112 sections 4 to 7). Interim answers (1xx) are passed over. */
import type { RawResponse } from '../../src/sandbox/transcript.ts';

export interface ReadOptions {
  /** The method of the request: an answer to HEAD has no body whatever its headers say. */
  readonly method: string;
  /** Whether the other side has finished sending. */
  readonly ended: boolean;
}

/** @returns the answer, `incomplete` while bytes are missing, or `malformed` */
export function readResponse(bytes: Buffer, options: ReadOptions): RawResponse | 'incomplete' | 'malformed' {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return 'incomplete';
  const [statusLine = '', ...headerLines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(statusLine);
  if (!status) return 'malformed';
  const code = Number(status[1]);
  const rest = bytes.subarray(headEnd + 4);
  if (code >= 100 && code < 200 && code !== 101) return readResponse(rest, options);

  const headers = headerLines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const body = readBody(rest, code, headers, options);
  if (typeof body === 'string') return body;
  return { status: code, statusText: status[2] ?? '', headers, body };
}

function readBody(
  rest: Buffer,
  status: number,
  headers: readonly (readonly [string, string])[],
  { method, ended }: ReadOptions,
): Buffer | 'incomplete' | 'malformed' {
  if (method === 'HEAD' || status === 204 || status === 304 || status === 101) return Buffer.alloc(0);
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  if (header('transfer-encoding')?.toLowerCase().includes('chunked')) return readChunks(rest);
  const length = header('content-length');
  if (length !== undefined) {
    const size = Number(length);
    return rest.length < size ? 'incomplete' : rest.subarray(0, size);
  }
  return ended ? rest : 'incomplete';
}

function readChunks(bytes: Buffer): Buffer | 'incomplete' | 'malformed' {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    if (lineEnd === -1) return 'incomplete';
    const line = bytes.toString('latin1', position, lineEnd);
    if (!/^[0-9a-f]+(\s*;.*)?$/i.test(line)) return 'malformed';
    const size = Number.parseInt(line, 16);
    const start = lineEnd + 2;
    if (size === 0) {
      // The trailer section ends with an empty line.
      const end = bytes.indexOf('\r\n', start) === start ? start : bytes.indexOf('\r\n\r\n', start);
      return end === -1 ? 'incomplete' : Buffer.concat(parts);
    }
    if (bytes.length < start + size + 2) return 'incomplete';
    parts.push(bytes.subarray(start, start + size));
    position = start + size + 2;
  }
}
