// Stands for what runs your containers: it starts instances, and here it kills them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import express from 'express';

const instances = {
  'catalog-1': ['catalog', 'catalog-1', '3001'],
  'catalog-2': ['catalog', 'catalog-2', '3002'],
  'reviews-1': ['reviews', 'reviews-1', '3003'],
};
const children = new Map();

async function start(name) {
  const child = fork(join(import.meta.dirname, 'instance.js'), instances[name]);
  child.once('exit', () => children.delete(name));
  children.set(name, child);
  await once(child, 'message');
}

async function end(name, signal) {
  const child = children.get(name);
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

let queue = Promise.resolve(); // one change at a time
const next = (step) => (queue = queue.then(step, step));

const app = express();
app.put('/instances/:name/:state', async (req, res) => {
  const { name, state } = req.params;
  if (!Object.hasOwn(instances, name)) return res.status(404).end();
  if (!['running', 'killed', 'stopped'].includes(state)) return res.status(422).end();
  await next(async () => {
    if (state === 'running' && !children.has(name)) await start(name);
    if (state === 'killed' && children.has(name)) await end(name, 'SIGKILL');
    if (state === 'stopped' && children.has(name)) await end(name, 'SIGTERM');
  });
  res.json({ running: [...children.keys()].sort() });
});

for (const name of Object.keys(instances)) await start(name);
app.listen(4001, (error) => {
  if (error) throw error;
});
