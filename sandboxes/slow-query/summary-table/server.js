import express from 'express';
import { add, counted } from './orders.js';
import { fromOrders, fromSummary, refresh } from './summary.js';
import { watch } from './watch.js';

const EVERY = 60_000;
let fault = false; // for the lesson: the next refresh fails

const app = express();

// A failed refresh is logged, the old summary stays, and its age goes on rising.
setInterval(() => {
  try {
    if (fault) throw new Error('the lesson wants it to fail');
    refresh();
  } catch (error) {
    console.error(`No refresh: ${error.message}`);
  }
  fault = false;
}, EVERY);
console.log(`The first summary: ${refresh()} rows read`);
watch();

app.get('/dashboard/live', (req, res) => {
  const { result, rowsRead } = counted(fromOrders);
  res.json({ rowsRead, countries: result });
});

app.get('/dashboard', (req, res) => {
  const { result, rowsRead } = counted(fromSummary);
  res.json({ rowsRead, ...result });
});

// An order that was made on a phone without network, and comes in five days later.
app.post('/late', (req, res) => {
  add(new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10));
  res.status(201).end();
});

app.post('/fault', (req, res) => {
  fault = true;
  res.status(202).end();
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`100,000 orders on port ${port}`);
});
