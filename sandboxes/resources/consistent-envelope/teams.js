// Wrong on purpose: each team is consistent with itself, and not with the other.
import express, { Router } from 'express';
import { orders, users } from './shop.js';

/** The team for users. */
export const teamA = Router()
  .get('/users', (req, res) => res.json(users))
  .get('/users/:id', (req, res) => {
    const user = users.find(({ id }) => String(id) === req.params.id);
    if (!user) return res.status(404).json({ error: 'User not found' });
    res.json(user);
  })
  .post('/users', (req, res) => res.status(400).end());

const toRow = ({ id, userId, amount, currency, createdAt }) => ({
  order_id: `ORD-${id}`,
  user_id: userId,
  total: (amount / 100).toFixed(2),
  cur: currency.toLowerCase(),
  created_at: createdAt.getTime() / 1000,
});

/** The team for orders. */
export const teamB = Router()
  .get('/orders', (req, res) =>
    res.json({ orders: orders.map(toRow), count: orders.length }),
  )
  .get('/orders/:id', (req, res) => {
    const order = orders.find(({ id }) => `ORD-${id}` === req.params.id);
    res.json(order ? toRow(order) : null);
  })
  .post('/orders', express.json(), (req, res) => {
    res.json({ success: false, msg: 'Invalid input' });
  });
