import { open } from './connection.js';
import { Pool } from './pool.js';

const settings = { size: 5, queueLimit: 40, acquireTimeout: 2000, idleTimeout: 10_000 };
const poolOf = (own, wire = 0) =>
  new Pool(() => open({ wire }), { ...settings, ...own });

const order = (pool) =>
  pool.use('order', (connection) => connection.query('order', [7]));
const report = (pool, options) =>
  pool.use('report', (connection) => connection.query('report', [], options));

/** After 100 ms the program waits no longer. Nobody tells the database. */
const givenUp = (pool) => pool.use('report', async (connection) => {
  const timer = setTimeout(() => connection.close(), 100);
  try {
    return await connection.query('report');
  } finally {
    clearTimeout(timer);
  }
});

/** Makes, for each way, how it gets an order and how it gets a report. */
export const ways = {
  // one pool for all, and no time-out
  shared(pool = poolOf()) {
    return { pools: [pool], order: () => order(pool), report: () => report(pool) };
  },
  // one pool, and the program gives up
  'given-up'(pool = poolOf()) {
    return { pools: [pool], order: () => order(pool), report: () => givenUp(pool) };
  },
  // one pool, and the database cancels
  canceled(pool = poolOf()) {
    const canceled = () => report(pool, { timeout: 100 });
    return { pools: [pool], order: () => order(pool), report: canceled };
  },
  // two connections for reports, and no queue
  apart(pool = poolOf({ size: 3 }), own = poolOf({ size: 2, queueLimit: 0 })) {
    return { pools: [pool, own], order: () => order(pool), report: () => report(own) };
  },
  // nothing is slow but the wire: 360 ms there and back
  'far-away'(pool = poolOf({}, 360)) {
    return { pools: [pool], order: () => order(pool), report: undefined };
  },
};
