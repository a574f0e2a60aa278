import express from 'express';
import { forward } from './forward.js';
import { policies } from './policies.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LEFT_OUT = 3000; // milliseconds, after a failure
const instances = [
  { name: 'a', port: 4001, weight: 3, outUntil: 0 },
  { name: 'b', port: 4002, weight: 1, outUntil: 0 },
  { name: 'c', port: 4003, weight: 1, outUntil: 0 },
];
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', 1); // one proxy, the edge, is in front of this one
app.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));

/** Who has asked, and who before: for the next one that wants to know. */
function fieldsFor(req) {
  const before = req.get('X-Forwarded-For');
  const peer = req.socket.remoteAddress;
  return { 'x-forwarded-for': before ? `${before}, ${peer}` : peer };
}

/** Refused: nothing was sent. Otherwise it may have been done, so only reads go on. */
const mayRepeat = ({ method }, error) =>
  error.cause?.code === 'ECONNREFUSED' || SAFE.has(method);

for (const [name, make] of Object.entries(policies)) {
  const pick = make();
  app.use(`/${name}`, async (req, res) => {
    const tried = new Set(); // each at most once, also when all of them hang
    for (;;) {
      const up = instances.filter((each) =>
        each.outUntil <= Date.now() && !tried.has(each));
      if (up.length === 0) throw Object.assign(new Error('nobody is up'), { status: 503 });
      const instance = pick(up, req.ip);
      tried.add(instance);
      try {
        const { port } = instance;
        return await forward(req, res, { port, fields: fieldsFor(req) });
      } catch (error) {
        if (!error.status) throw error; // the client has gone, or half an answer is out
        instance.outUntil = Date.now() + LEFT_OUT;
        if (!mayRepeat(req, error)) throw error;
      }
    }
  });
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
