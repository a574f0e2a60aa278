import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import * as blog from './blog.js';
import * as shop from './shop.js';
import * as staff from './staff.js';

const app = express();
app.use(express.json());

const isText = (value) => typeof value === 'string' && value !== '';
const isAmount = (value) => Number.isInteger(value) && value >= 0 && value < 1e9;
const refuse = (res) => res.status(422).json({ error: 'not what was asked for' });
const answer = (res, found, status = 200) => (found
  ? res.status(status).json(found)
  : res.status(404).json({ error: 'there is none' }));

// Staff.
app.get('/employees', (req, res) => res.json(staff.employees()));
app.get('/departments', (req, res) => res.json(staff.departments()));
app.patch('/employees/:id', (req, res) => {
  const { location, department } = req.body ?? {};
  // A location: the department of this employee moves. A department: the employee does.
  if (isText(location)) return answer(res, staff.move(req.params.id, location));
  if (isText(department)) return answer(res, staff.join(req.params.id, department));
  refuse(res);
});
app.delete('/employees/:id', (req, res) => answer(res, staff.leave(req.params.id)));

// Shop. Amounts are in cents.
app.patch('/products/:id', (req, res) => {
  const { price } = req.body ?? {};
  if (!isAmount(price)) return refuse(res);
  answer(res, shop.setPrice(req.params.id, price));
});
app.patch('/customers/:id', (req, res) => {
  const { address } = req.body ?? {};
  if (!isText(address)) return refuse(res);
  answer(res, shop.setAddress(req.params.id, address));
});
app.post('/orders', (req, res) => {
  const { customer, product, quantity } = req.body ?? {};
  if (![customer, product, quantity].every(isAmount) || quantity === 0) {
    return refuse(res);
  }
  answer(res, shop.place(customer, product, quantity), 201);
});
app.get('/orders/:id', (req, res) => answer(res, shop.order(req.params.id)));

// Blog. Each change is reported to the audit log, another service, before it is made.
const audit = () => sleep(20);
app.get('/users', (req, res) => res.json(blog.users()));
app.get('/users/:id/posts', (req, res) => res.json(blog.postsOf(req.params.id)));
app.post('/users/:id/posts', async (req, res) => {
  const { title } = req.body ?? {};
  if (!isText(title)) return refuse(res);
  answer(res, await blog.add(req.params.id, title, audit), 201);
});
app.patch('/posts/:id', async (req, res) => {
  const { user } = req.body ?? {};
  if (!isAmount(user)) return refuse(res);
  answer(res, await blog.give(req.params.id, user, audit));
});
app.delete('/posts/:id', async (req, res) => {
  answer(res, await blog.remove(req.params.id, audit));
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
