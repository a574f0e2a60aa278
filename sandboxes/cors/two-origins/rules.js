// The rules of the Fetch Standard for fetch() across origins. Each check quotes the
// sentence it decides by. Left out: redirects, all modes but "cors", caches.

const METHODS = ['GET', 'HEAD', 'POST'];
const TYPES = [
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
];
const UNSAFE_BYTES = /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;

/** “Normalize” a method: PATCH is not among those that may be written in lower case. */
export const normalize = (method) =>
  /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;

const FORBIDDEN = `accept-charset accept-encoding access-control-request-headers
  access-control-request-method connection content-length cookie cookie2 date dnt expect
  host keep-alive origin referer set-cookie te trailer transfer-encoding upgrade
  via`.split(/\s+/);

/** May a script set this header? “Forbidden request-header”: if not, it is dropped. */
export const maySet = (name) =>
  !FORBIDDEN.includes(name) && !/^(proxy|sec)-/.test(name);

const items = (value = '') => value.split(',').map((item) => item.trim());
const check = (title, ok, found, says) => ({ title, ok, found, says });

/** “CORS-safelisted request-header” */
function isSafelisted([name, value]) {
  if (value.length > 128) return false;
  if (/^(accept|content)-language$/.test(name)) {
    return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
  }
  if (name === 'range') {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(value) ?? [];
    return first !== undefined && (last === '' || Number(first) <= Number(last));
  }
  if (name === 'accept') return !UNSAFE_BYTES.test(value);
  if (name !== 'content-type' || UNSAFE_BYTES.test(value)) return false;
  return TYPES.includes(value.split(';')[0].trim().toLowerCase());
}

/** “CORS-unsafe request-header names” */
export function unsafeNames({ headers }) {
  const unsafe = Object.entries(headers).filter((header) => !isSafelisted(header));
  return unsafe.map(([name]) => name).sort();
}

export function sameOrigin({ url, origin }) {
  const says = 'current URL’s origin is same origin with request’s origin';
  const found = `${origin} asks ${url.origin}`;
  return check('same origin?', url.origin === origin, found, `Main fetch: “${says}”`);
}

/** Could a form have sent it? Then it goes out without a question. */
export function safelisted(request) {
  const { headers } = request;
  const unsafe = unsafeNames(request).map((name) => `${name}: ${headers[name]}`);
  if (!METHODS.includes(request.method)) unsafe.unshift(request.method);
  const found = unsafe.join('; ') || `${request.method}, and no header of its own`;
  const says = 'not a CORS-safelisted method or CORS-unsafe request-header names';
  return check('safelisted?', unsafe.length === 0, found, `Main fetch: “${says} …”`);
}

/** May the page have this answer? */
export function corsCheck({ origin, credentials }, { headers }) {
  const allowed = headers['access-control-allow-origin'];
  const include = credentials === 'include';
  const result = (ok, found, says) =>
    check('may the page read it?', ok, found, `CORS check: “${says}”`);

  if (allowed === undefined) {
    const found = 'there is no Access-Control-Allow-Origin';
    return result(false, found, 'If origin is null, then return failure.');
  }
  if (allowed === '*' && !include) {
    const says = 'not "include" and origin is `*`, then return success';
    return result(true, '* will do, without credentials', says);
  }
  if (allowed !== origin) {
    const says = 'If the result of … is not origin, then return failure.';
    return result(false, `${allowed} is not ${origin}`, says);
  }
  if (!include) {
    return result(true, `it is ${origin}`, 'is not "include", then return success');
  }
  const ok = headers['access-control-allow-credentials'] === 'true';
  if (ok) return result(true, 'credentials are allowed', 'If credentials is `true` …');
  return result(false, 'credentials are not allowed', 'Return failure.');
}

/** What of the request the lists of an answer do not allow, if there is anything. */
export function refusal(request, headers) {
  const wildcard = (list) => request.credentials !== 'include' && list.includes('*');
  const among = (list) => `is not among ${list.join(', ') || 'what is allowed'}`;

  const methods = items(headers['access-control-allow-methods']);
  if (![...METHODS, ...methods].includes(request.method) && !wildcard(methods)) {
    const says = 'If request’s method is not in methods …';
    return { found: `${request.method} ${among(methods)}`, says };
  }
  const names = items(headers['access-control-allow-headers']?.toLowerCase());
  const missing = unsafeNames(request).find(
    (name) => !names.includes(name) && (name === 'authorization' || !wildcard(names)),
  );
  if (missing === undefined) return undefined;
  const says = 'not a byte-case-insensitive match for an item in headerNames …';
  return { found: `${missing} ${among(names)}`, says };
}

/** Does the answer to the preflight allow the request? */
export function preflightCheck(request, answer) {
  const result = (ok, found, says) =>
    check('may it be sent?', ok, found, `CORS-preflight fetch: “${says}”`);
  const cors = corsCheck(request, answer);
  if (!cors.ok) return { ...cors, title: 'may it be sent?' };
  if (answer.status < 200 || answer.status > 299) {
    return result(false, `the status is ${answer.status}`, 'is an ok status');
  }
  const no = refusal(request, answer.headers);
  if (no) return result(false, no.found, no.says);
  return result(true, 'origin, method and headers are allowed', 'Return response.');
}

const READABLE = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** The headers that a script gets to see: “CORS-safelisted response-header name” */
export function readable({ credentials }, { headers }) {
  const exposed = items(headers['access-control-expose-headers']?.toLowerCase());
  const all = credentials !== 'include' && exposed.includes('*');
  const seen = ([name]) => all || READABLE.includes(name) || exposed.includes(name);
  return Object.fromEntries(Object.entries(headers).filter(seen));
}
