import express from 'express';
import {
  addDepartment, db, departments, endProject, refuted, reset, rows, setLocation,
} from './sheet.js';
import { split } from './split.js';
import { perPhone, wrongSplit } from './steps.js';
import { table } from './table.js';

const app = express();
app.use(express.json());
const all = (sql) => db.prepare(sql).all();
const isText = (value) => typeof value === 'string' && value !== '';
const needs = (...names) => (req, res, next) => {
  if (names.every((name) => isText(req.body?.[name]))) return next();
  res.status(422).json({ error: `send ${names.join(' and ')} as text` });
};

/** What a statement has written, and the departments that are known after it. */
function report(res, { changes }, from) {
  res.status(changes > 0 ? 200 : 404)
    .json({ rowsWritten: changes, departments: departments(from) });
}

// The flat sheet.
app.get('/sheet', (req, res) => res.type('text').send(table(rows())));
app.post('/sheet', (req, res) => {
  reset();
  res.status(201).json({ rows: rows().length });
});
app.patch('/sheet/employees/:id', needs('location'), (req, res) => {
  report(res, setLocation(req.params.id, req.body.location), 'sheet');
});
app.post('/sheet/departments', needs('name', 'location'), (req, res) => {
  report(res, addDepartment(req.body.name, req.body.location), 'sheet');
});
app.delete('/sheet/employees/:id/projects/:project', (req, res) => {
  report(res, endProject(req.params.id, req.params.project), 'sheet');
});
app.get('/sheet/dependencies', (req, res) => {
  const pairs = [
    ['employee_id', 'department'], ['project_id', 'project'],
    ['department', 'location'], ['location', 'department'], ['name', 'employee_id'],
  ];
  res.json(pairs.map(([left, right]) => {
    const against = refuted(left, right).map(({ value, have }) => `${value}: ${have}`);
    return { rule: `${left} → ${right}`, against };
  }));
});
app.get('/sheet/per-phone', (req, res) => res.type('text').send(table(all(perPhone))));
app.get('/sheet/wrong-split', (req, res) => {
  res.type('text').send(table(all(wrongSplit)));
});

// All steps up to this one, from wherever we are.
app.post('/steps/:upTo', (req, res) => {
  const outcome = split(Number(req.params.upTo));
  res.status(outcome.error ? 409 : 200).json(outcome);
});

// After the third step. Before it, SQLite says that there is no such table.
const known = '(SELECT name AS department, location FROM departments)';
const employees = `SELECT e.id, e.name, d.name AS department, d.location
  FROM employees e JOIN departments d ON d.id = e.department_id`;
const run = (sql, ...values) => db.prepare(sql).run(...values);
app.get('/employees', (req, res) => res.type('text').send(table(all(employees))));
app.patch('/departments/:name', needs('location'), (req, res) => {
  const move = 'UPDATE departments SET location = ? WHERE name = ?';
  report(res, run(move, req.body.location, req.params.name), known);
});
app.post('/departments', needs('name', 'location'), (req, res) => {
  const add = 'INSERT INTO departments (name, location) VALUES (?, ?)';
  report(res, run(add, req.body.name, req.body.location), known);
});
app.delete('/employees/:id', (req, res) => {
  report(res, run('DELETE FROM employees WHERE id = ?', req.params.id), known);
});

app.use((error, req, res, next) => {
  if (error.code !== 'ERR_SQLITE_ERROR') return next(error);
  res.status(409).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
