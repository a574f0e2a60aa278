import express from 'express';
import { forward } from './forward.js';
import { CARES, Pool } from './pool.js';
import { started } from './started.js';

const STATES = ['in', 'draining', 'out'];
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const PATIENCE = 255; // milliseconds that an instance may take
const pool = new Pool();
const refuse = (status, message) => Object.assign(new Error(message), { status });

// Who is at the other end of this connection. All processes of this page have one
// address, so a field stands in for it; a real proxy asks the socket.
const peerOf = (req) => req.get('X-Peer') ?? req.socket.remoteAddress;

function fieldsFor(req) {
  const before = req.get('X-Forwarded-For');
  return {
    'x-forwarded-for': before ? `${before}, ${peerOf(req)}` : peerOf(req),
    'x-peer': '10.0.0.3', // this balancer's own
  };
}

const proxy = express();
proxy.disable('x-powered-by');
proxy.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));
proxy.use(async (req, res) => {
  const tried = new Set();
  for (;;) {
    const instance = pool.pick(tried);
    if (!instance) throw refuse(503, 'no instance is up');
    tried.add(instance);
    instance.active += 1;
    try {
      const { port } = instance;
      await forward(req, res, { port, timeout: PATIENCE, fields: fieldsFor(req) });
      return pool.succeeded(instance);
    } catch (error) {
      if (!error.status) throw error; // the client has gone, or half an answer is out
      pool.failed(instance);
      // Refused: nothing was sent. Otherwise it may have been done: only reads go on.
      const mayRepeat = error.cause.code === 'ECONNREFUSED' || SAFE.has(req.method);
      if (pool.care === 'none' || !mayRepeat || tried.size === 2) throw error;
    } finally {
      instance.active -= 1;
    }
  }
});

// Who runs the balancer asks at another port, which clients cannot reach.
const control = express();
control.use(express.json({ limit: '1kb' }));
control.get('/instances', (req, res) => {
  res.json(pool.list());
});
control.put('/instances/:name', (req, res) => {
  const state = req.body?.state;
  if (!STATES.includes(state)) throw refuse(422, `state is ${STATES.join(', ')}`);
  if (!pool.set(req.params.name, state)) throw refuse(404, 'no such instance');
  res.json(pool.list());
});
control.put('/care', (req, res) => {
  if (!CARES.includes(req.body?.care)) throw refuse(422, `care is ${CARES.join(', ')}`);
  pool.reset(req.body.care);
  res.status(204).end();
});

await started(4001, 4002, 4003);
for (const [app, port] of [[proxy, process.env.PORT ?? 3002], [control, 3003]]) {
  app.use((error, req, res, next) => {
    if (res.headersSent) return next(error);
    res.status(error.status ?? 500).json({ error: error.message });
  });
  app.listen(port, (error) => {
    if (error) throw error;
  });
}
