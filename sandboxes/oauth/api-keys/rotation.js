// An hour on a clock of its own: twelve machines ask once a minute. At minute 10 there
// is a new key, and every three minutes one more machine has been given it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createKeys } from './keys.js';

const MACHINES = 12;
const MINUTE = 60_000; // ms
const CHANGE = 10; // minute
const STEP = 3; // minutes
const QUIET = 5; // minutes without the old key, until it ends

/** @returns for each minute how many requests came by either key, or were refused */
function rotate(overlap) {
  let minute = 0;
  const keys = createKeys(() => minute * MINUTE);
  const old = keys.issue('ann', ['reports:read']);
  let next = null;
  let ended = null; // the minute in which the old key was revoked
  const minutes = [];
  for (; minute < 60; minute += 1) {
    if (minute === CHANGE) next = keys.issue('ann', ['reports:read']);
    const [{ lastUsed }] = keys.list('ann');
    const unused = minute > CHANGE && minute * MINUTE - lastUsed > QUIET * MINUTE;
    if (ended === null && (overlap ? unused : minute === CHANGE)) {
      keys.revoke('ann', old.id);
      ended = minute;
    }
    const counts = { minute, old: 0, new: 0, refused: 0 };
    for (let machine = 0; machine < MACHINES; machine += 1) {
      const hasNew = minute > CHANGE + machine * STEP;
      const { problem } = keys.find((hasNew ? next : old).key);
      counts[problem ? 'refused' : hasNew ? 'new' : 'old'] += 1;
    }
    minutes.push(counts);
  }
  return { minutes, ended };
}

/** Draws both ways, and says what each has refused. */
export function tryBoth() {
  const two = rotate(true);
  const one = rotate(false);
  const lines = ['minute,which,requests'];
  const draw = ({ minutes }, field, title) => {
    for (const each of minutes) lines.push(`${each.minute},${title},${each[field]}`);
  };
  draw(two, 'old', 'two keys: old');
  draw(two, 'new', 'two keys: new');
  draw(two, 'refused', 'two keys: refused');
  draw(one, 'refused', 'one key: refused');
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/rotation.csv', `${lines.join('\n')}\n`);
  const refused = ({ minutes }) => minutes.reduce((sum, each) => sum + each.refused, 0);
  for (const [title, way] of [['one key', one], ['two keys', two]])
    console.log(`${title}: ${refused(way)} of ${60 * MACHINES} requests refused,`
      + ` the old key ended at minute ${way.ended}`);
}
