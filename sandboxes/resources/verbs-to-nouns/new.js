import { lintPage } from './lint.js';
import { moved } from './moved.js';
import { find, only, Problem } from './problems.js';
import { serve } from './serve.js';
import { addOrder, orders, users } from './shop.js';

const list = (map, fits = () => true) => ({ data: [...map.values()].filter(fits) });

serve(
  {
    'GET /users': (req, res) => res.json(list(users)),
    'GET /users/:user': (req, res) => res.json(find(users, req.params.user)),

    // The orders of one user: a list of its own, below the one whom it belongs to.
    'GET /users/:user/orders': (req, res) => {
      const { id } = find(users, req.params.user); // 404 is for the user
      res.json(list(orders, ({ user_id }) => user_id === id));
    },

    // All orders, or those that fit. A filter that is not known is not ignored.
    'GET /orders': (req, res) => {
      only(req.query, ['user_id', 'status']);
      const wanted = Object.entries(req.query);
      const fits = (order) => wanted.every(([name, v]) => String(order[name]) === v);
      res.json(list(orders, fits));
    },
    'POST /orders': (req, res) => {
      const { user_id, lamp } = req.body ?? {};
      if (!users.has(user_id)) throw new Problem(422, 'user_id is nobody here');
      if (typeof lamp !== 'string' || !/^[a-z]{1,20}$/.test(lamp)) {
        throw new Problem(422, 'lamp is a word in lower case, 20 letters at most');
      }
      const order = addOrder(user_id, lamp);
      res.status(201).location(`/orders/${order.id}`).json(order);
    },
    'GET /orders/:order': (req, res) => res.json(find(orders, req.params.order)),
    'DELETE /orders/:order': (req, res) => {
      orders.delete(find(orders, req.params.order).id);
      res.status(204).end();
    },

    // To cancel is to put a cancellation there: one, however often it is sent.
    'PUT /orders/:order/cancellation': (req, res) => {
      const order = find(orders, req.params.order);
      const first = order.status !== 'canceled';
      order.status = 'canceled';
      res.status(first ? 201 : 200).json({ order_id: order.id });
    },
    'GET /orders/:order/cancellation': (req, res) => {
      const { id, status } = find(orders, req.params.order);
      if (status !== 'canceled') throw new Problem(404, 'It is not canceled.');
      res.json({ order_id: id });
    },
    'GET /lint': lintPage,
  },
  moved,
);
