import { decode, encode } from './cursor.js';
import { db } from './posts.js';

class BadQuery extends Error {
  status = 400;
}

const first = db.prepare(`
  SELECT id, title, created_at FROM posts WHERE tag = :tag
  ORDER BY created_at DESC, id DESC LIMIT :limit`);
const after = db.prepare(`
  SELECT id, title, created_at FROM posts
  WHERE tag = :tag AND (created_at, id) < (:at, :id)
  ORDER BY created_at DESC, id DESC LIMIT :limit`);

/** A page of the posts with a tag, the newest first. limit and cursor are texts. */
export function feed({ tag, limit = '20', cursor }) {
  if (!/^[1-9]\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');
  const size = Math.min(Number(limit), 100);
  const place = cursor === undefined ? undefined : decode(cursor, tag);
  if (cursor !== undefined && !place) throw new BadQuery('no cursor of this list');

  const values = { tag, limit: size + 1 };
  const rows = place ? after.all({ ...values, ...place }) : first.all(values);
  const more = rows.length > size;
  if (more) rows.pop();
  const { created_at: at, id } = rows.at(-1) ?? {};
  return {
    data: rows,
    has_more: more,
    next_cursor: more ? encode({ at, id }, tag) : null,
  };
}
