// The program that a deployment runs. server.js starts it, twice if need be, and says
// at each stop when it may go on.
import { once } from 'node:events';
import { open } from './client.js';
import * as sets from './migrations.js';
import * as locked from './runner.js';
import * as unlocked from './unlocked.js';

const [, , way, set] = process.argv;
const { migrate } = way === 'unlocked' ? unlocked : locked;

async function pause(at) {
  process.send({ at });
  await once(process, 'message');
}
process.on('disconnect', () => process.exit()); // the supervisor is gone

const db = open();
try {
  await db.query('SELECT 1'); // it is connected
  process.send({ ready: true });
  process.send({ done: await migrate(db, sets[set], pause) });
} catch (error) {
  process.send({ error: error.message });
} finally {
  db.close();
}
