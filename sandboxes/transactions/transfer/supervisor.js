// Starts the teller, kills it where it was told to, looks at the disk, starts it again.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { look, read, removeLog } from './bank.js';

const start = () => fork(join(import.meta.dirname, 'teller.js'));

/** What the teller answers. It throws when the teller ends instead. */
async function tell(teller, task) {
  const ended = once(teller, 'exit').then(() => {
    throw new Error('The teller has ended.');
  });
  teller.send(task);
  const [message] = await Promise.race([once(teller, 'message'), ended]);
  return message;
}

async function end(teller) {
  const gone = once(teller, 'exit');
  teller.kill('SIGKILL'); // no handler, no finally
  await gone;
}

/** @returns rows: when, what the teller sees, what is on the disk */
export async function run({ job, way, killed, journal, lose }) {
  const teller = start();
  const first = await tell(teller, { fresh: journal });
  const before = read();
  const rows = [];
  const note = (when, sees) => rows.push({ when, sees, disk: look(before, journal) });

  note('before', first.sees);
  const { killMe, sees } = await tell(teller, { job, way, killed });
  note(killMe ? killed : 'done', sees);
  await end(teller);
  note('killed', null);
  if (lose) {
    removeLog(journal); // what nobody should ever do
    note('tidied up', null);
  }
  const again = start();
  note('started', (await tell(again, {})).sees);
  await end(again);
  return rows;
}
