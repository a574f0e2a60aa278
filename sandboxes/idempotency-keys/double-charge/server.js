import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { isChoice, order } from './app.js';
import { claim, empty, orderCount, repeat, store } from './keys.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.use(express.json());

app.get('/items', (req, res) => res.json(['lamp']));

// The shop. A key is not required here, so that you see what happens without one.
app.post('/orders', async (req, res) => {
  const { item } = req.body ?? {};
  if (item !== 'lamp') return res.status(422).json({ error: 'we sell lamps' });
  const key = req.get('Idempotency-Key');
  if (key && !claim(key)) {
    const { status, body } = repeat(key);
    if (status === null) {
      return res.status(409).set('Retry-After', '1').json({ error: 'still running' });
    }
    return res.status(status).set('Idempotent-Replayed', 'true').json(JSON.parse(body));
  }
  await sleep(2500); // the warehouse is slow today
  res.status(201).json(store(item, key));
});

let queue = Promise.resolve(); // one Ada at a time: she begins with an empty shop
const next = (step) => (queue = queue.then(step, step));

// Ada presses the button once. Then everybody waits until nothing runs any more.
app.post('/ada', async (req, res) => {
  const { key } = req.body ?? {};
  if (!isChoice(key)) {
    return res.status(422).json({ error: 'key: none, attempt or intention' });
  }
  const { seen, orders } = await next(async () => {
    empty();
    const seen = await order(port, key);
    await sleep(3000);
    return { seen, orders: orderCount() };
  });
  const lines = seen.map(({ sent, gets }) => `${sent.toFixed(1)} s   ${gets}`);
  res.type('text').send(`${['sent    the app gets', ...lines].join('\n')}\n`
    + `orders: ${orders}\n`);
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
