// Revenue by category and country: from five tables, or from one that is stored.
import { db, rowsRead } from './db.js';

const query = `
  SELECT g.name AS category, c.country, sum(i.quantity * i.unit_price) AS cents
  FROM order_items i JOIN orders o ON o.id = i.order_id
  JOIN customers c ON c.id = o.customer_id JOIN products p ON p.id = i.product_id
  JOIN categories g ON g.id = p.category_id
  WHERE examined(i.order_id) AND examined(o.id) AND examined(c.id)
    AND examined(p.id) AND examined(g.id)
  GROUP BY 1, 2`;
const joined = db.prepare(`${query} ORDER BY 1, 2`);
const stored = db.prepare(`
  SELECT category, country, cents FROM revenue WHERE examined(rowid) ORDER BY 1, 2`);
const insert = db.prepare(`INSERT INTO revenue ${query}`);

export function refresh() {
  db.exec('BEGIN; DELETE FROM revenue'); // a reader sees the old rows or the new
  const { changes } = insert.run();
  db.exec('COMMIT');
  return changes;
}
refresh();

const sum = (rows) => rows.reduce((cents, row) => cents + row.cents, 0);
function measured(statement) {
  const { rowsRead: read, result } = rowsRead(() => statement.all());
  return { rows: result, cost: { rowsRead: read, total: sum(result) } };
}
export function report() {
  const [now, then] = [measured(joined), measured(stored)];
  return { joined: now.cost, stored: then.cost, storedRows: then.rows };
}
