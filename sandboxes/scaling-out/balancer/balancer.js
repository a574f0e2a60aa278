import express from 'express';
import { forward } from './forward.js';
import { draw, table } from './load.js';
import { network24, policies } from './policies.js';
import { started } from './started.js';

const pool = () => [
  { name: 'a', port: 4001, weight: 3, active: 0 },
  { name: 'b', port: 4002, weight: 3, active: 0 },
  { name: 'c', port: 4003, weight: 1, active: 0 },
];
const refuse = (status, message) => Object.assign(new Error(message), { status });

const app = express();
app.disable('x-powered-by');
app.use(express.raw({ type: () => true, inflate: false, limit: '100kb' }));

// The address of a client. In this page all have the same, so the request brings one.
const addressOf = (req) => req.get('X-Client') ?? req.socket.remoteAddress;

for (const [name, make] of Object.entries(policies)) {
  const instances = pool();
  const pick = make();
  app.get(`/${name}/work`, async (req, res) => {
    const instance = pick(instances, addressOf(req));
    instance.active += 1;
    try {
      await forward(req, res, instance);
    } finally {
      instance.active -= 1;
    }
  });
}

/** Sends requests through this balancer, 10 at a time, and counts who answers. */
async function tally(policy, count) {
  const answers = {};
  let left = count;
  async function client() {
    while (left > 0) {
      left -= 1;
      const response = await fetch(`http://localhost:${PORT}/${policy}/work`);
      if (!response.ok) throw refuse(502, 'an instance does not answer');
      const { instance } = await response.json();
      answers[instance] = (answers[instance] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: 10 }, client));
  return Object.fromEntries(Object.entries(answers).sort());
}

app.post('/tally', async (req, res) => {
  const { policy, count = '90' } = req.query;
  if (!Object.hasOwn(policies, policy)) throw refuse(422, 'no such policy');
  if (!/^[1-9]\d{0,2}$/.test(count)) throw refuse(422, 'count is 1 to 999');
  res.json(await tally(policy, Number(count)));
});

// Where the computers of an office go, by their whole address and as nginx's ip_hash does.
app.get('/office', (req, res) => {
  const pick = policies.hash();
  const lines = ['address        hash  ip_hash'];
  for (let last = 1; last <= 6; last += 1) {
    const address = `203.0.113.${last}`;
    const whole = pick(pool(), address);
    const network = pick(pool(), network24(address));
    lines.push(`${address.padEnd(15)}${whole.name.padEnd(6)}${network.name}`);
  }
  res.type('text').send(`${lines.join('\n')}\n`);
});

const MS = { a: 20, b: 20, c: 60 }; // what a request takes
const rateOf = ({ query: { rate = '40' } }) => {
  if (!/^[1-9]\d{0,2}$/.test(rate)) throw refuse(422, 'rate is 1 to 999 a second');
  return Number(rate);
};
app.post('/load', (req, res) => {
  const rate = rateOf(req);
  draw(pool, rate, MS);
  res.type('text').send(table(pool, rate, MS));
});

// The same load while b takes six times as long, and nobody has changed its weight.
app.post('/ill', (req, res) => {
  res.type('text').send(table(pool, rateOf(req), { ...MS, b: 120 }));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const PORT = process.env.PORT ?? 3000;
await started(4001, 4002, 4003);
app.listen(PORT, (error) => {
  if (error) throw error;
});
