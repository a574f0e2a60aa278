import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'nothing is kept, only shared while it is on its way',
    file: 'cache.js',
    replace: ['value !== undefined) {', 'value === null) {'],
    fails: ['the second of two is answered from the cache'],
  },
  {
    what: 'everybody who misses asks',
    file: 'cache.js',
    replace: ['flights.get(key) ?? fetch(key, load)', 'fetch(key, load)'],
    fails: ['100 at the same time ask the catalog once'],
  },
  {
    what: 'a write deletes the copy, and lets the answer that is on its way fill it',
    file: 'cache.js',
    replace: ['    kept.delete(key);\n    flights.delete(key);', '    kept.delete(key);'],
    fails: ['a GET that began before a PUT leaves no old price behind'],
  },
  {
    what: 'an hour instead of a minute',
    file: 'cache.js',
    replace: ['60 * 1000', '60 * 60 * 1000'],
    fails: [
      'a copy lasts a minute, and not longer',
      '100 at the same time ask the catalog once',
      'a failure is not kept',
    ],
  },
  {
    what: 'the promise is kept, also one that has failed',
    file: 'cache.js',
    replace: ['    if (flights.get(key) === flight) flights.delete(key);', '    void 0;'],
    fails: [
      'a copy lasts a minute, and not longer',
      '100 at the same time ask the catalog once',
      'a failure is not kept',
    ],
  },
  {
    what: 'the list is forgotten: that it is a copy, too',
    file: 'server.js',
    replace: ["forget('products', `product:${id}`)", 'forget(`product:${id}`)'],
    fails: [
      'a GET after a PUT is fresh: the product and the list',
      'a GET that began before a PUT leaves no old price behind',
    ],
  },
  {
    what: 'the copy is deleted before the write',
    file: 'server.js',
    replace: [
      `  const saved = await catalog.save({ id, price });
  if (!saved) return res.status(507).json({ error: 'full' });
  forget('products', \`product:\${id}\`);`,
      `  forget('products', \`product:\${id}\`);
  const saved = await catalog.save({ id, price });
  if (!saved) return res.status(507).json({ error: 'full' });`,
    ],
    fails: ['a GET during a PUT leaves no old price behind'],
  },
  {
    what: 'a write voids the answer on its way for the product, and not for the list',
    file: 'cache.js',
    replace: ['    kept.delete(key);\n    flights', "    kept.delete(key);\n    if (key !== 'products') flights"],
    fails: ['a GET that began before a PUT leaves no old price behind'],
  },
  {
    what: 'a copy for each order of the list, of which a write deletes one',
    file: 'server.js',
    replace: [
      `  const products = await list();
  const dearest`,
      `  const products = await remember(['products', req.query.sort].filter(Boolean).join(), catalog.list);
  const dearest`,
    ],
    fails: ['a GET after a PUT is fresh: the product and the list'],
  },
  {
    what: '/me says nothing about caches',
    file: 'server.js',
    replace: ["  res.set('Cache-Control', 'private, no-cache');\n", ''],
    fails: ['/me says that no shared cache may keep it'],
  },
  {
    what: '/me may be kept by all',
    file: 'server.js',
    replace: ['private, no-cache', 'public, max-age=60'],
    fails: ['/me says that no shared cache may keep it'],
  },
  {
    what: 'ten minutes for the home page',
    file: 'server.js',
    replace: ["'Cache-Control', 'no-cache')", "'Cache-Control', 'max-age=600')"],
    fails: ['the home page is asked about each time, its script never'],
  },
  {
    what: 'a year for all files',
    file: 'server.js',
    replace: ["setHeaders: (res) => res.set('Cache-Control', 'no-cache'),", "maxAge: '1y',"],
    fails: ['the home page is asked about each time, its script never'],
  },
  {
    what: 'no-cache for all files',
    file: 'server.js',
    replace: ["app.use('/assets', express.static('public/assets', { maxAge: '1y', immutable: true }));\n", ''],
    fails: ['the home page is asked about each time, its script never'],
  },
];
