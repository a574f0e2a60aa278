import express from 'express';
import { believe } from './believe.js';
import { InvalidOrder, price } from './orders.js';

const app = express();
app.use(express.json());

// The front end: a file that the browser is given and then runs.
app.get('/', (req, res) => res.sendFile('page.html', { root: import.meta.dirname }));

// The API: what any program may send and what it is answered.
app.post('/believing/orders', (req, res) => {
  res.status(201).json(believe(req.body ?? {}));
});

app.post('/orders', (req, res) => {
  res.status(201).json(price(req.body ?? {}));
});

app.use((error, req, res, next) => {
  const status = error instanceof InvalidOrder ? 422 : error.status;
  if (!(status < 500)) return next(error); // not the caller's mistake
  res.status(status).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
