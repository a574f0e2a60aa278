import express from 'express';
import { cancel, changePrice, moveCustomer, order } from './orders.js';
import { refresh, report } from './report.js';

const app = express();
app.use(express.json());

const found = (res, answer) => (answer
  ? res.json(answer)
  : res.status(404).json({ error: 'there is none' }));

app.get('/orders/:id', (req, res) => found(res, order(req.params.id)));
app.delete('/orders/:id', (req, res) => {
  if (cancel(req.params.id)) return res.status(204).end();
  res.status(404).json({ error: 'there is none' });
});

app.patch('/products/:id', (req, res) => {
  const { price } = req.body ?? {};
  if (!Number.isInteger(price) || price < 0 || price > 1e9) {
    return res.status(422).json({ error: 'price: cents' });
  }
  found(res, changePrice(req.params.id, price) && { price });
});
app.patch('/customers/:id', (req, res) => {
  const { address } = req.body ?? {};
  if (typeof address !== 'string' || address === '') {
    return res.status(422).json({ error: 'address: text' });
  }
  found(res, moveCustomer(req.params.id, address) && { address });
});

app.get('/report', (req, res) => res.json(report()));
app.post('/report/refresh', (req, res) => res.json({ rowsWritten: refresh() }));

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
