/** `internalBinding('http2')` (src/node_http2.cc): HTTP/2, which this engine does not have. */
export function createHttp2Binding(): never {
  throw Object.assign(new Error('HTTP/2 (node:http2) is not available in the browser. Use node:http.'), {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
}
