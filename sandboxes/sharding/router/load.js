// Three patterns of 100 requests, in each way, and how many of them each shard gets.
import { mkdirSync, writeFileSync } from 'node:fs';
import { customer, customers } from './customers.js';
import { takeCounts } from './shards.js';

const ROUTER = `http://localhost:${process.env.PORT ?? 3000}`;
const WAYS = ['range', 'hash', 'region', 'directory'];
let last = customers.length; // sign-ups go on where the ids end

const read = ({ id, region }) => ({ path: `${id}?region=${region}` });
const signUp = ({ id, name, region }) => ({ path: id, body: { name, region } });
const patterns = {
  everybody: (n) => read(customers[(n * 37) % customers.length]),
  'sign-ups': (n) => signUp(customer(last + 1 + n)),
  one: (n) => (n % 2 === 0 ? read(customers[0]) : patterns.everybody(n)),
};

async function send(way, { path, body }) {
  const response = await fetch(`${ROUTER}/${way}/customers/${path}`, {
    method: body ? 'PUT' : 'GET',
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  await response.arrayBuffer();
  if (response.ok) return;
  const { status } = response;
  throw Object.assign(new Error(`${way} ${path} is answered ${status}`), { status });
}

/** @returns a table as text; writes what the hottest shards get as a plot */
export async function runLoad() {
  const lines = ['pattern    way        shard 1    2    3    4'];
  const rows = ['pattern,way,requests'];
  for (const [name, make] of Object.entries(patterns)) {
    for (const way of WAYS) {
      takeCounts();
      for (let n = 0; n < 100; n += 4) { // four at a time
        await Promise.all([0, 1, 2, 3].map((i) => send(way, make(n + i))));
      }
      const counts = takeCounts();
      const numbers = counts.map((count) => String(count).padStart(5)).join('');
      lines.push(`${name.padEnd(11)}${way.padEnd(13)}${numbers}`);
      rows.push(`${name},${way},${Math.max(...counts)}`);
    }
  }
  last += 100;
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/hottest.csv', `${rows.join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
