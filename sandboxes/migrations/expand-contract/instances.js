// Two instances of the app behind a balancer that knows which of them are up.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'app.js');
const ports = [3001, 3002];
const children = new Map(); // port → the process
export const up = new Map(); // port → the version that answers there

async function stop(port) {
  up.delete(port); // first nobody is sent there any more
  const child = children.get(port);
  if (!child) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
async function start(port, version) {
  const env = { ...process.env, VERSION: version, PORT: port };
  const child = fork(program, { env });
  children.set(port, child);
  const ended = once(child, 'exit').then(() => {
    if (children.get(port) !== child) return;
    children.delete(port); // nobody is there to be stopped
    up.delete(port);
    throw new Error(`Version ${version} did not start.`);
  });
  await Promise.race([once(child, 'message'), ended]);
  up.set(port, version);
}

export const startAll = (version) =>
  Promise.all(ports.map(async (port) => {
    await stop(port);
    await start(port, version);
  }));

/** One instance after the other. `pass` is called while both versions are live. */
export async function roll(version, pass) {
  for (const port of ports) {
    await stop(port);
    await pass(1); // while one starts, the other one answers all
    await start(port, version);
    await pass(2);
  }
}
