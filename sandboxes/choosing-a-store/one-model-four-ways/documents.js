import { open, round, summary } from './meter.js';
import { customers, products } from './catalog.js';

// A product is one document with everything in it. `by_tag` is what document stores call
// a multikey index: an entry for each member of the array, kept by a trigger.
const store = open(`
  CREATE TABLE documents (
    kind TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)),
    bytes INTEGER AS (octet_length(body)),
    PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE INDEX documents_by_category ON documents (body ->> '$.category');
  CREATE TABLE by_tag (
    tag TEXT NOT NULL, id INTEGER NOT NULL,
    bytes INTEGER AS (octet_length(tag) + octet_length(id)),
    PRIMARY KEY (tag, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER index_tags AFTER INSERT ON documents WHEN NEW.kind = 'product' BEGIN
    INSERT INTO by_tag SELECT value, NEW.id FROM json_each(NEW.body, '$.tags');
  END;`);

store.fill(products.map((p) => ['product', p.id, JSON.stringify(p)]),
  'INSERT INTO documents VALUES (?, ?, ?)');
store.fill(customers.map((c) => ['customer', c.id, JSON.stringify(c)]),
  'INSERT INTO documents VALUES (?, ?, ?)');

export const { measure } = store;

const get = (db, kind, ...ids) => db.all(`
  SELECT body FROM documents
  WHERE kind = ? AND id IN (${ids.map(() => '?').join(', ')}) AND seen(bytes)`,
  kind, ...ids).map(({ body }) => JSON.parse(body));

export const questions = {
  page(db, id) {
    const [product] = get(db, 'product', id);
    return { ...product, reviews: summary(product.reviews) };
  },

  tag: (db, tag) => db.all(`
    SELECT d.id, d.body ->> '$.name' AS name
    FROM by_tag AS t JOIN documents AS d ON d.kind = 'product' AND d.id = t.id
    WHERE t.tag = ? AND seen(t.bytes) AND seen(d.bytes) ORDER BY d.id`, tag),

  report: (db) => db.all(`
    SELECT d.body ->> '$.category' AS category, avg(r.value ->> '$.rating') AS mean
    FROM documents AS d, json_each(d.body, '$.reviews') AS r
    WHERE d.kind = 'product' AND seen(d.bytes)
    GROUP BY category ORDER BY category`)
    .map(({ category, mean }) => ({ category, mean: round(mean) })),

  friends(db, id) {
    const [me] = get(db, 'customer', id);
    const found = get(db, 'customer', ...me.follows).flatMap(({ follows }) => follows);
    return [...new Set(found)]
      .filter((other) => other !== id && !me.follows.includes(other))
      .sort((a, b) => a - b);
  },

  review(db, product, review) {
    db.write(`UPDATE documents SET body = json_insert(body, '$.reviews[#]', json(?))
      WHERE kind = 'product' AND id = ? AND seen(bytes)`, JSON.stringify(review), product);
  },

  rename(db, from, to) {
    db.write(`UPDATE documents SET body = json_set(body, '$.category', ?)
      WHERE body ->> '$.category' = ? AND seen(bytes)`, to, from);
  },
};
