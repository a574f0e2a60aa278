// Broken on purpose: every line is right, and most are in the wrong place.
import express from 'express';
import { errors, notFound, requestId, requireKey } from './middleware.js';

Error.stackTraceLimit = 1; // one line of a stack is enough here

const app = express();

app.use(errors);
app.use(express.json());

app.get('/', (req, res) => {
  res.json({ shop: 'lamps' });
});

app.get('/private', (req, res) => {
  res.json({ customers: ['Ada', 'Grace'] });
});

app.get('/boom', async () => {
  throw new Error('no connection to db.internal:5432');
});

app.use(requestId);
app.use('/private', requireKey);

app.post('/orders', (req, res) => {
  const item = req.body?.item;
  if (typeof item !== 'string') return res.status(422).json({ error: 'which item?' });
  res.status(201).json({ ordered: item });
});

app.use(notFound);

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
