import express, { Router } from 'express';
import { list, one, Problem } from './reply.js';
import { add, orders, users } from './shop.js';

const CURRENCIES = ['EUR', 'JPY', 'USD'];

function find(rows, wanted) {
  const found = rows.find(({ id }) => String(id) === wanted);
  if (!found) throw new Problem(404, 'not-found', 'There is nothing here');
  return found;
}

const invalid = (name, title, pointer, hint) =>
  new Problem(422, name, title, { errors: [{ pointer, hint }] });

/** Each refusal says what is wrong, where, and how it is right. */
function checkOrder({ amount, currency }) {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    const hint = 'Send cents, as a whole number: 4999 for 49.99.';
    throw invalid('invalid-amount', 'The amount is not valid', '#/amount', hint);
  }
  if (CURRENCIES.includes(currency)) return;
  const upper = typeof currency === 'string' ? currency.toUpperCase() : '';
  const hint = CURRENCIES.includes(upper)
    ? `Write ${upper}, in upper case, as ISO 4217 does.`
    : `Send one of ${CURRENCIES.join(', ')}.`;
  throw invalid('invalid-currency', 'The currency is not known', '#/currency', hint);
}

function checkUser({ name }) {
  if (typeof name === 'string' && /\S/.test(name) && name.length <= 80) return;
  const hint = 'Send 1 to 80 characters.';
  throw invalid('invalid-name', 'The name is not valid', '#/name', hint);
}

const notAllowed = (allow) => (req, res) => {
  res.set('Allow', allow);
  if (req.method === 'OPTIONS') return res.status(204).end();
  throw new Problem(405, 'wrong-method', 'This method is not offered here');
};

export const unified = Router()
  .use(express.json({ limit: '10kb' }))
  .get('/users', (req, res) => list(res, users))
  .post('/users', (req, res) => {
    checkUser(req.body ?? {});
    const user = add(users, { name: req.body.name });
    one(res.status(201).location(`/v1/users/${user.id}`), user);
  })
  .get('/users/:id', (req, res) => one(res, find(users, req.params.id)))
  .get('/orders', (req, res) => list(res, orders))
  .post('/orders', (req, res) => {
    checkOrder(req.body ?? {});
    const { amount, currency } = req.body;
    const order = add(orders, { userId: 1, amount, currency });
    one(res.status(201).location(`/v1/orders/${order.id}`), order);
  })
  .get('/orders/:id', (req, res) => one(res, find(orders, req.params.id)))
  .all(['/users', '/orders'], notAllowed('GET, HEAD, POST'))
  .all(['/users/:id', '/orders/:id'], notAllowed('GET, HEAD'));
