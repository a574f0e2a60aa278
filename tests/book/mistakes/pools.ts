import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the queue has no end',
    file: 'server.js',
    replace: ['queueLimit: 10,', 'queueLimit: Infinity,'],
    fails: [
      'of 30 requests at once, 15 are answered and 15 refused with 503',
      'a refusal comes at once, with Retry-After',
    ],
  },
  {
    what: 'whoever waits, waits for as long as it takes',
    file: 'server.js',
    replace: ['acquireTimeout: 250,', 'acquireTimeout: 30_000,'],
    fails: ['nobody waits longer than half a second'],
  },
  {
    what: 'the pool is made larger',
    file: 'server.js',
    replace: ['size: 5,', 'size: 10,'],
    fails: [
      'of 30 requests at once, 15 are answered and 15 refused with 503',
      'a refusal comes at once, with Retry-After',
      'after 30 mixed requests, five connections are idle',
    ],
  },
  {
    what: 'a refusal does not say when to come again',
    file: 'server.js',
    replace: ["if (isBusy) res.set('Retry-After', '1');", ''],
    fails: ['a refusal comes at once, with Retry-After'],
  },
  {
    what: 'a canceled report counts as a fault of the program',
    file: 'server.js',
    replace: [' || error.code === QUERY_CANCELED', ''],
    fails: ['a report is answered 503 after 200 ms'],
  },
  {
    what: 'the program hangs up after 200 ms, and the database goes on',
    file: 'server.js',
    replace: [
      "connection.query('report', [], { timeout: 200 }));",
      `{
      setTimeout(() => connection.close(), 200);
      return connection.query('report').catch((error) => {
        throw Object.assign(error, { code: QUERY_CANCELED });
      });
    });`,
    ],
    fails: [
      'a report that nobody waits for does not run on in the database',
      'after 30 mixed requests, five connections are idle',
    ],
  },
  {
    what: 'the time-out is longer than the report',
    file: 'server.js',
    replace: ['timeout: 200', 'timeout: 2000'],
    fails: ['a report is answered 503 after 200 ms'],
  },
  {
    what: 'the process asks the database whether it is alive',
    file: 'server.js',
    replace: [
      "app.get('/livez', (req, res) => res.json({ alive: true }));",
      `app.get('/livez', async (req, res) => {
  await pool.use('livez', (connection) => connection.query('order', [1]));
  res.json({ alive: true });
});`,
    ],
    fails: ['the process says that it is alive while all connections are lent'],
  },
  {
    what: 'a connection whose statement has failed is thrown away',
    file: 'server.js',
    replace: [
      "pool.use('refunds', (connection) => connection.query('refunds'))",
      `pool.use('refunds', (connection) => connection.query('refunds').catch((error) => {
    connection.close();
    throw error;
  }))`,
    ],
    fails: ['after 30 mixed requests, five connections are idle'],
  },
  {
    what: 'the connection comes back only when there is an order',
    file: 'server.js',
    replace: [
      `const [order] = await pool.use('order', (connection) =>
    connection.query('order', [req.params.id]));
  if (!order)`,
      `const connection = await pool.acquire('order');
  const [order] = await connection.query('order', [req.params.id]);
  if (order) pool.release(connection);
  if (!order)`,
    ],
    fails: [
      'five orders that do not exist take nothing from the sixth',
      'five statements that fail take nothing from the next',
      'of 30 requests at once, 15 are answered and 15 refused with 503',
      'a refusal comes at once, with Retry-After',
      'a report is answered 503 after 200 ms',
      'after 30 mixed requests, five connections are idle',
    ],
  },
];
