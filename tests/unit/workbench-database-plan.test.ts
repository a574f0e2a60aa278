/** The database pane's plans: what SQLite says of a query, in words. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { kindsOf, readPlan, type PlanKind, type PlanStep } from '../../src/workbench/database/plan.ts';
import { SHOP } from '../support/shop-tables.ts';

/** The plan that SQLite makes of a query to the shop. */
function planOf(sql: string): PlanStep[] {
  const database = new DatabaseSync(':memory:');
  database.exec(SHOP);
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as Record<string, unknown>[];
  database.close();
  const columns = ['id', 'parent', 'notused', 'detail'];
  return readPlan({
    columns,
    rows: rows.map((row) => columns.map((name) => ({ type: 'text', text: String(row[name]) }))),
  });
}

const outline = (steps: readonly PlanStep[]): unknown[] =>
  steps.map(({ words, steps: below }) => (below.length === 0 ? words : [words, ...outline(below)]));

const PLANS: readonly (readonly [sql: string, kinds: readonly PlanKind[], words: unknown[]])[] = [
  ['SELECT * FROM orders', ['scan'], ['Reads every row of orders.']],
  ['SELECT * FROM orders WHERE id = 1', ['search'], ['Finds the one row of orders by its rowid.']],
  ['SELECT * FROM orders WHERE id > 1', ['search'], ['Finds the rows of orders by their rowids where rowid>?.']],
  [
    "SELECT * FROM orders WHERE customer = 1 AND day > 'x'",
    ['search'],
    ['Finds the rows of orders where customer=? and day>? through the index orders_customer_day.'],
  ],
  [
    'SELECT day FROM orders WHERE customer = 1',
    ['search', 'covering index'],
    [
      'Finds the entries where customer=? in the index orders_customer_day, which covers the query: no row of orders is read.',
    ],
  ],
  [
    'SELECT customer FROM orders ORDER BY customer',
    ['scan', 'covering index'],
    ['Reads every entry of the index orders_customer_day, which covers the query: no row of orders is read.'],
  ],
  [
    'SELECT * FROM orders ORDER BY total',
    ['scan', 'temporary sort'],
    [
      'Reads every row of orders.',
      'Sorts all rows in a temporary B-tree for ORDER BY: nothing gives them in this order.',
    ],
  ],
  [
    'SELECT * FROM orders WHERE customer = 1 ORDER BY day, total',
    ['search', 'temporary sort'],
    [
      'Finds the rows of orders where customer=? through the index orders_customer_day.',
      'Sorts in a temporary B-tree, in groups: rows come in the order of the first terms of ORDER BY, not of the last.',
    ],
  ],
  [
    'SELECT total, count(*) FROM orders GROUP BY total',
    ['scan', 'temporary sort'],
    [
      'Reads every row of orders.',
      'Puts the rows into a temporary B-tree for GROUP BY: nothing gives equal ones together.',
    ],
  ],
  ["SELECT * FROM stock WHERE shop = 'a'", ['search'], ['Finds the rows of stock where shop=? by the primary key.']],
  ["SELECT * FROM words WHERE words MATCH 'x'", [], ['Asks the virtual table words, which answers in its own way.']],
  ['SELECT * FROM orders a JOIN orders b ON a.day = b.day', ['scan', 'search', 'temporary index'], []],
  [
    'SELECT (SELECT count(*) FROM orders WHERE customer = c.id) FROM customers c',
    ['scan', 'search', 'covering index'],
    [],
  ],
  ['SELECT 1 UNION SELECT id FROM orders', ['scan'], []],
  ['SELECT 1', [], ['One row of values that are in the query itself.']],
];
for (const [sql, kinds, words] of PLANS)
  test(`the plan of ${sql} in words`, () => {
    const steps = planOf(sql);
    assert.deepEqual([...kindsOf(steps)].sort(), [...kinds].sort(), JSON.stringify(steps));
    if (words.length > 0) assert.deepEqual(outline(steps), words);
  });

test('every step of plans of many kinds is told in a sentence', () => {
  const queries = [
    'SELECT * FROM totals WHERE sum > 3',
    'SELECT * FROM orders WHERE id = 1 OR customer = 2',
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n',
    'SELECT * FROM customers WHERE id IN (SELECT customer FROM orders WHERE orders.total = customers.id)',
    'SELECT * FROM customers WHERE id IN (SELECT customer FROM orders)',
    'SELECT * FROM customers LEFT JOIN orders ON customer = customers.id',
    'SELECT * FROM orders FULL JOIN customers ON customer = customers.id',
    'SELECT id FROM orders INTERSECT SELECT id FROM customers ORDER BY 1',
    'SELECT DISTINCT total, count(DISTINCT day) FROM orders',
    'VALUES (1), (2)',
  ];
  const all = (steps: readonly PlanStep[]): PlanStep[] => steps.flatMap((step) => [step, ...all(step.steps)]);
  for (const sql of queries) {
    const steps = all(planOf(sql));
    assert.ok(steps.length > 0, sql);
    for (const { detail, words } of steps) assert.match(words, /^[A-Z0-9][^]*\.$/, `${sql}: ${detail}`);
  }
});
