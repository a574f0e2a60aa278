import express from 'express';
import { History } from './history.js';
import { play } from './run.js';

const app = express();
app.use(express.json({ limit: '1kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const checked = (mode) => {
  if (mode === 'cp' || mode === 'ap') return mode;
  throw refuse(422, 'mode is cp or ap');
};

async function tellBoth(method, path, body = {}) {
  for (const port of [3001, 3002]) {
    const response = await fetch(`http://localhost:${port}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify(body),
    }).catch((error) => { throw refuse(503, `port ${port}: ${error.message}`); });
    await response.text();
  }
}
const setWire = (cut) => tellBoth('PUT', '/wire', { cut });

let mine = new History(); // what is done by hand
let busy = false;
app.post('/runs', async (req, res) => {
  const { mode, cut = true } = req.body ?? {};
  checked(mode);
  if (busy) throw refuse(409, 'a run is on');
  busy = true;
  try {
    await tellBoth('POST', '/reset');
    mine = new History();
    const history = await play(mode, cut === true, setWire);
    if (cut === true) history.draw(mode);
    res.type('text').send(history.text());
  } finally {
    busy = false;
  }
});

// By hand: the same, a step at a time. Not into a run, whose history would not have it.
app.use((req, res, next) => next(busy ? refuse(409, 'a run is on') : undefined));
app.param('replica', (req, res, next, name) => {
  next(name === 'left' || name === 'right' ? undefined : refuse(404, 'left or right'));
});
app.get('/:replica/price', async (req, res) => {
  const mode = checked(req.query.mode);
  const { status, body } = await mine.operate(req.params.replica, mode);
  res.status(status).json(body);
});
app.put('/:replica/price', async (req, res) => {
  const { price } = req.body ?? {};
  if (!Number.isInteger(price) || price < 0 || price >= 1e6)
    throw refuse(422, 'price is a whole number');
  const mode = checked(req.query.mode);
  const { status, body } = await mine.operate(req.params.replica, mode, price);
  res.status(status).json(body);
});
app.put('/wire', async (req, res) => {
  const cut = req.body?.cut === true;
  await setWire(cut);
  mine.cut(cut);
  res.json({ cut });
});
app.get('/history', (req, res) => {
  mine.draw('hand');
  res.type('text').send(mine.text());
});
app.post('/reset', async (req, res) => {
  await tellBoth('POST', '/reset');
  mine = new History();
  res.json({ price: 30 });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
