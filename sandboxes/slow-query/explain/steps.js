// Each step begins with the table and without an index. `pages` asks for the sizes.

// What the dashboard lists: the pending orders of the last 30 days.
const pending = `
  SELECT id, amount FROM orders
  WHERE examined(id) AND status = 'pending'
    AND created_at >= unixepoch('2025-12-16')`;

// What another page lists: the last day, whatever became of it.
const lastDay = `
  SELECT id FROM orders
  WHERE examined(id) AND created_at >= unixepoch('2026-01-14')`;

export const steps = {
  // Phase 1: measure.
  measure: [pending, 'pages'],

  // Phase 3: indexes, two wrong turns first.
  byTime: ['CREATE INDEX orders_created ON orders (created_at)', pending],
  byStatus: ['CREATE INDEX orders_status ON orders (status)', pending],
  byBoth: [
    'CREATE INDEX orders_status_created ON orders (status, created_at)',
    pending, `EXPLAIN ${lastDay}`, 'ANALYZE', lastDay, 'pages',
  ],
  partial: [
    `CREATE INDEX orders_pending ON orders (created_at, amount)
     WHERE status = 'pending'`,
    pending, 'pages',
  ],

  // What no index shortens: everything is wanted.
  report: [
    `SELECT status, count(*) AS orders, sum(amount) AS cents FROM orders
     WHERE examined(id) GROUP BY status`,
  ],

  // Phase 5: the application. Page 9,901 of a hundred rows.
  deep: [
    `SELECT id FROM orders WHERE examined(id) ORDER BY id LIMIT 100 OFFSET 990000`,
    `SELECT id FROM orders WHERE id > 990000 AND examined(id)
     ORDER BY id LIMIT 100`,
  ],
};
