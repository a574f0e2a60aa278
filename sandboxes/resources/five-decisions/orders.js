import express, { Router } from 'express';
import { on } from './decisions.js';
import { notAllowed, Problem } from './problems.js';

const SIZE = 4; // orders on a page
let last = 0;
const orders = new Map();
const add = (lamp, items, status = 'open') => {
  last += 1;
  const order = { id: last, lamp, status, items };
  orders.set(last, order);
  if (orders.size > 50) orders.delete(orders.keys().next().value);
  return order;
};
const lamps = ['desk', 'floor', 'wall'].flatMap((lamp) => Array(4).fill(lamp));
for (const lamp of lamps) add(lamp, '1');
orders.get(2).status = 'shipped';
orders.get(11).items = '1,'; // what a crash has left of a row

const find = (id) => {
  const order = /^[1-9]\d{0,8}$/.test(id) ? orders.get(Number(id)) : undefined;
  if (!order) throw new Problem(404, 'not-found', 'There is nothing here');
  return order;
};
const show = ({ items, ...order }) => {
  if (!/^\d+$/.test(items)) throw new Error(`order ${order.id}: half a row`);
  return { ...order, count: Number(items) };
};
const brief = ({ id, lamp }) => ({ id, lamp });

export const router = Router()
  .use(express.json({ limit: '10kb' }))
  .get('/orders', (req, res) => {
    const all = [...orders.values()];
    if (!on.pages) return res.json(all.map(brief));
    const { cursor, limit = String(SIZE), ...others } = req.query;
    const [parameter] = Object.keys(others);
    if (parameter !== undefined) {
      throw new Problem(400, 'unknown-parameter', 'It is not known', { parameter });
    }
    if (!/^([1-9]|[1-4]\d|50)$/.test(limit)) {
      throw new Problem(400, 'invalid-limit', 'limit is a number from 1 to 50');
    }
    if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
      throw new Problem(400, 'invalid-cursor', 'cursor is the next_cursor of a page');
    }
    const rest = all.filter(({ id }) => id > Number(cursor ?? 0));
    const rows = rest.slice(0, Number(limit));
    const has_more = rest.length > rows.length;
    const next_cursor = has_more ? String(rows.at(-1).id) : null;
    res.json({ data: rows.map(brief), has_more, next_cursor });
  })
  .post('/orders', (req, res) => {
    const { lamp } = req.body ?? {};
    if (typeof lamp !== 'string' || !/^[a-z]{1,20}$/.test(lamp)) {
      const errors = [{ pointer: '#/lamp', hint: 'Send a word in lower case.' }];
      throw new Problem(422, 'invalid-order', 'The order is not valid', { errors });
    }
    const order = add(lamp, '1');
    res.status(201).location(`${req.baseUrl}/orders/${order.id}`).json(show(order));
  })
  .get('/orders/:id', (req, res) => res.json(show(find(req.params.id))))
  .delete('/orders/:id', (req, res) => {
    const { id, status } = find(req.params.id);
    if (status === 'shipped') throw new Problem(409, 'is-shipped', 'It is on its way');
    orders.delete(id);
    res.status(204).end();
  })
  .all('/orders', notAllowed('GET, HEAD, POST'))
  .all('/orders/:id', notAllowed('GET, HEAD, DELETE'));
