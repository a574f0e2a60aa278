import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ask, open } from './client.js';
import { boot, ports } from './cluster.js';

const END = 1600; // milliseconds, as all here
const REPORT = { from: 200, ms: 401 }; // a long query on replica-2
const BURST = { from: 900, to: 1100 };
const PAUSE = { usual: 20, burst: 4 }; // between two writes: 50 a second, or 250
const LOOKS = { first: 25, every: 50 };

/** Writes for 1.6 seconds, looks at the lag every 50 ms, and draws it. */
export async function measure() {
  await boot();
  const primary = open(ports.primary);
  const rows = [];
  const start = Date.now();
  const now = () => Date.now() - start;
  async function write() {
    while (now() < END) {
      await primary.ask({ write: 'an order', mode: 'async' });
      const isBurst = now() >= BURST.from && now() < BURST.to;
      await wait(isBurst ? PAUSE.burst : PAUSE.usual);
    }
  }
  async function report() {
    await wait(REPORT.from);
    await ask(ports['replica-2'], { report: REPORT.ms });
  }
  async function look() {
    for (let at = LOOKS.first; at <= END; at += LOOKS.every) {
      await wait(Math.max(0, at - now()));
      const { replicas } = await primary.ask({});
      for (const { name, lagMs } of replicas) rows.push({ name, at: now(), lagMs });
    }
  }
  try {
    await Promise.all([write(), report(), look()]);
  } finally {
    primary.close();
  }
  mkdirSync('plots', { recursive: true });
  const lines = rows.map(({ name, at, lagMs }) => `${at},${lagMs},${name}`);
  writeFileSync('plots/lag.csv', `ms,lag,replica\n${lines.join('\n')}\n`);
  const most = {};
  for (const { name, lagMs } of rows) most[name] = Math.max(most[name] ?? 0, lagMs);
  return { mostLagMs: most };
}
