// Broken on purpose: two answers are not what the document says. Order 1 was imported
// in March, with its total as text, and a new order is answered 200.
import { Router } from 'express';
import { problem } from './enforce.js';

const orders = [
  { id: 2, status: 'paid', total: 1250, created_at: '2026-01-14T16:20:00Z' },
  { id: 1, status: 'delivered', total: '42.00', created_at: '2025-03-02T09:00:00Z' },
];
const PRICES = new Map([['MUG-1', 1250], ['LAMP-3', 4900]]);

export const api = Router();

api.get('/orders', (req, res) => {
  res.json({ data: orders.slice(0, Number(req.query.limit ?? 20)) });
});

api.get('/orders/:id', (req, res) => {
  const order = orders.find((each) => each.id === Number(req.params.id));
  if (!order) return problem(res, 404, 'No such order');
  res.json(order);
});

api.post('/orders', (req, res) => {
  const { sku, quantity } = req.body;
  if (!PRICES.has(sku)) return problem(res, 422, 'No such article', ['/sku']);
  const total = PRICES.get(sku) * quantity;
  const created_at = new Date().toISOString();
  const order = { id: orders.length + 1, status: 'paid', total, created_at };
  // An exhibit: it is kept only while there is room.
  if (orders.length < 100) orders.unshift(order);
  res.json(order);
});

// Somebody needed it for a demonstration. It is in no document.
api.get('/orders/:id/invoice', (req, res) => res.json({ pages: 1 }));
