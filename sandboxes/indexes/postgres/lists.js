// Each list begins with the table as tickets.js fills it, and is run to its end.

const explain = 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)';
const since = `opened_at >= '2025-02-04'`;
const partialIndex = `CREATE INDEX open_since ON tickets (opened_at)
  WHERE status = 'open'`;

export const partial = [
  partialIndex,
  `${explain} SELECT id FROM tickets WHERE status = 'open' AND ${since}`,
  `PREPARE by_status (text) AS
    SELECT id FROM tickets WHERE status = $1 AND ${since}`,
  `${explain} EXECUTE by_status ('open')`, // planned with the value
  `SET plan_cache_mode = force_generic_plan`, // planned once for all values
  `${explain} EXECUTE by_status ('open')`,
  `RESET plan_cache_mode`,
  `DEALLOCATE by_status`,
];

const ashby = `SELECT id FROM tickets WHERE customer LIKE 'Ashby 12%'`;
export const prefix = [
  `SELECT 'a' < 'B' COLLATE "C" AS c, 'a' < 'B' COLLATE english AS english`,
  `CREATE INDEX customer_english ON tickets (customer)`,
  `${explain} ${ashby}`,
  `CREATE INDEX customer_bytes ON tickets (customer text_pattern_ops)`,
  `${explain} ${ashby}`,
];

const refunds = `SELECT id FROM tickets WHERE to_tsvector('english', body)
  @@ websearch_to_tsquery('english', 'refunding -password')`;
export const words = [
  `SELECT to_tsvector('english', 'The parcels of Ada were refunded twice')`,
  `${explain} ${refunds}`,
  `CREATE INDEX words ON tickets USING gin (to_tsvector('english', body))`,
  `${explain} ${refunds}`,
];

export const tags = [
  `CREATE INDEX by_tag ON tickets USING gin (tags)`,
  `${explain} SELECT id FROM tickets WHERE tags @> ARRAY['refund', 'api']`,
  `${explain} SELECT id FROM tickets WHERE 'refund' = ANY (tags)`,
];

const pages = (...names) => `SELECT relname, pg_relation_size(oid) / 8192 AS pages
  FROM pg_class WHERE relname IN ('${names.join("', '")}') ORDER BY relname`;
const anHour = `SELECT id FROM tickets
  WHERE opened_at BETWEEN '2025-01-20 08:00' AND '2025-01-20 09:00'`;
export const ranges = [
  `CREATE INDEX opened_brin ON tickets USING brin (opened_at)`,
  `${explain} ${anHour}`,
  `CREATE INDEX opened_btree ON tickets (opened_at)`,
  `${explain} ${anHour}`,
  pages('opened_brin', 'opened_btree', 'tickets'),
];

const customerIndex = `CREATE INDEX by_customer ON tickets (customer)`;
const flush = `SELECT pg_stat_force_next_flush()`; // the counts, otherwise late
const counts = `SELECT n_tup_upd AS updates, n_tup_hot_upd AS heap_only
  FROM pg_stat_user_tables WHERE relname = 'tickets'`;
const addNote = (rest) => `UPDATE tickets SET note = 'seen' WHERE id % 20 = ${rest}`;
export const update = [
  customerIndex,
  pages('by_customer'),
  addNote(1), // the pages are full
  flush,
  counts,
  pages('by_customer'),
];

export const updateWithRoom = [
  `ALTER TABLE tickets SET (fillfactor = 90)`,
  `VACUUM FULL tickets`, // written anew, with a tenth of each page empty
  customerIndex,
  partialIndex,
  pages('by_customer'),
  addNote(1),
  flush,
  counts,
  pages('by_customer'),
  `UPDATE tickets SET status = 'open' WHERE id % 20 = 2`, // open_since asks for it
  flush,
  counts,
  pages('by_customer'),
];
