import express from 'express';
import { growth } from './grow.js';
import { hops } from './hops.js';
import { oneJoin, twoHops } from './mistakes.js';
import * as tables from './tables.js';
import * as documents from './documents.js';
import * as pairs from './pairs.js';
import * as edges from './edges.js';

const stores = { tables, documents, 'key-value': pairs, edges };

const said = { id: 1799, customer: 5, rating: 4, text: 'Warm enough in October.' };
const asked = {
  page: [17], tag: ['wool'], report: [], friends: [7],
  review: [17, said], rename: ['Tents', 'Shelters'],
};

const number = new Intl.NumberFormat('en-US');
const line = (name, values) => name.padEnd(12)
  + values.map((value) => (typeof value === 'number' ? number.format(value) : value))
    .map((value) => value.padStart(11)).join('');

/** An answer on one line; of a long list, the head. */
function show(answer) {
  const short = answer?.length > 20 ? [...answer.slice(0, 3), `… ${answer.length} in all`]
    : answer;
  return JSON.stringify(short, null, 1)?.replace(/\n\s*/g, ' ');
}

/** Asks all stores the same; gives what it cost each, and the answer if there is one. */
function ask(question) {
  const results = Object.entries(stores).map(([name, { measure, questions }]) => ({
    name, ...measure((db) => questions[question](db, ...asked[question])),
  }));
  const [answer, ...others] = results.map((result) => show(result.answer));
  return [
    line('', ['statements', 'rows read', 'bytes', 'written', 'bytes']),
    ...results.map(({ name, cost }) => line(name, Object.values(cost))),
    '',
    ...(answer === undefined ? [] : [
      others.every((other) => other === answer)
        ? 'All four answer:' : 'The answers differ. The tables say:',
      answer, '',
    ]),
  ].join('\n');
}

const app = express();
const text = (produce) => (req, res) => { res.type('text/plain').send(produce(req)); };

app.get('/questions/:question', (req, res) => {
  const { question } = req.params;
  if (!Object.hasOwn(asked, question)) {
    return res.status(404).json({ questions: Object.keys(asked) });
  }
  res.type('text/plain').send(ask(question));
});

app.get('/grow', text(growth));
app.get('/hops', text(hops));
app.get('/one-join', (req, res) => { res.json(oneJoin()); });
app.get('/two-hops', (req, res) => { res.json(twoHops(68)); });

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`200 products, four ways, on port ${port}`);
});
