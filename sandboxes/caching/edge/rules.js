// What RFC 9111 has a shared cache ask, with RFC 9213 and RFC 5861. It may keep less
// than it is allowed to: this one keeps nothing whose lifetime it would have to guess.

/** "max-age=60, public" → Map { "max-age" → "60", "public" → "" } */
export function directives(value = '') {
  const parts = value.toLowerCase().split(',').map((part) => part.trim());
  return new Map(parts.filter(Boolean).map((part) => {
    const [name, argument = ''] = part.split('=');
    return [name, argument.replaceAll('"', '')];
  }));
}

// A dictionary (RFC 9651 §3.2), as far as directives need one: names in lower case,
// alone or with a number, a word or a string. Here it has no parameters.
const MEMBER = String.raw`[a-z*][a-z0-9_.*-]*(?:=(?:[\w*.-]+|"[^"\\]*"))?`;
const DICTIONARY = new RegExp(`^${MEMBER}(?:[ \\t]*,[ \\t]*${MEMBER})*$`);

/** @returns CDN-Cache-Control, if there is one that can be read (RFC 9213 §2.1) */
export function targeted({ headers }) {
  const value = headers['cdn-cache-control'];
  return value !== undefined && DICTIONARY.test(value) ? value : undefined;
}

/** It takes the place of Cache-Control (§2.2); a broken one is as good as none. */
export const control = (answer) =>
  directives(targeted(answer) ?? answer.headers['cache-control']);

const seconds = (argument = '') =>
  (/^\d{1,10}$/.test(argument) ? Number(argument) : 0);

/** How long is it fresh? s-maxage is for shared caches (RFC 9111 §4.2.1). */
export function lifetime(answer) {
  const says = control(answer);
  return seconds(says.get('s-maxage') ?? says.get('max-age'));
}

// Final answers that may be kept if they say for how long.
const KEPT = new Set([200, 301, 308, 404, 410]);

/** May it be stored? (RFC 9111 §3, §3.5) */
export function mayStore(req, answer) {
  const says = control(answer);
  if (req.method !== 'GET' || !KEPT.has(answer.status)) return false;
  if (says.has('no-store') || says.has('private')) return false;
  if (answer.headers.vary?.includes('*')) return false;
  const forAll = ['public', 's-maxage', 'must-revalidate'];
  const allowed = forAll.some((name) => says.has(name));
  if (req.headers.authorization !== undefined && !allowed) return false;
  return says.has('no-cache') ? 'etag' in answer.headers : lifetime(answer) > 0;
}

/** Was it chosen by the same values of the headers that Vary names? (§4.1) */
export function isForThis(req, entry) {
  const names = (entry.headers.vary ?? '').toLowerCase().split(',');
  return names.map((name) => name.trim()).filter(Boolean)
    .every((name) => entry.request[name] === req.headers[name]);
}

/** Its age when it came, and since then (§4.2.3); both in seconds. */
export const age = (entry, now) =>
  Math.floor(seconds(entry.headers.age) + (now - entry.since) / 1000);

/** May it be given away without asking? (§4.2, §5.2.2.4) */
export const isFresh = (entry, now) =>
  !control(entry).has('no-cache') && lifetime(entry) > age(entry, now);

// What each of these says: when it is stale, ask. s-maxage does, too (§5.2.2.10).
const MUST_ASK = ['no-cache', 'must-revalidate', 'proxy-revalidate', 's-maxage'];

/** Is this an error that a stale answer may stand in for? (RFC 5861 §4) */
export const isError = ({ status }) => [500, 502, 503, 504].includes(status);

/** May it be given away although it is stale? (RFC 5861; RFC 9111 §4.2.4) */
export function mayBeStale(entry, now, directive) {
  const says = control(entry);
  if (MUST_ASK.some((name) => says.has(name))) return false;
  const late = age(entry, now) - lifetime(entry);
  return says.has(directive) && late < seconds(says.get(directive));
}
