import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { ways } from './shutdown.js';
import { Traffic } from './traffic.js';

const program = join(import.meta.dirname, 'app.js');
const PORTS = [4001, 4002];
const GRACE = 2000; // ms; in Kubernetes it is 30 s unless you say otherwise

async function start(port, version, way) {
  const child = fork(program, [port, version, way]);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${version} on port ${port} did not start; the log says why`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {}); // from now on it may end
  return child;
}

/** Asks an instance to end, and ends it. @returns how it did, and after about how long */
async function end(child) {
  const asked = Date.now();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE);
  const [code, signal] = await gone;
  clearTimeout(late);
  return { exit: code ?? signal, ms: Math.round((Date.now() - asked) / 50) * 50 };
}

/** Replaces both instances, one after the other, under load. */
async function deploy(way) {
  const running = await Promise.all(PORTS.map((port) => start(port, 'v1', way)));
  const traffic = new Traffic(PORTS);
  const watching = traffic.watch();
  const sending = traffic.run();
  await sleep(303);
  const ends = [];
  try {
    for (const [index, port] of PORTS.entries()) {
      ends.push(await end(running[index]));
      running[index] = await start(port, 'v2', way);
      await sleep(300); // until it is ready, and known to be
    }
    await sleep(300);
  } finally {
    traffic.stop();
    await Promise.all([sending, watching]);
    for (const child of running) child.kill('SIGKILL');
  }
  return { sent: traffic.sent, lost: traffic.lost, ends };
}

const results = new Map();
function draw() {
  const rows = [...results].flatMap(([way, { lost }]) => {
    const steps = lost.map((ms, index) => `${ms},${index + 1},${way}`);
    return [`0,0,${way}`, ...steps, `6000,${lost.length},${way}`];
  });
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/lost.csv', `ms,lost,way\n${rows.join('\n')}\n`);
}

const app = express();
let queue = Promise.resolve(); // one deployment at a time
app.post('/deploy', async (req, res) => {
  const { way } = req.query;
  if (!Object.hasOwn(ways, way)) {
    return res.status(422).json({ error: `way is one of ${Object.keys(ways)}` });
  }
  const mine = queue.then(() => deploy(way));
  queue = mine.catch(() => {});
  const result = await mine;
  results.set(way, result);
  draw();
  res.json({ ...result, lost: result.lost.length });
});

// One instance, with an answer that never ends, is asked to end.
app.post('/stuck', async (req, res) => {
  const mine = queue.then(async () => {
    const child = await start(4003, 'v1', 'drain');
    const stream = await fetch('http://localhost:4003/events');
    const cut = stream.text().then(() => 'ended', () => 'cut off');
    return { ...(await end(child)), stream: await cut };
  });
  queue = mine.catch(() => {});
  res.json(await mine);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
