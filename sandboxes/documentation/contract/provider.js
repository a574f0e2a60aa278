// The orders API, with one of the changes that nobody was told of, or with none.
import express from 'express';
import { changes } from './changes.js';

const { change } = changes.find(({ name }) => name === process.env.CHANGE) ?? {};
const apply = change ?? ((answer) => answer);

/** The states that contracts ask for. Only a program under test has such a door. */
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
const app = express();

app.post('/-/states', express.text({ type: () => true }), (req, res) => {
  if (!Object.hasOwn(STATES, req.body)) return res.status(422).send('no such state');
  orders = STATES[req.body];
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

const server = app.listen(0, (error) => {
  if (error) throw error;
  process.send(server.address().port);
});
