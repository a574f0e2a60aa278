// The orders API, with one of the changes that nobody was told of, or with none. What
// is below /-/ is for tests; in production there is no such door.
import express from 'express';
import { changes } from './changes.js';

/** The states that contracts ask for. */
const STATES = {
  'customer 7 has two orders': [
    { id: 12, total: 4200, status: 'paid', note: 'no bell', phone: '+44 20 7946 0001' },
    { id: 11, total: 900, status: 'shipped', note: '', phone: '+44 20 7946 0001' },
  ],
  'there is no order 99': [],
};
STATES['customer 7 has twelve orders'] = Array.from({ length: 12 }, (_, index) => ({
  ...STATES['customer 7 has two orders'][0], id: 112 - index,
}));

let orders = [];
let apply = (answer) => answer;
const app = express();
app.use('/-', express.text({ type: () => true }));

app.post('/-/states', (req, res) => {
  if (!Object.hasOwn(STATES, req.body)) return res.status(422).send('no such state');
  orders = STATES[req.body];
  res.sendStatus(200);
});

app.post('/-/change', (req, res) => {
  const found = changes.find(({ name }) => name === req.body);
  if (!found) return res.status(422).send('no such change');
  apply = found.change;
  res.sendStatus(200);
});

app.get('/orders', (req, res) => {
  const data = structuredClone(orders);
  const { status, body } = apply({ status: 200, body: { data } });
  res.status(status).json(body);
});

app.get('/orders/:id', (req, res) => {
  const order = orders.find((each) => each.id === Number(req.params.id));
  const answer = order ? { status: 200, body: structuredClone(order) }
    : { status: 404, body: { title: 'No such order' } };
  const { status, body } = apply(answer);
  res.status(status).json(body);
});

// It ends with the program that has started it.
process.on('disconnect', () => process.exit());

const server = app.listen(0, (error) => {
  if (error) throw error;
  process.send(server.address().port);
});
