import express from 'express';
import { errors, notFound, requestId, requireKey } from './middleware.js';

Error.stackTraceLimit = 1; // one line of a stack is enough here

const app = express();

app.use(requestId); // first, so that every answer has it, a 400 of the parser too
app.use('/private', requireKey); // before the routes that it guards
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

app.post('/orders', (req, res) => {
  const item = req.body?.item;
  if (typeof item !== 'string') return res.status(422).json({ error: 'which item?' });
  res.status(201).json({ ordered: item });
});

app.use(notFound); // after all routes
app.use(errors); // after everything that can fail

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
