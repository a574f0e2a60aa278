import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const [name, port] = process.argv.slice(2);
let isHanging = false;

const app = express();
// It hangs: connections are accepted, and nobody answers.
app.use((req, res, next) => {
  if (!isHanging) next();
});
app.get('/health', (req, res) => {
  res.json({ instance: name });
});
app.all('/orders', async (req, res) => {
  await sleep(10);
  res.json({ instance: name });
});

// Who is the client? Three answers, by how many proxies are trusted.
for (const [path, trusted] of [['one', 1], ['two', 2], ['all', true]]) {
  const part = express();
  part.set('trust proxy', trusted);
  part.get('/', (req, res) => {
    res.json({ forwardedFor: req.get('X-Forwarded-For'), ip: req.ip });
  });
  app.use(`/trust/${path}`, part);
}

let server;
function open() {
  server = app.listen(process.env.PORT ?? port, (error) => {
    if (error) throw error;
  });
}
open();

// At another port: make it fail for a while, as if it was killed and started again.
const control = express();
control.post('/:how', (req, res) => {
  const { how } = req.params;
  const ms = Number(req.query.ms);
  if (!['crash', 'hang'].includes(how) || !(ms > 0 && ms <= 10_000)) {
    return res.status(422).json({ error: 'crash or hang, for 1 to 10,000 ms' });
  }
  if (how === 'hang') {
    isHanging = true;
    setTimeout(() => {
      isHanging = false;
      server.closeAllConnections();
    }, ms);
  } else if (server.listening) {
    server.close();
    server.closeAllConnections();
    setTimeout(open, ms);
  }
  res.json({ instance: name, how, ms });
});
control.listen(Number(port) + 1000, (error) => {
  if (error) throw error;
});
