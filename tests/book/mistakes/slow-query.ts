import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'as_of is the moment of the request',
    file: 'dashboard.js',
    replace: ['new Date(at).toISOString()', 'new Date().toISOString()'],
    fails: ['/dashboard › has every order of before as_of'],
  },
  {
    what: 'the summary is made anew every five minutes',
    file: 'dashboard.js',
    replace: ['const EVERY = 60_000;', 'const EVERY = 300_000;'],
    fails: ['/dashboard › knows an order after a minute', '/dashboard › is never older than a minute'],
  },
  {
    what: 'whoever looks at an old summary makes it anew, and waits',
    file: 'dashboard.js',
    replace: [
      `setInterval(() => {
  try {
    refresh();
  } catch (error) {
    console.error(\`No refresh: \${error.message}\`); // as_of tells the readers
  }
}, EVERY);

/** Orders and sales by country, and of what moment they are. */
export function dashboard() {
`,
      `/** Orders and sales by country, and of what moment they are. */
export function dashboard() {
  if (Date.now() - query('SELECT at FROM refreshes')[0].at >= EVERY) refresh();
`,
    ],
    fails: ['/dashboard › is not made anew by whoever looks'],
  },
  {
    what: 'the summary counts new orders, and keeps the old sales',
    file: 'dashboard.js',
    replace: [
      'SELECT country, count(*), sum(amount) FROM orders GROUP BY country;',
      'SELECT country, count(*), sum(iif(id > 20000, 0, amount)) FROM orders GROUP BY country;',
    ],
    fails: ['/dashboard › knows an order after a minute', '/dashboard › has every order of before as_of'],
  },
  {
    what: 'the orders are read by another name',
    file: 'dashboard.js',
    replace: [
      "query('SELECT country, orders, cents FROM summary ORDER BY country')",
      'query(`SELECT country, count(*) AS orders, sum(amount) AS cents\n    FROM orders AS o WHERE o.created_at <= ${Math.floor(at / 1000)} GROUP BY country ORDER BY country`)',
    ],
    fails: ['/dashboard › does not read the orders when somebody looks'],
  },
  {
    what: 'a page is cut from all the rows below its place',
    file: 'feed.js',
    replace: [
      '{ size, at: Number(place[1]), id: Number(place[2]) });',
      '{ size: -1, at: Number(place[1]), id: Number(place[2]) }).slice(0, size);',
    ],
    fails: ['/feed › asks for a page of rows, and one more at most'],
  },
  {
    what: 'a page has as many orders as are asked for',
    file: 'feed.js',
    replace: ['Math.min(Number(limit), 500)', 'Number(limit)'],
    fails: ['/feed › asks for a page of rows, and one more at most'],
  },
  {
    what: 'the place is two parameters, of which one is looked at',
    file: 'feed.js',
    replace: [
      `    const place = /^(\\d{1,12})-(\\d{1,12})$/.exec(after);
    if (!place) throw new BadQuery('after is no place of this list');
    orders = query(\`\${columns} WHERE (created_at, id) < (:at, :id) \${newest}\`,
      { size, at: Number(place[1]), id: Number(place[2]) });
  }
  if (orders.length < size) return { orders, next: null };
  const { created_at: at, id } = orders.at(-1);
  return { orders, next: \`/feed?limit=\${size}&after=\${at}-\${id}\` };`,
      `    if (!/^\\d{1,12}$/.test(after)) throw new BadQuery('after is no place of this list');
    orders = query(\`\${columns} WHERE (created_at, id) < (:at, :id) \${newest}\`,
      { size, at: Number(after), id: Number(arguments[0].id) });
  }
  if (orders.length < size) return { orders, next: null };
  const { created_at: at, id } = orders.at(-1);
  return { orders, next: \`/feed?limit=\${size}&after=\${at}&id=\${id}\` };`,
    ],
    fails: ['/feed › answers 400 to a place that is none'],
  },
  {
    what: 'the place in the feed is a time without the id',
    file: 'feed.js',
    replace: ['WHERE (created_at, id) < (:at, :id)', 'WHERE created_at < :at AND :id > 0'],
    fails: ['/feed › has each order once, while others come in'],
  },
  {
    what: 'the feed has no index in its order',
    file: 'indexes.js',
    replace: ['CREATE INDEX orders_created ON orders (created_at, id);', ''],
    fails: ['/feed › searches for a deep page, and counts nothing off'],
  },
  {
    what: 'the search still hides the time',
    file: 'search.js',
    replace: ['created_at >= unixepoch(:since)', "date(created_at, 'unixepoch') >= :since"],
    fails: ['/search › searches by status and time, without a sort'],
  },
  {
    what: 'the search leaves out an order at midnight',
    file: 'search.js',
    replace: ['created_at >= unixepoch', 'created_at > unixepoch'],
    fails: ['/search › finds what it found'],
  },
];
