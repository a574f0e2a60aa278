/** A request as it goes over the wire (RFC 9112 sections 2 and 3). */
import type { Failure, HttpRequest } from '../engine.ts';
import { failure } from './failure.ts';

/** Methods that define a meaning for a body: an empty one is announced as well (RFC 9110 section 8.6). */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'QUERY']);

const encoder = new TextEncoder();

/**
 * Puts a request into bytes: `Host` first, the request's own headers as they are written, then `Connection: close` and
 * `Content-Length`, each only if the request has not got it. Text is UTF-8, in the path and in headers as well, as curl
 * sends it: Node's `http` reads each of those bytes as one character of Latin-1.
 *
 * @returns the bytes; a failure when a line break, a NUL or a space would turn it into another request
 */
export function encodeRequest({ port, method, path, headers, body }: HttpRequest): Uint8Array | Failure {
  if (/[\r\n\0 ]/.test(method + path))
    return failure('request', `“${method} ${path}” cannot be sent: write a space as %20, and take line breaks out.`);
  const broken = headers.find(([name, value]) => /[\r\n\0]/.test(name + value));
  if (broken) return failure('request', `The header “${broken[0]}” cannot be sent: it contains a line break or a NUL.`);
  const content = typeof body === 'string' ? encoder.encode(body) : (body ?? new Uint8Array());
  const has = (name: string): boolean => headers.some(([key]) => key.toLowerCase() === name);
  const lines = [`${method} ${path} HTTP/1.1`];
  if (!has('host')) lines.push(`Host: localhost:${port}`);
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (!has('connection')) lines.push('Connection: close');
  if ((content.length > 0 || WITH_BODY.has(method)) && !has('content-length') && !has('transfer-encoding'))
    lines.push(`Content-Length: ${content.length}`);
  const head = encoder.encode(`${lines.join('\r\n')}\r\n\r\n`);
  const whole = new Uint8Array(head.length + content.length);
  whole.set(head);
  whole.set(content, head.length);
  return whole;
}
