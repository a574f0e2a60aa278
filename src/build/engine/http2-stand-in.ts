/**
 * `node:http2` as far as it goes without the protocol: packages that load it beside http find its constants and names,
 * and get an error that says why when they use it. Node's own builtin needs nghttp2, which is C.
 */
import http2 from 'node:http2';

/** The source of the builtin: a function expression, as those of Node's library. */
export function http2StandIn(): string {
  return `function (exports, require, module) {
  const unavailable = (name) => function () {
    throw Object.assign(new Error('http2.' + name + '() cannot work in the embedded engine, which has no HTTP/2. Use node:http, or run the program in Node itself.'), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  };
  module.exports = {
    constants: Object.assign(Object.create(null), ${JSON.stringify(http2.constants)}),
    sensitiveHeaders: Symbol('nodejs.http2.sensitiveHeaders'),
    getDefaultSettings: () => (${JSON.stringify(http2.getDefaultSettings())}),
    Http2ServerRequest: class Http2ServerRequest {},
    Http2ServerResponse: class Http2ServerResponse {},
  };
  for (const name of ['connect', 'createServer', 'createSecureServer', 'getPackedSettings', 'getUnpackedSettings', 'performServerHandshake']) module.exports[name] = unavailable(name);
}`;
}
