// Wrong on purpose: two queries as they are often taught.
import * as tables from './tables.js';
import * as edges from './edges.js';

const number = (node) => Number(node.split(':')[1]);

/** A product's tags and reviews in one join: each tag with each review. */
export const oneJoin = () => tables.measure((db) => db.all(`
  SELECT p.name, group_concat(t.tag) AS tags, count(r.id) AS reviews,
         sum(r.rating) AS stars, avg(r.rating) AS mean
  FROM products AS p
  LEFT JOIN product_tags AS t ON t.product_id = p.id
  LEFT JOIN reviews AS r ON r.product_id = p.id
  WHERE p.id = 4
  GROUP BY p.id`)[0]).answer;

/** Whoever is two edges away, which is not the same as a friend of a friend. */
export const twoHops = (id) => edges.measure((db) => {
  const rows = db.all(`
    SELECT a.target AS friend, b.target AS person
    FROM edges AS a JOIN edges AS b ON b.source = a.target
    WHERE a.source = ? AND a.type = 'FOLLOWS' AND b.type = 'FOLLOWS'
    ORDER BY a.target, b.target`, `customer:${id}`);
  return {
    follows: [...new Set(rows.map(({ friend }) => number(friend)))],
    twoEdgesAway: rows.map(({ person }) => number(person)),
  };
}).answer;
