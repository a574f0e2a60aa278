// Broken on purpose: numbers by parseInt without bounds, a cursor that is believed,
// SQL that is put together as text.
import { Router } from 'express';
import { db } from './orders.js';

export const taught = Router();

taught.get('/pages', (req, res) => {
  const page = parseInt(req.query.page ?? 1);
  const limit = parseInt(req.query.limit ?? 20);
  const offset = (page - 1) * limit;
  const rows = db.prepare(
    `SELECT id FROM orders ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`,
  ).all();
  res.json({ limit, offset, sent: rows.length });
});

taught.get('/feed', (req, res) => {
  const { cursor } = req.query;
  const { id } = cursor
    ? JSON.parse(Buffer.from(cursor, 'base64').toString())
    : { id: 1_000_000 };
  const rows = db.prepare(`
    SELECT id, city, created_at FROM orders
    WHERE id < ${id} ORDER BY id DESC LIMIT 3`).all();
  const place = JSON.stringify({ id: rows.at(-1)?.id });
  const next = rows.length > 0 ? Buffer.from(place).toString('base64') : null;
  res.json({ data: rows, next_cursor: next });
});
