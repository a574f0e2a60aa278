import { db } from './database.js';

// For the feed: the order of the list. For the search: = first, then the range.
db.exec(`
  CREATE INDEX orders_created ON orders (created_at, id);
  CREATE INDEX orders_status_created ON orders (status, created_at, id);
`);
