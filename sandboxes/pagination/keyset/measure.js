import { db } from './orders.js';
import { broken, queries } from './queries.js';

export const size = 20;
export const all = { ...queries, ...broken };

// Evaluated once for each row SQLite looks at, so it counts the work of a query.
// Not deterministic, or SQLite would call it once and keep the answer.
let rowsExamined = 0;
db.function('examined', (id) => {
  rowsExamined += 1;
  return id === '' ? 0 : 1; // true for every row
});

function run(sql, values) {
  const statement = db.prepare(sql);
  statement.setAllowUnknownNamedParameters(true); // not every query uses all values
  rowsExamined = 0;
  const rows = statement.all(values);
  return { rows, examined: rowsExamined };
}

const plan = (sql) =>
  db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => step.detail);

const beforeAll = { at: '9999', id: '~' };
const nth = db.prepare(`
  SELECT id, created_at AS at FROM orders
  ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ?`);

/** The row at a place of the list: 0 is the newest. A client knows it from a page. */
const rowAt = (place) => ({ ...nth.get(place) });

/** One page by one of the queries. */
export function page(name, number) {
  const offset = (number - 1) * size;
  const neighbor = name === 'previous' ? offset + size : offset - 1;
  const from = neighbor < 0 ? beforeAll : rowAt(neighbor);
  const { rows, examined } = run(all[name], { ...from, offset, limit: size });
  if (name === 'previous') rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return { plan: plan(all[name]), examined, found: rows.length, first, last };
}

/** Ten pages, each after the last row of the one before, against the first 200 rows. */
export function tenPages(name) {
  let from = beforeAll;
  const seen = [];
  for (let n = 0; n < 10; n += 1) {
    const { rows } = run(all[name], { ...from, offset: n * size, limit: size });
    seen.push(...rows.map(({ id }) => id));
    const last = rows.at(-1);
    if (!last) break;
    from = { at: last.created_at, id: last.id };
  }
  const { rows } = run(queries.offset, { offset: 0, limit: seen.length });
  const distinct = new Set(seen);
  return {
    read: seen.length,
    again: seen.length - distinct.size,
    missing: rows.filter(({ id }) => !distinct.has(id)).length,
  };
}

/** Three ways to say how many there are. */
export function counts() {
  const counted = (sql) => {
    const { rows, examined } = run(sql, {});
    return { orders: rows[0].n, examined };
  };
  db.exec('ANALYZE');
  db.exec("DELETE FROM orders WHERE id >= 'o95000'");
  const exact = counted('SELECT count(*) AS n FROM orders WHERE examined(id)');
  const capped = counted(`
    SELECT count(*) AS n
    FROM (SELECT 1 FROM orders WHERE examined(id) LIMIT 1001)`);
  // What ANALYZE has found: the first number is the count of the index's entries.
  const { stat } = db.prepare(`
    SELECT stat FROM sqlite_stat1 WHERE idx = 'orders_created'`).get();
  return { exact, capped, estimate: { orders: parseInt(stat, 10), examined: 0 } };
}
