import { query } from './database.js';
import { BadQuery } from './feed.js';

/** The first 50 orders of a status since a day (UTC), the oldest first. */
export function search({ status, since }) {
  if (status !== 'pending' && status !== 'shipped') throw new BadQuery('no such status');
  if (!/^\d{4}-\d\d-\d\d$/.test(since)) throw new BadQuery('since is a day: 2026-01-12');
  return query(`
    SELECT id, created_at, amount FROM orders
    WHERE status = :status AND created_at >= unixepoch(:since)
    ORDER BY created_at, id LIMIT 50`, { status, since });
}
