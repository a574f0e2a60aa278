import express from 'express';
import { BadQuery, page, parse } from './list.js';
import { taught } from './taught.js';

const app = express();

app.get('/orders', (req, res) => {
  const answer = page(parse(req.query));
  if (answer.next_cursor) {
    // The same address, its other parameters as they came.
    const { searchParams } = new URL(req.originalUrl, 'http://localhost');
    searchParams.set('cursor', answer.next_cursor);
    res.links({ next: `/orders?${searchParams}` });
  }
  res.json(answer);
});

app.use('/taught', taught);

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const known = error instanceof BadQuery;
  if (!known) console.error(`${error.name}: ${error.message}`);
  res.status(known ? 400 : 500).type('application/problem+json').json({
    type: known ? '/problems/bad-query' : '/problems/internal',
    title: known ? 'This query cannot be answered' : 'Something is broken here',
    detail: known ? error.message : undefined,
  });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Orders, page by page, on port ${port}`);
});
