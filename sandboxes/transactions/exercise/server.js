import express from 'express';
import { arm, counted, hasFired, query } from './client.js';
import { transfer } from './transfer.js';

const app = express();
app.use(express.json());

let queue = Promise.resolve(); // one at a time: there is one connection
const next = (step) => {
  const result = queue.then(step);
  queue = result.catch(() => {});
  return result;
};
const isCount = (value) => Number.isInteger(value) && value > 0 && value < 1e9;

app.post('/transfers', async (req, res) => {
  const { from, to, amount, note = '' } = req.body ?? {};
  if (![from, to, amount].every(isCount) || typeof note !== 'string') {
    return res.status(422).json({ error: 'from, to and amount are whole numbers' });
  }
  const order = { from, to, amount, note };
  try {
    const { status, body } = await next(() => counted(() => transfer(query, order)));
    res.status(status).json(body);
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

const rows = (sql) => async (req, res) => res.json((await next(() => query(sql))).rows);
app.get('/accounts', rows('SELECT id, owner, balance FROM accounts ORDER BY id'));
app.get('/audit', rows('SELECT id, payer, payee, amount, note FROM audit ORDER BY id'));

// The statement with this number, in the next transfer, is lost; or never answered.
app.put('/fault', (req, res) => {
  const { at, kind } = req.body ?? {};
  if (!isCount(at) || !['error', 'hang'].includes(kind)) {
    return res.status(422).json({ error: 'at is a number, kind is error or hang' });
  }
  arm({ at, kind });
  res.json({ at, kind });
});
app.get('/fault', (req, res) => res.json({ fired: hasFired() }));

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
