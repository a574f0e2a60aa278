import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a probe that is answered by 404 teaches nothing, and the breaker stays half-open',
    file: 'breaker.js',
    replace: ['this.#learn(period, !this.isFailure(error));', 'if (this.isFailure(error)) this.#learn(period, false);'],
    fails: ['a probe that is answered by 404 closes it, too'],
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
    what: 'only a 5xx is a failure, and no answer in time is none',
    file: 'recommend.js',
    replace: ['!(error instanceof Refused && error.status < 500)', 'error instanceof Refused && error.status >= 500'],
    fails: ['after the cooldown one call probes, those beside it are refused'],
  },
  {
    what: 'the budget has no upper limit, and a good hour saves for a storm',
    file: 'recommend.js',
    replace: ['Math.min(5, tokens + 0.1)', 'tokens + 0.1'],
    fails: ['at most one retry for ten requests, and five that were saved'],
  },
  {
    what: "the caller's span id is kept as one's own",
    file: 'trace.js',
    replace: ['spanId: id(8) }', 'spanId: from.parentId ?? id(8) }'],
    fails: ['a trace id that comes with a request is in three logs'],
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
