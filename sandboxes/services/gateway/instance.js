// An instance of a service: node instance.js <service> <name> <port>
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { verify } from './identity.js';
import { timed } from './timed.js';

const [service, name, portText] = process.argv.slice(2);
const port = Number(portText);
const entry = `http://localhost:4000/services/${service}/${name}`;
const HEARTBEAT = 1000; // ms

const app = express();
app.use((req, res, next) => {
  req.customer = verify(req.get('X-Identity'));
  if (req.customer) return next();
  res.status(401).json({ error: 'only by the gateway' });
});
app.get('/lamps', (req, res) => {
  if (service === 'catalog') return res.json({ price: 40, from: name });
  if (service === 'reviews') return res.json({ stars: 4.5, from: name });
  res.status(404).end();
});
app.get('/me', (req, res) => res.json({ customer: req.customer, from: name }));

async function beat() {
  try {
    const { status } = await timed(entry, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ port }),
    }, 500);
    return status === 200;
  } catch {
    return false; // the next one will do
  }
}

const server = app.listen(port, async (error) => {
  if (error) throw error;
  while (!(await beat())) await sleep(100);
  setInterval(beat, HEARTBEAT);
  process.send?.('registered');
});

// In good order: out of the registry first, then no new connections, then the end.
process.on('SIGTERM', async () => {
  await timed(entry, { method: 'DELETE' }, 500).catch(() => {}); // its TTL will do it
  server.close(() => process.exit());
});
process.on('disconnect', () => process.exit());
