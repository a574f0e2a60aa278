// One instance of the shop: node app.js <port> <version> <way to end>
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { ways } from './shutdown.js';

const [port, version, way] = process.argv.slice(2);
let isReady = true;

const app = express();
app.use((req, res, next) => {
  // Who has a connection to us may go on using it after server.close().
  if (!isReady) res.set('Connection', 'close');
  next();
});
app.get('/livez', (req, res) => res.send('alive')); // restart me if this fails
app.get('/readyz', (req, res) => res.status(isReady ? 200 : 503).end()); // send me requests
app.get('/order', async (req, res) => {
  await sleep(150);
  res.json({ version });
});
// An answer without an end, as of a page that is kept up to date.
app.get('/events', (req, res) => {
  res.type('text/event-stream').write(': open\n\n');
});

const server = app.listen(port, (error) => {
  if (error) throw error;
  process.send?.('listening');
});
ways[way](server, () => (isReady = false));
process.once('disconnect', () => process.exit()); // the parent is gone
process.channel?.unref(); // and while it is there, that alone is no reason to live
