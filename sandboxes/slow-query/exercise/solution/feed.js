import { query } from './database.js';

export class BadQuery extends Error {
  status = 400;
}

const newest = 'ORDER BY created_at DESC, id DESC LIMIT :size';

/** A page of the orders, the newest first, and the address of the next one. */
export function feed({ limit = '20', after }) {
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new BadQuery('limit is a number from 1');
  const size = Math.min(Number(limit), 500);
  const columns = 'SELECT id, created_at, amount FROM orders';
  let orders;
  if (after === undefined) {
    orders = query(`${columns} ${newest}`, { size });
  } else {
    const place = /^(\d{1,12})-(\d{1,12})$/.exec(after);
    if (!place) throw new BadQuery('after is no place of this list');
    orders = query(`${columns} WHERE (created_at, id) < (:at, :id) ${newest}`,
      { size, at: Number(place[1]), id: Number(place[2]) });
  }
  if (orders.length < size) return { orders, next: null };
  const { created_at: at, id } = orders.at(-1);
  return { orders, next: `/feed?limit=${size}&after=${at}-${id}` };
}
