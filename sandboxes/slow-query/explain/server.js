import express from 'express';
import { db, observe, pages, plan } from './database.js';
import { steps } from './steps.js';

const app = express();

function run(statement) {
  if (statement === 'pages') return { pages: pages() };
  const sql = statement.replace(/\s+/g, ' ').trim();
  try {
    if (/^(SELECT|WITH)/i.test(sql)) return { sql, ...observe(sql) };
    if (/^EXPLAIN/i.test(sql)) return { sql, plan: plan(sql.slice('EXPLAIN '.length)) };
    db.exec(sql);
    return { sql };
  } catch (error) {
    return { sql, error: error.message };
  }
}

app.post('/steps/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(steps, name)) {
    return res.status(404).json({ steps: Object.keys(steps) });
  }
  db.exec('BEGIN');
  try {
    res.json(steps[name].map(run));
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK'); // the next step finds the table as it was
  }
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`1,000,000 orders on port ${port}`);
});
