const opaque = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
const tagsIn = (field) => field.match(opaque) ?? [];

// RFC 9110 §8.8.3.2: strongly, two tags match if neither is weak and they are the
// same; weakly, the mark of weakness makes no difference.
const strongly = (a, b) => a === b && !a.startsWith('W/');
const weakly = (a, b) => a.replace(/^W\//, '') === b.replace(/^W\//, '');

/** Does `field`, a list of tags or *, name what is there now? No tag: nothing is. */
function names(field, etag, match) {
  if (etag === undefined) return false;
  return field.trim() === '*' || tagsIn(field).some((tag) => match(tag, etag));
}

/**
 * What a request's conditions come to (RFC 9110 §13.2.2, without those on dates):
 * 304, 412, or null when the method may go ahead.
 */
export function failedPrecondition(req, etag) {
  const ifMatch = req.get('If-Match');
  if (ifMatch !== undefined && !names(ifMatch, etag, strongly)) return 412;

  const ifNoneMatch = req.get('If-None-Match');
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag, weakly)) {
    return req.method === 'GET' || req.method === 'HEAD' ? 304 : 412;
  }
  return null;
}
