import express from 'express';

const app = express();
app.use(express.json());

const store = (email) => email.trim().toLowerCase(); // stands for the database

// Wrong on purpose: an order without an e-mail address is a TypeError, and a 500.
app.post('/careless/orders', (req, res) => {
  store(req.body.email);
  res.status(201).json({ accepted: true });
});

// Wrong on purpose: it says that all went well, and in the body that it did not.
app.post('/polite/orders', (req, res) => {
  const { email } = req.body ?? {};
  if (typeof email !== 'string') return res.json({ accepted: false });
  store(email);
  res.status(201).json({ accepted: true });
});

app.post('/honest/orders', (req, res) => {
  const { email } = req.body ?? {};
  if (typeof email !== 'string') {
    return res.status(422).json({ error: 'email is missing' });
  }
  store(email);
  res.status(201).json({ accepted: true });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: 'the order was not accepted' });
});

export { app };
