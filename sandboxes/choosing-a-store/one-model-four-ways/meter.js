import { DatabaseSync } from 'node:sqlite';

/**
 * A database that counts. `seen(bytes)` in a query is evaluated for each row that the
 * query looks at; a statement that writes returns the bytes of each row it wrote.
 * A row's bytes are those of its values as text: comparable, and near what is stored.
 */
export function open(schema) {
  const db = new DatabaseSync(':memory:');
  db.exec(schema);
  let cost;
  db.function('seen', (bytes) => {
    cost.rowsRead += 1;
    cost.bytesRead += bytes;
    return 1; // true for every row
  });

  const metered = {
    all(sql, ...values) {
      cost.statements += 1;
      return db.prepare(sql).all(...values);
    },
    write(sql, ...values) {
      const rows = metered.all(`${sql} RETURNING bytes`, ...values);
      cost.rowsWritten += rows.length;
      for (const { bytes } of rows) cost.bytesWritten += bytes;
    },
  };

  /** Runs something with the database, then undoes it; gives answer and cost. */
  function measure(ask) {
    cost = { statements: 0, rowsRead: 0, bytesRead: 0, rowsWritten: 0, bytesWritten: 0 };
    db.exec('BEGIN');
    try {
      return { answer: ask(metered, cost), cost };
    } finally {
      db.exec('ROLLBACK');
    }
  }

  /** Fills a table. ANALYZE then tells the planner how many rows there are. */
  const fill = (rows, sql) => {
    const statement = db.prepare(sql);
    for (const row of rows) statement.run(...row);
    db.exec('ANALYZE');
  };
  return { fill, measure };
}

/** The figures of a page's reviews. */
export const summary = (reviews) => ({
  count: reviews.length,
  mean: reviews.length === 0 ? null
    : round(reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length),
  newest: reviews.toSorted((a, b) => b.id - a.id).slice(0, 3),
});

export const round = (number) => Math.round(number * 100) / 100;
