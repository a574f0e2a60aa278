import express from 'express';
import { list, Problem, problems, requestId } from './reply.js';
import { addOrder, addUser, orders, users } from './shop.js';

const app = express();
app.use(requestId);
app.use(express.json({ limit: '10kb' }));

/** What the client sees of what is stored. */
const toUser = ({ id, fullName, createdAt }) => ({
  id,
  full_name: fullName,
  created_at: createdAt.toISOString(),
});
const toOrder = ({ id, user_id, lamp, shipTo, created }) => ({
  id,
  user_id,
  lamp,
  ship_to: { city: shipTo.city, postal_code: shipTo.postalCode },
  created_at: new Date(created * 1000).toISOString(),
});

function find(map, id) {
  const found = /^[1-9]\d{0,8}$/.test(id) ? map.get(Number(id)) : undefined;
  if (!found) throw new Problem(404, 'There is nothing here');
  return found;
}
const invalid = (pointer, hint) =>
  new Problem(422, 'The body is not valid', { errors: [{ pointer, hint }] });
const isText = (value) =>
  typeof value === 'string' && /\S/.test(value) && value.length <= 80;

app.get('/users', (req, res) => list(res, [...users.values()].map(toUser)));
app.post('/users', (req, res) => {
  const { full_name } = req.body ?? {};
  if (!isText(full_name)) throw invalid('#/full_name', 'Send 1 to 80 characters.');
  const user = addUser(full_name);
  res.status(201).location(`/users/${user.id}`).json(toUser(user));
});
app.get('/users/:id', (req, res) => res.json(toUser(find(users, req.params.id))));
app.get('/users/:id/orders', (req, res) => {
  const { id } = find(users, req.params.id);
  const theirs = [...orders.values()].filter(({ user_id }) => user_id === id);
  list(res, theirs.map(toOrder));
});

app.get('/orders', (req, res) => list(res, [...orders.values()].map(toOrder)));
app.post('/orders', (req, res) => {
  const { user_id, lamp } = req.body ?? {};
  if (!users.has(user_id)) throw invalid('#/user_id', 'Send the id of a user.');
  if (!isText(lamp)) throw invalid('#/lamp', 'Send 1 to 80 characters.');
  const order = addOrder(user_id, lamp);
  res.status(201).location(`/orders/${order.id}`).json(toOrder(order));
});
app.get('/orders/:id', (req, res) => res.json(toOrder(find(orders, req.params.id))));
app.delete('/orders/:id', (req, res) => {
  orders.delete(find(orders, req.params.id).id);
  res.status(204).end();
});

/** An id, or 0, which nobody has. A client that is sent to /users/.. goes to /. */
const idOr0 = (text) => (/^[1-9]\d{0,8}$/.test(text) ? text : 0);

// What has moved with method and body, and what cannot.
const moved = {
  '/getUsers': () => '/users',
  '/getUser': ({ query }) => `/users/${idOr0(query.id)}`,
  '/listOrders': () => '/orders',
  '/orderById/:id': ({ params }) => `/orders/${idOr0(params.id)}`,
  '/ordersOfUser/:id': ({ params }) => `/users/${idOr0(params.id)}/orders`,
};
for (const [path, where] of Object.entries(moved)) {
  app.get(path, (req, res) => res.redirect(308, where(req)));
}
app.post('/addOrder', (req, res) => res.redirect(308, '/orders'));
app.post(['/createUser', '/deleteOrder/:id'], () => {
  throw new Problem(410, 'This is gone: see /users and /orders');
});

app.use(() => {
  throw new Problem(404, 'There is nothing here');
});
app.use(problems);

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
