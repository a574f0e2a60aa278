// The shop's API, as a process that can be killed. customer.js starts it.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { forget, history } from './keys.js';
import { pay } from './pay.js';

let test = { way: 'lease-and-key' }; // which way to take, and where to die
process.on('message', (message) => {
  test = message;
  if (test.fresh) forget();
  process.send(history().join(', '));
});

process.on('disconnect', () => process.exit()); // nobody to start it again is left

/** Waits at this place for the signal that nobody survives. */
async function dieAt(place) {
  if (place !== test.killed) return;
  process.send('kill me');
  await new Promise(() => {});
}

const server = createServer(async (req, res) => {
  const order = await json(req).catch(() => null);
  const key = req.headers['idempotency-key'];
  if (!key || typeof order?.card !== 'string') return res.writeHead(400).end();
  const { status, body, replayed, retryAfter } = await pay({
    scope: 'ada POST /charges', // who she is would be in her token
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(order)).digest('base64url'),
  }, { way: test.way, card: order.card, dieAt });
  if (replayed) res.setHeader('Idempotent-Replayed', 'true');
  if (retryAfter) res.setHeader('Retry-After', retryAfter);
  res.setHeader('X-History', history().join(', ')); // for the table, not for clients
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
});
server.listen(3001, () => process.send('listening'));
