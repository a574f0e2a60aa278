import express from 'express';
import { place } from './choreography.js';
import { done, effects, mistakes } from './consumers.js';
import { asynchronous, guarded, plain } from './emitter.js';
import { names, simulate } from './functions.js';
import { Log } from './log.js';

const log = new Log('orders');
const UP_TO_DATE = 'up to date';
const consumers = new Map(
  ['stock', 'points', 'mail'].map((name) => [name, UP_TO_DATE]),
);
const stopped = new Set();
let lastOrder = 0;

function readOn() {
  for (const name of consumers.keys())
    if (!stopped.has(name)) consumers.set(name, log.read(name, effects[name]));
}

const tell = {
  emitter: (event) => plain.emit('order placed', event),
  guarded: (event) => guarded.emit('order placed', event),
  asynchronous: (event) => asynchronous.emit('order placed', event),
  log: (event) => {
    log.append('order placed', event);
    setImmediate(readOn); // consumers are other programs: whoever writes does not wait
  },
};

const app = express();
app.use(express.json({ limit: '1kb' }));

app.post('/orders', (req, res) => {
  const { by, item } = req.body ?? {};
  const isItem = typeof item === 'string' && item.length <= 20;
  if (!isItem || typeof by !== 'string' || !Object.hasOwn(tell, by))
    return res.status(422).json({ by: Object.keys(tell), item: 'a name' });
  lastOrder += 1; // the order is saved
  tell[by]({ order: `o-${lastOrder}`, item });
  res.status(201).json({ order: `o-${lastOrder}` });
});

app.get('/effects', (req, res) => {
  const { statistics, ...rest } = done;
  res.json(consumers.has('statistics') ? done : rest);
});

app.get('/consumers', (req, res) => {
  const state = (name) => (stopped.has(name) ? 'stopped' : consumers.get(name));
  res.json(Object.fromEntries([...consumers.keys()].map((name) => (
    [name, `${log.offset(name)} of ${log.events.length}: ${state(name)}`]))));
});

app.put('/consumers/:name/:state', (req, res) => {
  const { name, state } = req.params;
  if (!Object.hasOwn(effects, name)) return res.status(404).end();
  if (state === 'stopped') stopped.add(name);
  else if (state === 'running') stopped.delete(name);
  else return res.status(422).end();
  if (!consumers.has(name)) consumers.set(name, 'new');
  readOn();
  res.json({ [name]: consumers.get(name) });
});

app.post('/mended', (req, res) => {
  mistakes.noPointsForShips = false;
  readOn();
  res.json({ points: consumers.get('points') });
});
app.post('/mail-dies-once', (req, res) => {
  mistakes.mailDiesOnce = true;
  res.status(204).end();
});

app.post('/choreography', (req, res) => {
  const { item, customer } = req.body ?? {};
  if (typeof item !== 'string' || typeof customer !== 'string')
    return res.status(422).json({ error: 'an item and a customer' });
  res.type('text').send(`${place({ item, customer })}\n`);
});

app.get('/functions/:load', (req, res) => {
  if (!names.includes(req.params.load)) return res.status(404).json({ loads: names });
  res.json(simulate(req.params.load));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
