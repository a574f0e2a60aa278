// Broken on purpose: it believes what a client writes into X-Forwarded-For, and sends
// requests to an instance that is gone as long as it runs.
import express from 'express';
import { forward } from './forward.js';
import { policies } from './policies.js';

const instances = [
  { name: 'a', port: 4001, weight: 3 },
  { name: 'b', port: 4002, weight: 1 },
  { name: 'c', port: 4003, weight: 1 },
];
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', true); // one proxy, the edge, is in front of this one
app.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));

/** Who has asked, and who before: for the next one that wants to know. */
function fieldsFor(req) {
  const before = req.get('X-Forwarded-For');
  const peer = req.socket.remoteAddress;
  return { 'x-forwarded-for': before ? `${before}, ${peer}` : peer };
}

for (const [name, make] of Object.entries(policies)) {
  const pick = make();
  app.use(`/${name}`, async (req, res) => {
    const instance = pick(instances, req.ip);
    await forward(req, res, { port: instance.port, fields: fieldsFor(req) });
  });
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
