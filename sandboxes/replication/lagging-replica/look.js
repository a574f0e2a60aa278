import { setTimeout as wait } from 'node:timers/promises';
import { ask, open } from './client.js';
import { boot, names, ports } from './cluster.js';

const LOOKS = [0, 50, 150, 250]; // milliseconds after the writer has heard "done"
const row = (...texts) => texts.map((text) => String(text).padEnd(11)).join('').trimEnd();

/** Writes one post, and asks each node for it. A report keeps replica-2 busy. */
export async function look(mode, report) {
  await boot();
  const nodes = names.map((name) => open(ports[name]));
  if (report > 0) await ask(ports['replica-2'], { report });
  const start = Date.now();
  const { lsn } = await nodes[0].ask({ write: 'Hello', mode });
  const done = Date.now();
  const lines = [`done after ${done - start} ms`, '', row('ms later', ...names)];
  for (const at of LOOKS) {
    await wait(Math.max(0, done + at - Date.now()));
    const seen = await Promise.all(nodes.map((node) => node.ask({ read: lsn })));
    lines.push(row(at, ...seen.map(({ text }) => (text === null ? 'no' : 'yes'))));
  }
  for (const node of nodes) node.close();
  return `${lines.join('\n')}\n`;
}
