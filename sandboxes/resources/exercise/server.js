// Broken on purpose: verbs in the addresses, and no two answers alike.
import express from 'express';
import { addOrder, addUser, orders, users } from './shop.js';

const app = express();
app.use(express.json({ limit: '10kb' }));

app.get('/getUsers', (req, res) => res.json([...users.values()]));

app.get('/getUser', (req, res) => {
  const user = users.get(Number(req.query.id));
  if (!user) return res.status(404).json({ error: 'User not found' });
  res.json(user);
});

app.post('/createUser', (req, res) => {
  const { fullName } = req.body ?? {};
  if (typeof fullName !== 'string') return res.status(400).end();
  res.json(addUser(fullName));
});

app.get('/listOrders', (req, res) => {
  res.json({ orders: [...orders.values()], total: orders.size });
});

app.get('/orderById/:id', (req, res) => {
  res.json({ data: orders.get(Number(req.params.id)) ?? null });
});

app.get('/ordersOfUser/:id', (req, res) => {
  const id = Number(req.params.id);
  res.json([...orders.values()].filter((order) => order.user_id === id));
});

app.post('/addOrder', (req, res) => {
  const { user_id, lamp } = req.body ?? {};
  if (!users.has(user_id) || typeof lamp !== 'string') {
    return res.json({ success: false });
  }
  res.json({ success: true, order: addOrder(user_id, lamp) });
});

app.post('/deleteOrder/:id', (req, res) => {
  res.json({ success: orders.delete(Number(req.params.id)) });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
