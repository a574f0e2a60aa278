/** One HTTP/1.1 request over a plain socket, so that header order, case and repetition survive. */
import { connect } from 'node:net';
import type { PreparedRequest } from '../../src/sandbox/http-request.ts';
import type { RawResponse } from '../../src/sandbox/transcript.ts';
import { readResponse } from './read-response.ts';

export type SendResult = { readonly response: RawResponse } | { readonly error: string };

/**
 * Sends a request and reads the whole answer.
 *
 * @param request what to send; `Host`, `Content-Length` and `Connection: close` are added when missing
 * @param port the port to connect to, which may differ from the one the request names
 * @param timeout milliseconds until the answer must be complete
 * @returns the answer, or the error code that ended the connection without one
 */
export function sendRequest(request: PreparedRequest, port: number, timeout = 10_000): Promise<SendResult> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const chunks: Buffer[] = [];
    const finish = (result: SendResult) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish({ error: 'ETIMEDOUT' }), timeout);
    const read = (ended: boolean) => {
      const result = readResponse(Buffer.concat(chunks), { method: request.method, ended });
      if (result !== 'incomplete') finish(result === 'malformed' ? { error: 'HPE_INVALID' } : { response: result });
      else if (ended) finish({ error: 'ECONNRESET' });
    };
    socket.on('connect', () => socket.write(serializeRequest(request)));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      read(false);
    });
    socket.on('end', () => read(true));
    socket.on('error', (error: NodeJS.ErrnoException) => finish({ error: error.code ?? error.message }));
  });
}

/** The bytes of a request (RFC 9112 section 2.1). */
export function serializeRequest(request: PreparedRequest): Buffer {
  const body = Buffer.from(request.body ?? '', 'utf8');
  const has = (name: string) => request.headers.some(([key]) => key.toLowerCase() === name);
  const headers: (readonly [string, string])[] = [...request.headers];
  if (!has('host')) headers.unshift(['Host', `localhost:${request.port}`]);
  if (body.length > 0 && !has('content-length') && !has('transfer-encoding'))
    headers.push(['Content-Length', String(body.length)]);
  if (!has('connection')) headers.push(['Connection', 'close']);
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
