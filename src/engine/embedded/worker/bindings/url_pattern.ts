/** `internalBinding('url_pattern')` (src/node_url_pattern.cc): the browser's URLPattern. */
import { absent } from '../absent.ts';

export const createUrlPatternBinding = (): object => ({
  URLPattern:
    (globalThis as { URLPattern?: unknown }).URLPattern ?? absent('URLPattern', 'This browser does not have it.'),
});
