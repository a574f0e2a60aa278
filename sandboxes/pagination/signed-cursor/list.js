import { decode, encode } from './cursor.js';
import { db } from './orders.js';

// Column names cannot be bound like values, so a request names an entry of this list.
const sorts = {
  newest: { column: 'created_at', forward: ['<', 'DESC'], back: ['>', 'ASC'] },
  cheapest: { column: 'total', forward: ['>', 'ASC'], back: ['<', 'DESC'] },
};

export class BadQuery extends Error {}

/** What a client asks for: checked, capped, and with what it left out. */
export function parse({ limit = '20', sort = 'newest', city, cursor }) {
  if (!/^[1-9]\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');
  if (!Object.hasOwn(sorts, sort)) throw new BadQuery('sort is newest or cheapest');
  for (const [name, value] of Object.entries({ city, cursor })) {
    if (value === undefined) continue;
    const fits = typeof value === 'string' && value.length < 500;
    if (!fits) throw new BadQuery(`${name} may stand there once, and short`);
  }
  const list = { of: 'orders', city, sort }; // what a cursor belongs to
  const place = cursor === undefined ? undefined : decode(cursor, list);
  if (cursor !== undefined && !place) {
    throw new BadQuery('this cursor is not of this list, filter and sort');
  }
  return { limit: Math.min(Number(limit), 100), list, place };
}

export function page({ limit, list, place }) {
  const { column, forward, back } = sorts[list.sort];
  const [compare, direction] = place?.back ? back : forward;
  const conditions = [
    ...(list.city === undefined ? [] : ['city = :city']),
    ...(place ? [`(${column}, id) ${compare} (:value, :id)`] : []),
  ];
  const statement = db.prepare(`
    SELECT id, city, total, created_at FROM orders
    ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
    ORDER BY ${column} ${direction}, id ${direction} LIMIT :limit`);
  statement.setAllowUnknownNamedParameters(true); // a page uses some of these
  const { value = null, id = null } = place ?? {};
  const rows = statement.all({ city: list.city ?? null, value, id, limit: limit + 1 });
  const more = rows.length > limit; // the row too many says so, and is not sent
  if (more) rows.pop();
  if (place?.back) rows.reverse();

  const at = (row, back) => encode({ back, value: row[column], id: row.id }, list);
  const hasNext = rows.length > 0 && (place?.back ? true : more);
  const hasPrevious = rows.length > 0 && (place?.back ? more : place !== undefined);
  return {
    data: rows,
    has_more: hasNext,
    next_cursor: hasNext ? at(rows.at(-1), false) : null,
    prev_cursor: hasPrevious ? at(rows[0], true) : null,
  };
}
