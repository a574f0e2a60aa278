// Broken on purpose: counts rows to find its place, sorts by half an order, believes
// limit and cursor, takes a full page for a sign that there is another, and has a
// cursor for what comes after the last one.
import { decode, encode } from './cursor.js';
import { db } from './posts.js';

/** A page of the posts with a tag, the newest first. limit and cursor are texts. */
export function feed({ tag, limit, cursor }) {
  const size = parseInt(limit ?? 20);
  const { offset } = cursor ? decode(cursor) : { offset: 0 };
  const rows = db.prepare(`
    SELECT id, title, created_at FROM posts
    WHERE id IN (
      SELECT id FROM posts WHERE tag = ?
      ORDER BY created_at DESC LIMIT ${size} OFFSET ${offset})
    ORDER BY created_at DESC`).all(tag);
  return {
    data: rows,
    has_more: rows.length === size,
    next_cursor: encode({ offset: offset + size }),
  };
}
