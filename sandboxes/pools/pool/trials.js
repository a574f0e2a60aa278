import { mkdirSync, writeFileSync } from 'node:fs';
import { burst } from './burst.js';
import { open } from './connection.js';
import { Pool } from './pool.js';

/** A burst without a pool: each request connects, asks and hangs up. */
export function withoutPool(wire) {
  return burst(async () => {
    const connection = await open({ wire });
    try {
      await connection.query('order', [7]);
    } finally {
      await connection.close();
    }
  });
}

/** The most statements that have run at a time since it was asked last. */
async function mostRunning() {
  const admin = await open({ user: 'admin' });
  const [{ most }] = await admin.query('activity');
  await admin.close();
  return most;
}

/** Opens all connections of a pool, or none. */
async function warm(pool, size) {
  const opened = Array.from({ length: size }, () => pool.acquire());
  const results = await Promise.allSettled(opened);
  for (const { value } of results) if (value) pool.release(value);
  const failed = results.find(({ reason }) => reason);
  if (!failed) return;
  await pool.closeIdle();
  throw failed.reason;
}

/** A burst over a pool of its own, whose connections are open before. */
export async function withPool(settings, { wire, every }) {
  const pool = new Pool(() => open({ wire }), settings);
  await warm(pool, settings.size);
  await mostRunning();
  let mostLent = 0;
  const result = await burst(() => pool.use('order', (connection) => {
    mostLent = Math.max(mostLent, pool.state().lent);
    return connection.query('order', [7]);
  }), every);
  await pool.closeIdle();
  return { ...result, mostLent, mostRunning: await mostRunning() };
}

const points = new Map(); // of the plot

/** The same burst with one size after the other, as a table and a plot. */
export async function compare(sizes, settings, wire) {
  const rows = ['size   mean ms   slowest ms   statements at a time'];
  for (const size of sizes) {
    const result = await withPool({ ...settings, size }, { wire, every: 0 });
    const { meanMs, slowestMs, mostRunning: most } = result;
    const cells = [[size, 4], [meanMs.toFixed(1), 10], [slowestMs, 13], [most, 23]];
    rows.push(cells.map(([cell, width]) => String(cell).padStart(width)).join(''));
    points.set(wire * 100 + size, `${size},${meanMs},wire ${wire} ms`);
    if (points.size > 40) points.delete(points.keys().next().value);
  }
  const lines = [...points].sort(([a], [b]) => a - b).map(([, line]) => line);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/sizes.csv', ['size,ms,wire', ...lines].join('\n'));
  return `${rows.join('\n')}\n`;
}
