// What RFC 9111 has a shared cache ask. It may keep less than it is allowed to: this
// one keeps no answer whose lifetime it would have to guess (§4.2.2).

/** "max-age=60, public" → Map { "max-age" → "60", "public" → undefined } */
function directives(value = '') {
  const parts = value.toLowerCase().split(',');
  return new Map(parts.map((part) => part.trim().split('=')));
}

/** May this answer be kept? (§3, §3.5) */
export function mayStore(req, answer) {
  const control = directives(answer.headers['cache-control']);
  if (req.method !== 'GET' || answer.status !== 200) return false;
  if (control.has('no-store') || control.has('private')) return false;
  if (req.headers.authorization !== undefined && !control.has('public')) return false;
  return control.has('max-age') || control.has('no-cache');
}

/** Was it chosen by the same values of the headers that Vary names? (§4.1) */
export function isForThis(req, kept) {
  const names = (kept.headers.vary ?? '').toLowerCase().split(',');
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name !== '*' && kept.request[name] === req.headers[name]);
}

/** May it be given away without a question to the origin? (§4.2, §5.2.2.4) */
export function isFresh(kept, now) {
  const control = directives(kept.headers['cache-control']);
  if (control.has('no-cache')) return false;
  return now - kept.since < Number(control.get('max-age') ?? 0) * 1000;
}
