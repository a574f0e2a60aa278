// Keeps the lines of all services for a while, and puts traces together.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { tail } from './tail.js';
import { waterfall } from './waterfall.js';

const KEPT = 5000; // lines; a real one has a store, a retention and an index
const lines = [];

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/lines', express.text({ limit: '1mb' }), (req, res) => {
  lines.push(...req.body.split('\n').filter(Boolean));
  lines.splice(0, Math.max(0, lines.length - KEPT));
  res.status(204).end();
});

/** Lines of one trace, from several services, in the order of their clocks. */
async function linesOf(trace) {
  await sleep(50); // the last ones may still be under way
  const events = lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return []; // a line of text is kept, and nobody finds anything in it
    }
  });
  const order = ({ time, service }) => `${time} ${service}`;
  return events.filter((event) => event.trace_id === trace)
    .sort((one, other) => order(one).localeCompare(order(other)));
}

app.get('/traces/:id', async (req, res) => {
  const events = await linesOf(req.params.id);
  res.status(events.length > 0 ? 200 : 404).type('text').send(waterfall(events));
});
app.get('/traces/:id/errors', async (req, res) => {
  const events = await linesOf(req.params.id);
  const errors = events.filter(({ level, error }) => level === 'error' && error);
  res.json(errors.map(({ service, message, error }) =>
    ({ service, message, error: `${error.name}: ${error.message}` })));
});

/** A page that is not sampled. @returns whether it was answered */
async function visit(n, item) {
  const id = n.toString(16).padStart(16, '0');
  const headers = { Connection: 'close', traceparent: `00-${id}${id}-${id}-00` };
  const response = await fetch(`http://localhost:3000/pages/${item}`, { headers });
  await response.arrayBuffer();
  return response.ok;
}
// For experiments: 200 pages, 20 at a time, four of them slow.
app.post('/visits', async (req, res) => {
  const served = [];
  for (let n = 1; n <= 200; n += 20) {
    const some = Array.from({ length: 20 }, (_, k) => n + k);
    served.push(...await Promise.all(some.map((each) =>
      visit(each, each % 50 === 0 ? 'boat' : 'lamp'))));
  }
  res.json({ visits: served.length, failed: served.filter((good) => !good).length });
});
app.get('/tail', (req, res) => res.type('text').send(tail()));

app.listen(3100, (error) => {
  if (error) throw error;
});
