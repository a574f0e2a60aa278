// Broken on purpose: whoever has registered once is taken for alive for ever.
import express from 'express';

export const TTL = 3000; // ms. Instances send a heartbeat each second
const entries = new Map(); // name → port

export const registry = express();
registry.use(express.json({ limit: '1kb' }));

// The first time it registers, and then it is a heartbeat.
registry.put('/instances/:name', (req, res) => {
  const { port } = req.body ?? {};
  if (!/^catalog-\d$/.test(req.params.name) || !Number.isInteger(port))
    return res.status(422).json({ error: 'a name and a port' });
  entries.set(req.params.name, port);
  res.json({ ttl: TTL });
});

let turn = 0;
/** @returns the port of the next instance, or undefined */
export function pick() {
  const ports = [...entries].sort().map(([, port]) => port);
  turn += 1;
  return ports[turn % ports.length];
}
