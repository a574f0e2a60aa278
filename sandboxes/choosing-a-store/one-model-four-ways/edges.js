import { open, round, summary } from './meter.js';
import { categories, customers, products } from './catalog.js';

// A property graph in two tables: nodes, and edges that can be followed both ways.
const store = open(`
  CREATE TABLE nodes (
    id TEXT PRIMARY KEY, properties TEXT NOT NULL CHECK (json_valid(properties)),
    bytes INTEGER AS (octet_length(id) + octet_length(properties))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE edges (
    source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL,
    properties TEXT NOT NULL DEFAULT '{}',
    bytes INTEGER AS (octet_length(source) + octet_length(type) + octet_length(target)
                      + octet_length(properties)),
    PRIMARY KEY (source, type, target)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX edges_backward ON edges (target, type);`);

const tags = [...new Set(products.flatMap((product) => product.tags))];
store.fill([
  ...categories.map((name, n) => [`category:${n + 1}`, { name }]),
  ...tags.map((name) => [`tag:${name}`, { name }]),
  ...products.map(({ id, name, price, details }) =>
    [`product:${id}`, { id, name, price, details }]),
  ...customers.map(({ id, name }) => [`customer:${id}`, { id, name }]),
].map(([id, properties]) => [id, JSON.stringify(properties)]),
  'INSERT INTO nodes VALUES (?, ?)');
store.fill([
  ...products.flatMap(({ id, category, tags, reviews }) => [
    [`product:${id}`, 'IN', `category:${categories.indexOf(category) + 1}`],
    ...tags.map((tag) => [`product:${id}`, 'TAGGED', `tag:${tag}`]),
    ...reviews.map(({ customer, ...said }) =>
      [`customer:${customer}`, 'REVIEWED', `product:${id}`, said]),
  ]),
  ...customers.flatMap(({ id, follows }) =>
    follows.map((other) => [`customer:${id}`, 'FOLLOWS', `customer:${other}`])),
].map(([source, type, target, properties = {}]) =>
  [source, type, target, JSON.stringify(properties)]),
  'INSERT INTO edges VALUES (?, ?, ?, ?)');

export const { measure } = store;

const number = (node) => Number(node.split(':')[1]);

/** The nodes that edges of one type lead to. */
const follow = (db, source, type) => db.all(`
  SELECT n.id, n.properties FROM edges AS e JOIN nodes AS n ON n.id = e.target
  WHERE e.source = ? AND e.type = ? AND seen(e.bytes) AND seen(n.bytes)
  ORDER BY n.id`, source, type)
  .map(({ properties }) => JSON.parse(properties));

export const questions = {
  page(db, id) {
    const [{ properties }] = db.all(
      'SELECT properties FROM nodes WHERE id = ? AND seen(bytes)', `product:${id}`);
    const { details, ...product } = JSON.parse(properties);
    const [category] = follow(db, `product:${id}`, 'IN');
    const tags = follow(db, `product:${id}`, 'TAGGED');
    const reviews = db.all(`
      SELECT source, properties FROM edges
      WHERE target = ? AND type = 'REVIEWED' AND seen(bytes)`, `product:${id}`)
      .map(({ source, properties }) => {
        const { id, ...said } = JSON.parse(properties);
        return { id, customer: number(source), ...said };
      });
    return {
      ...product, category: category.name, details, tags: tags.map(({ name }) => name),
      reviews: summary(reviews),
    };
  },

  tag: (db, tag) => db.all(`
    SELECT n.properties ->> '$.id' AS id, n.properties ->> '$.name' AS name
    FROM edges AS e JOIN nodes AS n ON n.id = e.source
    WHERE e.target = ? AND e.type = 'TAGGED' AND seen(e.bytes) AND seen(n.bytes)
    ORDER BY 1`, `tag:${tag}`),

  report: (db) => db.all(`
    SELECT c.properties ->> '$.name' AS category, avg(r.properties ->> '$.rating') AS mean
    FROM nodes AS c CROSS JOIN edges AS i ON i.target = c.id AND i.type = 'IN'
    CROSS JOIN edges AS r ON r.target = i.source AND r.type = 'REVIEWED'
    WHERE c.id GLOB 'category:*' AND seen(c.bytes) AND seen(i.bytes) AND seen(r.bytes)
    GROUP BY category ORDER BY category`)
    .map(({ category, mean }) => ({ category, mean: round(mean) })),

  friends: (db, id) => db.all(`
    SELECT DISTINCT b.target AS node
    FROM edges AS a JOIN edges AS b ON b.source = a.target AND b.type = 'FOLLOWS'
    WHERE a.source = ?1 AND a.type = 'FOLLOWS' AND seen(a.bytes) AND seen(b.bytes)
      AND b.target <> a.source AND b.target NOT IN (
        SELECT target FROM edges
        WHERE source = ?1 AND type = 'FOLLOWS' AND seen(bytes))`, `customer:${id}`)
    .map(({ node }) => number(node)).sort((a, b) => a - b),

  review(db, product, { customer, ...said }) {
    db.write('INSERT INTO edges VALUES (?, ?, ?, ?)',
      `customer:${customer}`, 'REVIEWED', `product:${product}`, JSON.stringify(said));
  },

  rename(db, from, to) {
    db.write(`UPDATE nodes SET properties = json_set(properties, '$.name', ?)
      WHERE id GLOB 'category:*' AND properties ->> '$.name' = ? AND seen(bytes)`, to, from);
  },
};
