import express from 'express';
import { indexes } from './indexes.js';
import { queries } from './queries.js';
import { db } from './shop.js';

for (const sql of indexes) db.exec(sql);

const run = Object.fromEntries(
  Object.entries(queries).map(([name, sql]) => {
    const statement = db.prepare(sql);
    return [name, (values) => statement.all(values)];
  }),
);

const app = express();

/** Checks a value of the path or the query by its pattern; answers 400 to another. */
const must = (name, pattern) => (req, res, next) => {
  const value = req.params[name] ?? req.query[name];
  if (typeof value !== 'string' || !pattern.test(value)) {
    return res.status(400).json({ error: `${name} must look like ${pattern.source}` });
  }
  req.value = value;
  next();
};
const email = must('email', /^\S{1,100}@\S{1,100}$/);
const domain = must('domain', /^[a-z\d-]{1,60}(\.[a-z\d-]{1,60}){1,5}$/);
const day = must('day', /^\d{4}-\d\d-\d\d$/);
const customer = must('customer', /^[1-9]\d{0,8}$/);

app.get('/customers', email, (req, res) => {
  const [found] = run.byEmail({ email: req.value });
  if (!found) return res.status(404).json({ error: 'no such customer' });
  res.json(found);
});

app.get('/companies/:domain/customers', domain, (req, res) => {
  res.json(run.byDomain({ domain: req.value }));
});

app.get('/orders', day, (req, res) => {
  res.json(run.ofDay({ day: req.value }));
});

app.get('/customers/:customer/latest', customer, (req, res) => {
  res.json(run.latest({ customer: Number(req.value) }));
});

app.get('/customers/:customer/open', customer, (req, res) => {
  res.json(run.open({ customer: Number(req.value) }));
});

// The lesson's own route: which indexes were created, and the plan of each query.
app.get('/plans', (req, res) => {
  const created = db.prepare(`
    SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
  `).all();
  const plans = Object.entries(queries).map(([name, sql]) => {
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    return [name, steps.map((step) => step.detail)];
  });
  const definitions = created.map(({ sql }) => sql);
  res.json({ indexes: definitions, plans: Object.fromEntries(plans) });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
