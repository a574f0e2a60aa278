// Broken on purpose: it counts off all rows before the page.
import { query } from './database.js';

export class BadQuery extends Error {
  status = 400;
}

const whole = (text) => /^[1-9]\d{0,5}$/.test(text);

/** A page of the orders, the newest first, and the address of the next one. */
export function feed({ limit = '20', page = '1' }) {
  if (!whole(limit)) throw new BadQuery('limit is a whole number from 1');
  if (!whole(page)) throw new BadQuery('page is a whole number from 1');
  const size = Math.min(Number(limit), 500);
  const orders = query(`
    SELECT id, created_at, amount FROM orders
    ORDER BY created_at DESC, id DESC
    LIMIT :size OFFSET :skip`, { size, skip: (Number(page) - 1) * size });
  const more = orders.length === size;
  return { orders, next: more ? `/feed?limit=${size}&page=${Number(page) + 1}` : null };
}
