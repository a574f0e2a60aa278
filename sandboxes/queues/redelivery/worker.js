// The worker, as a process that can be killed. lab.js starts it.
import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledge, receive } from './client.js';
import { totals } from './points.js';
import { atOnce, ways } from './ways.js';

const [, , way, killedAt] = process.argv;

async function dieAt(place) {
  if (place !== killedAt) return;
  process.send('kill me');
  await new Promise(() => {});
}

async function work() {
  for (;;) {
    const message = await receive();
    await dieAt('received');
    await ways[way](message, () => acknowledge(message.receipt), dieAt);
    await dieAt('both');
  }
}

/** One message, delivered five times at the same time. */
async function fiveAtOnce() {
  let sent = 0;
  const send = async () => {
    await sleep(10);
    sent += 1;
  };
  const message = { id: 'order-1', body: { customer: 'ada', points: 10 } };
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, () => atOnce[way](message, send)));
  const errors = results.filter(({ status }) => status === 'rejected');
  const { points, letters } = totals();
  process.send({
    points, letters: sent + letters, failed: errors.length,
    ...(errors.length > 0 && { error: errors[0].reason.message }),
  });
}

process.on('message', () => process.send(totals())); // the lab has asked
process.on('disconnect', () => process.exit());
if (Object.hasOwn(ways, way)) {
  work().catch((error) => {
    console.error('worker:', error.message);
    process.exit(1);
  });
} else fiveAtOnce();
