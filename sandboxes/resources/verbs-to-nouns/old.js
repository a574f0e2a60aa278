// Wrong on purpose: its routes are named after what they do.
import { lintPage } from './lint.js';
import { serve } from './serve.js';
import { addOrder, orders, users } from './shop.js';

const all = (map) => [...map.values()];

serve({
  'GET /getUsers': (req, res) => res.json(all(users)),
  'GET /getUser': (req, res) => res.json(users.get(Number(req.query.id)) ?? null),
  'GET /listOrders': (req, res) => res.json(all(orders)),
  'GET /order/byUser/:id': (req, res) =>
    res.json(all(orders).filter((order) => order.user_id === Number(req.params.id))),
  'GET /order_status/:id': (req, res) =>
    res.json(orders.get(Number(req.params.id))?.status ?? null),
  'POST /addOrder': (req, res) => {
    const { user_id, lamp } = req.body ?? {};
    const isWord = typeof lamp === 'string' && /^[a-z]{1,20}$/.test(lamp);
    res.json(isWord && users.has(user_id) ? addOrder(user_id, lamp) : null);
  },
  'GET /deleteOrder': (req, res) => res.json(orders.delete(Number(req.query.id))),
  'POST /order/:id/cancel': (req, res) => {
    const order = orders.get(Number(req.params.id));
    if (order) order.status = 'canceled';
    res.json(order ?? null);
  },
  'GET /Products/:id/Reviews/:review/Comments/:comment': (req, res) => res.json(null),
  'GET /lint': lintPage,
});
