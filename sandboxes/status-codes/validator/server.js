import express from 'express';
import { byHand } from './by-hand.js';
import { bySchema } from './by-schema.js';
import { hostile } from './hostile.js';
import { naive } from './naive.js';
import { onlyJson, refuse } from './only-json.js';
import { add, find, findPasted, newest } from './people.js';

const app = express();
const port = process.env.PORT ?? 3000;

const check = (validate) => (req, res, next) => {
  const errors = validate(req.body);
  if (errors.length === 0) return next();
  refuse(res, 422, 'The person is not valid', { errors });
};
const valid = (req, res) => res.json({ valid: true });

app.post('/check/naive', express.json({ limit: '10kb' }), check(naive), valid);
app.post('/check/by-hand', onlyJson, check(byHand), valid);
app.post('/check/by-schema', onlyJson, check(bySchema), valid);
app.post('/hostile', hostile(`http://localhost:${port}`));

app.post('/people', onlyJson, check(bySchema), (req, res) => {
  res.status(201).json({ id: add(req.body) });
});
app.get('/people', (req, res) => res.json(find(String(req.query.name))));
app.get('/pasted/people', (req, res) => res.json(findPasted(req.query.name)));

// The last name as a page: once as it is, which is wrong on purpose, and once encoded.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const encode = (text) => text.replace(/[&<>"']/g, (each) => entities[each]);
app.get('/raw/newest', (req, res) => res.send(`<p>Welcome, ${newest()}</p>`));
app.get('/newest', (req, res) => res.send(`<p>Welcome, ${encode(newest())}</p>`));

app.use((req, res) => refuse(res, 404, 'There is nothing here'));
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error.expose) return refuse(res, error.status, 'The body cannot be read');
  refuse(res, 500, 'Something is broken on our side');
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
