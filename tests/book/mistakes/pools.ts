import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the queue has no end',
    file: 'server.js',
    replace: ['queueLimit: 10,', 'queueLimit: Infinity,'],
    fails: [
      'of 30 requests at once, 15 are answered and 15 refused with 503',
      'a refusal comes at once, with Retry-After',
      'of 20 reports, five are refused at once, and nobody waits for long',
    ],
  },
  {
    what: 'whoever waits, waits for as long as it takes',
    file: 'server.js',
    replace: ['acquireTimeout: 250,', 'acquireTimeout: 30_000,'],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
  {
    what: 'the pool is made larger',
    file: 'server.js',
    replace: ['size: 5,', 'size: 10,'],
    fails: [
      'of 30 requests at once, 15 are answered and 15 refused with 503',
      'a refusal comes at once, with Retry-After',
      'of 20 reports, five are refused at once, and nobody waits for long',
      'after 30 mixed requests, five connections are idle',
    ],
  },
  {
    what: 'a refusal does not say when to come again',
    file: 'server.js',
    replace: ["if (isBusy) res.set('Retry-After', '1');", ''],
    fails: [
      'a refusal comes at once, with Retry-After',
      'of 20 reports, five are refused at once, and nobody waits for long',
    ],
  },
  {
    what: 'a canceled report counts as a fault of the program',
    file: 'server.js',
    replace: [' || error.code === QUERY_CANCELED', ''],
    fails: [
      'a report is answered 503 after 200 ms',
      'of 20 reports, five are refused at once, and nobody waits for long',
    ],
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
    fails: [
      'a report is answered 503 after 200 ms',
      'of 20 reports, five are refused at once, and nobody waits for long',
    ],
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
      'of 20 reports, five are refused at once, and nobody waits for long',
      'after 30 mixed requests, five connections are idle',
    ],
  },
  {
    what: 'who waits in vain is told of a fault of the program',
    file: 'server.js',
    replace: ['error instanceof PoolError ||', "error.message === 'queue is full' ||"],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
  {
    what: 'one waits for longer than it was promised',
    file: 'server.js',
    replace: ['acquireTimeout: 250,', 'acquireTimeout: 390,'],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
  {
    what: 'a refusal says to come again at once',
    file: 'server.js',
    replace: ["res.set('Retry-After', '1')", "res.set('Retry-After', '0')"],
    fails: [
      'a refusal comes at once, with Retry-After',
      'of 20 reports, five are refused at once, and nobody waits for long',
    ],
  },
  {
    what: 'who waits in vain is not told when to come again',
    file: 'server.js',
    replace: ['if (isBusy) res.set', 'if (/full/.test(error.message)) res.set'],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
  {
    what: 'a report opens a connection beside the pool',
    file: 'server.js',
    replace: [
      `const [report] = await pool.use('report', (connection) =>
    connection.query('report', [], { timeout: 200 }));
  res.json(report);`,
      `const connection = await open();
  try {
    const [report] = await connection.query('report', [], { timeout: 200 });
    res.json(report);
  } finally {
    connection.close();
  }`,
    ],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
  {
    what: 'the connection of a report comes back before the database has canceled it',
    file: 'server.js',
    replace: [
      "connection.query('report', [], { timeout: 200 }));",
      `Promise.race([
      connection.query('report', [], { timeout: 200 }),
      new Promise((_, reject) => setTimeout(() => reject(new PoolError('late')), 195)),
    ]));`,
    ],
    fails: ['of 20 reports, five are refused at once, and nobody waits for long'],
  },
];
