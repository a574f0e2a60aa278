import express from 'express';
import { authenticate, charge } from './limit.js';
import { costs, tiers } from './tiers.js';

const app = express();

// The limits are part of the documentation, so the documentation reads them.
app.get('/limits', (req, res) => res.json({ unit: 'requests', tiers, costs }));

app.use(authenticate);
app.get('/items', charge('GET /items'), (req, res) => {
  res.json({ items: ['anvil', 'rope'] });
});
app.post('/reports', charge('POST /reports'), (req, res) => {
  res.status(202).json({ report: 'queued' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
