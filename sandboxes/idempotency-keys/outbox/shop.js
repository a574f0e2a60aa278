// The shop, as a process that can be killed. experiment.js starts it.
import { empty, orderCount, relay, ways } from './ways.js';

process.on('message', async ({ way, killed }) => {
  async function dieAt(place) {
    if (place !== killed) return;
    process.send('kill me');
    await new Promise(() => {});
  }
  if (way) {
    empty();
    await ways[way]('order 1', dieAt);
  } else {
    await relay(dieAt); // after a start: what a killed process has left
  }
  process.send({ orders: orderCount() });
});
process.on('disconnect', () => process.exit());
