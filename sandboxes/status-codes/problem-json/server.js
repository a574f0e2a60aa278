import express from 'express';
import { catalog } from './catalog.js';
import { orders } from './orders.js';
import { handleProblem, Problem, requestId } from './problems.js';
import { handleTaught } from './taught.js';

Error.stackTraceLimit = 1; // one line of a stack is enough for this log
const app = express();

// The same routes three times, each with another handler for what goes wrong.
app.use('/plain', orders()); // no handler: errors go to Express's own, at the very end

app.use('/taught', orders());
app.use('/taught', handleTaught);

app.use(requestId);
app.get('/problems', (req, res) => res.json(catalog));
app.get('/problems/:name', (req, res) => {
  if (!Object.hasOwn(catalog, req.params.name)) throw new Problem('not-found');
  res.json(catalog[req.params.name]);
});
app.use('/api', orders());
app.use(() => {
  throw new Problem('not-found'); // an address that nobody has answered
});
app.use(['/api', '/problems'], handleProblem); // an app without /plain takes them all

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
