import express from 'express';
import { pick } from './discovery.js';
import { sign } from './identity.js';
import { started } from './started.js';
import { timed } from './timed.js';
import { visit } from './visitors.js';

// Whose token it is. How one is made and kept is the subject of chapter 31.
const customers = new Map([
  ['Bearer ada-token', 'ada'],
  ['Bearer grace-token', 'grace'],
]);
const routes = new Map([['catalog', 'catalog'], ['reviews', 'reviews']]); // to service
const PATIENCE = 300; // ms, for one service

/** Asks an instance of a service. Throws when there is none, or no answer in time. */
async function ask(service, path, customer) {
  const instance = await pick(service);
  if (!instance) throw new Error(`no instance of ${service}`);
  const headers = { 'X-Identity': sign(customer) }; // and none of the caller's
  return timed(`http://localhost:${instance.port}${path}`, { headers }, PATIENCE);
}

const app = express();
app.post('/visits', visit); // for experiments

app.use((req, res, next) => {
  req.customer = customers.get(req.get('Authorization'));
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'who are you?' });
});

// An answer of two. The price must be there, the stars need not.
app.get('/pages/lamps', async (req, res) => {
  const [catalog, reviews] = await Promise.allSettled(
    ['catalog', 'reviews'].map(async (service) => {
      const { status, body } = await ask(service, '/lamps', req.customer);
      if (status !== 200) throw new Error(`${service} answers ${status}`);
      return JSON.parse(body);
    }),
  );
  if (!catalog.value) return res.status(502).json({ error: 'no price' });
  const stars = reviews.value?.stars ?? null;
  const missing = reviews.status === 'rejected' ? ['reviews'] : [];
  res.json({ price: catalog.value.price, stars, missing });
});

// Everything else goes to one service, by the beginning of its path.
app.get('/:route/*path', async (req, res) => {
  const service = routes.get(req.params.route);
  if (!service) return res.status(404).json({ error: 'no such service' });
  try {
    const path = `/${req.params.path.map(encodeURIComponent).join('/')}`;
    const { status, type, body } = await ask(service, path, req.customer);
    res.status(status).type(type).send(body);
  } catch (error) {
    const late = error.name === 'AbortError';
    res.status(late ? 504 : 502).json({ error: `${service} does not answer` });
  }
});

await started(4000, 4001); // the platform listens when its instances are registered
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
