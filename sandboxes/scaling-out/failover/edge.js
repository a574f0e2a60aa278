// The first proxy that a client meets, as a CDN would be. It knows one address, the
// balancer's, and tells it whom it has seen.
import express from 'express';
import { forward } from './forward.js';
import { started } from './started.js';

const BALANCER = 3002;
const app = express();
app.disable('x-powered-by');
app.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));

app.use((req, res) => {
  const peer = req.get('X-Peer') ?? req.socket.remoteAddress; // as in balancer.js
  const before = req.get('X-Forwarded-For');
  return forward(req, res, {
    port: BALANCER,
    fields: {
      'x-forwarded-for': before ? `${before}, ${peer}` : peer,
      'x-peer': '10.0.0.2', // the edge's own
    },
  });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

await started(BALANCER);
app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
