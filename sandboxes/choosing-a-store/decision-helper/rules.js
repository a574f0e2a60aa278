// Each rule: when the answer to a question is this one, a store gets so many points,
// and why. The points are our judgment. They are here to be argued with.

export const stores = ['relational', 'document', 'key-value', 'wide column', 'graph',
  'time series'];

export const rules = [
  ['default', null, null, 'relational', 2,
    'Questions that nobody has asked yet are cheapest here.'],

  ['rows', 'shape', 'rows', 'relational', 2, 'The schema keeps what all rows share.'],
  ['documents', 'shape', 'documents', 'document', 2, 'A record is stored as it is used.'],
  ['json-column', 'shape', 'documents', 'relational', 1,
    'A JSON column holds what differs, beside columns for what does not.'],
  ['pairs', 'shape', 'pairs', 'key-value', 3, 'Nothing but a key and what it stands for.'],
  ['edges', 'shape', 'edges', 'graph', 2, 'Relations are what is stored.'],
  ['measurements', 'shape', 'measurements', 'time series', 3,
    'Old measurements are compressed, thinned out and dropped by age.'],

  ['key', 'reads', 'by key', 'key-value', 2, 'One key, one machine, one answer.'],
  ['ad-hoc', 'reads', 'ad hoc', 'relational', 3, 'Joins, grouping, a planner.'],
  ['aggregate', 'reads', 'one aggregate', 'document', 2,
    'The page is one read, with all that it shows.'],
  ['hops', 'reads', 'many hops', 'graph', 4,
    'Paths of unknown length are written in a line and walked, not joined.'],
  ['recursion', 'reads', 'many hops', 'relational', 1,
    'A recursive query walks edges too, while they are few.'],
  ['ranges', 'reads', 'time ranges', 'time series', 2, 'Rows lie in order of time.'],
  ['partition', 'reads', 'time ranges', 'wide column', 2,
    'A partition for each source, sorted by time.'],

  ['several', 'changesTogether', 'several records', 'relational', 4,
    'Transactions over any rows, with constraints between them.'],
  ['one', 'changesTogether', 'one record', 'document', 1,
    'One document changes as a whole or not at all.'],

  ['many-writes', 'writesPerSecond', 'beyond one machine', 'wide column', 4,
    'Any node takes writes; more nodes take more.'],
  ['sharded-document', 'writesPerSecond', 'beyond one machine', 'document', 2,
    'Sharding is part of the product; the key is still yours to choose.'],
  ['one-writer', 'writesPerSecond', 'beyond one machine', 'relational', -3,
    'One primary takes the writes, unless it is distributed SQL.'],

  ['fresh', 'staleReads', 'never', 'relational', 1, 'The primary answers with what is.'],
  ['stale', 'staleReads', 'sometimes', 'wide column', 1,
    'Whoever answers first will do.'],
  ['memory', 'loss', 'can be made again', 'key-value', 2,
    'Memory is enough, and entries can expire.'],

  ['run-relational', 'running', 'relational', 'relational', 2, 'You run it already.'],
].map(([id, question, answer, store, points, because]) =>
  ({ id, question, answer, store, points, because }));

/** What stands beside the store of record, and is filled from it. */
export const beside = {
  words: 'a search index, filled from it: words, ranking, facets',
  similarity: 'a vector index, filled from it: neighbors of an embedding',
};
