import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

// The post office. It keeps a letter whose id it has seen only once.
let arrived = 0;
const ids = new Set();
const office = createServer(async (req, res) => {
  const { id } = await json(req);
  arrived += 1;
  ids.add(id);
  res.end();
});
office.listen(4000);
await once(office, 'listening');

const start = () => fork(join(import.meta.dirname, 'shop.js'));
async function tell(shop, task) {
  shop.send(task);
  return (await once(shop, 'message'))[0];
}

const row = (...texts) => console.log(
  texts.map((text, i) => String(text).padEnd([14, 14, 9, 10, 0][i])).join('').trimEnd(),
);
row('way', 'killed after', 'orders', 'arrived', 'letters');
for (const [way, killed] of [
  ['letter first', 'the letter'],
  ['order first', 'the order'],
  ['outbox', 'the order'],
  ['outbox', 'the letter'],
]) {
  arrived = 0;
  ids.clear();
  const shop = start();
  await tell(shop, { way, killed });
  shop.kill('SIGKILL');
  await once(shop, 'exit');

  const again = start();
  const { orders } = await tell(again, {});
  again.kill();
  await once(again, 'exit');
  row(way, killed, orders, arrived, ids.size);
}
office.close();
