/** Where an answer sends its client, and the request that goes there (RFC 9110 section 15.4). */
import type { PreparedRequest } from '../../../sandbox/http-request.ts';
import type { Received } from '../../stores/received.ts';

export type Redirect =
  | { readonly request: PreparedRequest }
  /** It cannot be followed from here: why. */
  | { readonly reason: string };

/** Headers that speak of the body, which is left behind when a redirection turns the method into GET. */
const OF_BODY = /^(?:content-.*|transfer-encoding)$/i;
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The request that a browser would send next: 303 turns every method but HEAD into GET, 301 and 302 do so with POST,
 * 307 and 308 leave all as it is. Credentials do not go along to another port: that is another origin.
 *
 * @returns `null` when the answer is no redirection
 */
export function redirectOf(request: PreparedRequest, response: Received): Redirect | null {
  const { status } = response;
  const location = response.header('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  if (!URL.canParse(location, request.url))
    return { reason: `“${location}” is no address, so there is nothing to follow.` };
  const target = new URL(location, request.url);
  if (target.protocol !== 'http:' || !LOCAL.test(target.hostname))
    return { reason: `It leads to ${target.origin === 'null' ? target.href : target.origin}, outside of this page.` };
  const { method, body, ...rest } = request;
  const drops = (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST');
  const port = Number(target.port || 80);
  const headers = request.headers.filter(
    ([name]) =>
      !(drops && OF_BODY.test(name)) &&
      !(port !== request.port && /^(?:authorization|cookie)$/i.test(name)) &&
      name.toLowerCase() !== 'host',
  );
  const path = `${target.pathname}${target.search}`;
  const next: PreparedRequest = {
    ...rest,
    port,
    path,
    headers,
    method: drops ? 'GET' : method,
    url: `${target.origin}${path}`,
  };
  const { sleep: _, ...without } = next;
  return { request: drops || body === undefined ? without : { ...without, body } };
}
