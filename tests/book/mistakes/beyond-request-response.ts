import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the whole is not compared',
    file: 'uploads.js',
    replace: ['if (file.length !== upload.size || digest(file) !== upload.whole)', 'if (file.length !== upload.size)'],
    fails: ['a whole that does not match its Repr-Digest is 422'],
  },
  {
    what: 'a chunk is kept before its digest is compared',
    file: 'uploads.js',
    replace: ['if (declared !== digest(bytes))', 'upload.chunks.set(n, bytes);\n  if (declared !== digest(bytes))'],
    fails: ['a damaged chunk is 422, and does not count as received'],
  },
  {
    what: 'ids that were here are not remembered',
    file: 'receive.js',
    replace: ['  seen.add(id);\n', ''],
    fails: ['a delivery that comes twice is booked once'],
  },
  {
    what: 'only the newest secret is known',
    file: 'receive.js',
    replace: ["['whsec-payments-1', 'whsec-payments-2']", "['whsec-payments-1']"],
    fails: ['while secrets rotate, either of them will do'],
  },
  {
    what: 'digests of different lengths are compared',
    file: 'receive.js',
    replace: ['bytes.length === mac.length && timingSafeEqual', 'timingSafeEqual'],
    fails: ['a changed body, or a signature of nobody, is 401'],
  },
  {
    what: 'an old delivery is refused only when it comes from the future',
    file: 'receive.js',
    replace: ['Math.abs(Date.now() / 1000 - Number(sent))', 'Number(sent) - Date.now() / 1000'],
    fails: ['a delivery that was signed ten minutes ago is 401'],
  },
  {
    what: 'a retry has a new id',
    file: 'send.js',
    replace: ['Object.assign(message, { at:', 'Object.assign(message, { id: randomUUID(), at:'],
    fails: ['the partner gets at most 100 requests a second, and each order once'],
  },
  {
    what: 'twenty leave in each slot',
    file: 'send.js',
    replace: ['PER_SLOT = 10', 'PER_SLOT = 20'],
    fails: ['the partner gets at most 100 requests a second, and each order once'],
  },
];
