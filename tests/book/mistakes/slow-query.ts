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
];
