// The primary is written to and loses its power, and we look for what it had
// acknowledged.
import { setTimeout as wait } from 'node:timers/promises';
import { ask, open } from './client.js';
import { boot, cut, names, ports } from './cluster.js';

const WRITES = 30;
const EVERY = 10; // milliseconds from one write to the next

/** Writes every 10 ms, and cuts the power after 305. @returns what was lost */
export async function crash(mode, without = []) {
  await boot(without);
  const acknowledged = [];
  const client = open(ports.primary);
  let slowestMs = null;
  for (let n = 1; n <= WRITES; n += 1) {
    const sent = Date.now();
    client.ask({ write: `order ${n}`, mode }).then(({ lsn }) => {
      acknowledged.push(lsn);
      slowestMs = Math.max(slowestMs ?? 0, Date.now() - sent);
    }, () => {}); // cut off before it could say anything
    await wait(EVERY);
  }
  await wait(5);
  await cut('primary');
  client.close();

  const lost = {};
  const extra = {}; // written, not acknowledged, and there all the same
  for (const name of names.slice(1).filter((each) => !without.includes(each))) {
    const { received } = await ask(ports[name], {});
    lost[name] = acknowledged.filter((lsn) => lsn > received).length;
    extra[name] = Math.max(0, received - acknowledged.length);
  }
  await boot(); // for whoever comes next
  return { mode, without, slowestMs, acknowledged: acknowledged.length, lost, extra };
}
