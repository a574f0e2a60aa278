// Keeps the lines of all services for a while, and puts traces together.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { started } from './started.js';
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

// For experiments: 200 pages that are not sampled, five of them with a bug.
app.post('/visits', async (req, res) => {
  let failed = 0;
  for (let n = 1; n <= 200; n += 1) {
    const id = n.toString(16).padStart(16, '0');
    const headers = { Connection: 'close', traceparent: `00-${id}${id}-${id}-00` };
    const item = n % 40 === 0 ? 'rope' : 'lamp';
    const response = await fetch(`http://localhost:3000/pages/${item}`, { headers });
    await response.arrayBuffer();
    if (!response.ok) failed += 1;
  }
  res.json({ visits: 200, failed });
});
app.get('/tail', (req, res) => res.type('text').send(tail()));

await started(3000, 4001, 4002);
app.listen(3100, (error) => {
  if (error) throw error;
});
