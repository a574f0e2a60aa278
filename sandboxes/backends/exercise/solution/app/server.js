import express from 'express';
import { readPrices } from './prices.js';

const app = express();

app.get('/meta', (req, res) => {
  res.json({ system: typeof module === 'undefined' ? 'esm' : 'commonjs' });
});

app.get('/file', async (req, res) => {
  res.type('text').send(await readPrices());
});

app.use((req, res) => {
  res.status(404).json({ error: `There is nothing at ${req.path}` });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
