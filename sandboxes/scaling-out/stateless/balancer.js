import express from 'express';
import { forward } from './forward.js';
import { started } from './started.js';

const instances = [{ name: 'app-1', port: 4001 }, { name: 'app-2', port: 4002 }];
let turn = -1;
const next = () => instances[(turn += 1) % instances.length];

/** The instance that the browser's cookie names. */
function named(req) {
  const [, name] = /(?:^|; )instance=([\w-]+)/.exec(req.get('Cookie') ?? '') ?? [];
  return instances.find((each) => each.name === name);
}

const app = express();
app.disable('x-powered-by');
app.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));

app.use('/turns', (req, res) => forward(req, res, next()));

function stick(res, { name }) {
  res.set('Set-Cookie', `instance=${name}; Path=/; HttpOnly; SameSite=Lax`);
}

app.use('/sticky', async (req, res) => {
  const old = named(req);
  const instance = old ?? next();
  if (!old) stick(res, instance);
  try {
    await forward(req, res, instance);
  } catch (error) {
    // Refused: the instance has not even heard of it, so another one may.
    if (error.cause?.code !== 'ECONNREFUSED') throw error;
    const other = instances.find((each) => each !== instance);
    stick(res, other);
    await forward(req, res, other);
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

await started(4001, 4002);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
