// Broken on purpose: one of the two admin routes is open to everybody.
import express from 'express';

const customers = [
  { name: 'Ada', email: 'ada@example.com' },
  { name: 'Grace', email: 'grace@example.com' },
];
const orders = [{ id: 1, customer: 'Ada', item: 'Lamp' }];

const app = express();

app.get('/', (req, res) => {
  res.type('text').send('The lamp shop\n');
});

app.get('/admin/customers', (req, res) => {
  res.json(customers);
});

// Whoever wants to see anything below /admin needs the key.
app.use('/admin', (req, res, next) => {
  if (req.get('Authorization') === 'Bearer open-sesame') return next();
  res.set('WWW-Authenticate', 'Bearer');
  res.status(401).json({ error: 'the key is missing or wrong' });
});

app.get('/admin/orders', (req, res) => {
  res.json(orders);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
