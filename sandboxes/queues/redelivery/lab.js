// Starts shop and worker, kills them where an experiment says, and starts them again.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { counts, empty, publish, reset } from './client.js';

function start(program, ...args) {
  const child = fork(join(import.meta.dirname, program), args);
  const gone = once(child, 'exit');
  const ends = () => gone.then(() => Promise.reject(new Error(`${program} has ended`)));
  /** Resolves with what the process says next, or rejects when it ends before. */
  const says = () =>
    Promise.race([once(child, 'message').then(([message]) => message), ends()]);
  return {
    says,
    ends,
    asked(question) {
      child.send(question);
      return says();
    },
    async kill() {
      child.kill('SIGKILL'); // no handler runs, no transaction ends
      await gone;
    },
  };
}

async function fresh() {
  await reset();
  for (const name of ['points.db', 'shop.db'])
    for (const end of ['', '-journal']) rmSync(name + end, { force: true });
}

/** Runs a worker until no message is left; it is killed once on its way, or never. */
async function drain(way, killedAt) {
  let worker = start('worker.js', way, killedAt ?? '');
  if (killedAt) {
    await worker.says(); // kill me
    await worker.kill();
    worker = start('worker.js', way, '');
  }
  await Promise.race([empty(), worker.ends()]);
  const { points } = await worker.asked('totals');
  await worker.kill();
  return { ...await counts(), points };
}

const row = (...fields) =>
  fields.map(([value, width = 0]) => String(value).padEnd(width)).join('  ');

/** One message; the worker is killed at each of three places. */
export async function kills(way) {
  const lines = ['killed after   delivered  points'];
  for (const [place, name] of [
    ['received', 'receive'], ['between', 'first step'], ['both', 'both steps'],
  ]) {
    await fresh();
    await publish({ id: 'order-1', body: { customer: 'ada', points: 10 } });
    const { delivered, points } = await drain(way, place);
    lines.push(row([name, 13], [delivered, 9], [points]));
  }
  return `${lines.join('\n')}\n`;
}

/** One order; the shop is killed at each of two places. */
export async function orders(way) {
  const lines = ['shop killed after  orders  messages  points'];
  for (const [place, name] of [['committed', 'the commit'], ['sent', 'the sending']]) {
    await fresh();
    const shop = start('shop.js', way, place);
    await shop.says(); // kill me
    await shop.kill();
    const again = start('shop.js', 'restart');
    const { orders: count } = await again.says();
    await again.kill();
    const { stored, points } = await drain('inbox');
    lines.push(row([name, 17], [count, 6], [stored, 8], [points]));
  }
  return `${lines.join('\n')}\n`;
}

/** One message, five deliveries at the same time. */
export async function five(way) {
  await fresh();
  const worker = start('worker.js', way, '');
  const result = await worker.says();
  await worker.kill();
  return result;
}
