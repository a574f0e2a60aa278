import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'every error is a failure of the upstream',
    file: 'recommend.js',
    replace: ['!(error instanceof Refused && error.status < 500)', 'true'],
    fails: ['a 404 is passed on, is not repeated, and does not open the breaker'],
  },
  {
    what: 'the connection is given back only after the answer',
    file: 'shop.js',
    replace: [
      `  const price = await pool.use((db) => priceOf(db, item)); // and gives it back
  const also = await recommend(item).catch(() => null); // the page does without
  res.json({ price, also });`,
      `  await pool.use(async (db) => {
    const also = await recommend(item).catch(() => null);
    res.json({ price: priceOf(db, item), also });
  });`,
    ],
    fails: ['recommendations hang: a price is answered at once'],
  },
  {
    what: 'everybody may probe',
    file: 'breaker.js',
    replace: ["if (state === 'open' || this.#probing) throw", "if (state === 'open') throw"],
    fails: ['after the cooldown one call probes, those beside it are refused'],
  },
  {
    what: 'a breaker that was open once is never closed again, it only lets one more through',
    file: 'breaker.js',
    replace: ['if (good && this.#probing) this.#change(null);', 'if (good) this.#probing = false;'],
    fails: ['a probe that succeeds closes it'],
  },
  {
    what: 'each request has a budget of its own',
    file: 'recommend.js',
    replace: ['  if (tokens < 1) return false;\n  tokens -= 1;\n', ''],
    fails: ['at most one retry for ten requests, and five that were saved'],
  },
  {
    what: 'ids of zeros are taken over',
    file: 'trace.js',
    replace: ['  if (ZEROS.test(traceId) || ZEROS.test(parentId)) return null;\n', ''],
    fails: ['with one of zeros the edge begins a trace, the same in three logs'],
  },
  {
    what: 'secrets are looked for at the top only',
    file: 'log.js',
    replace: [
      'JSON.stringify(event, shown)',
      `JSON.stringify(Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, shown(key, value)])))`,
    ],
    fails: ['no line has a password or a token'],
  },
];
