// For experiments: ten requests a second for ten seconds, with a kill after three.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const GATEWAY = `http://localhost:${process.env.PORT ?? 3000}`;
const drawn = new Map(); // "time,how" → failed
let busy = false;

async function put(url, body) {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  await response.arrayBuffer();
}
const platform = (state) => put(`http://localhost:4001/instances/catalog-2/${state}`);

async function isServed() {
  const response = await fetch(`${GATEWAY}/catalog/lamps`, {
    headers: { Authorization: 'Bearer ada-token', Connection: 'close' },
  }).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

async function run(ttl, how) {
  await put('http://localhost:4000/ttl', { ttl });
  await platform('killed');
  await platform('running');
  await sleep(1450); // a heartbeat, and not at the same instant as the next ones
  let failed = 0;
  for (let n = 0; n < 100; n += 1) {
    if (n === 30) await platform(how);
    const served = await isServed();
    const bin = `${Math.floor(n / 5) / 2},${how === 'killed' ? `${ttl} ms` : how}`;
    drawn.set(bin, (n % 5 === 0 ? 0 : drawn.get(bin)) + (served ? 0 : 1));
    if (!served) failed += 1;
    await sleep(100);
  }
  const lines = [...drawn].map((entry) => {
    const [seconds, label] = entry[0].split(',');
    return `${seconds},${entry[1]},${label}`;
  });
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/failed.csv', `seconds,failed,ttl\n${lines.join('\n')}\n`);
  await platform('running');
  return { requests: 100, killedAt: 3, failed };
}

export async function visit(req, res) {
  const ttl = Number(req.query.ttl ?? 3000);
  const how = req.query.how === 'stopped' ? 'stopped' : 'killed';
  const known = [1500, 3000, 6000];
  if (!known.includes(ttl)) return res.status(422).json({ ttl: known });
  if (busy) return res.status(409).json({ error: 'a run is on' });
  busy = true;
  try {
    res.json(await run(ttl, how));
  } finally {
    busy = false;
  }
}
