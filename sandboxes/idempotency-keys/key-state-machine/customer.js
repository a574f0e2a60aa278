// A customer who pays once, and tries with one key until there is an answer.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chargeCount, forgetAll } from './bank.js';

const PATIENCE = 4; // attempts
let api = null;
let gone; // a promise: the API has ended

/** What the API says next. It throws when the API ends instead. */
const told = () => Promise.race([
  once(api, 'message').then(([message]) => message),
  gone.then(() => {
    throw new Error('The API has ended.');
  }),
]);

/** Starts the API if it does not run. @returns what a killed one has left written */
async function ready(test) {
  if (!api) {
    api = fork(join(import.meta.dirname, 'api.js'));
    api.on('message', (message) => {
      if (message === 'kill me') api.kill('SIGKILL'); // no handler, no finally
    });
    gone = once(api, 'exit').then(() => (api = null));
    await told(); // it listens
  }
  api.send(test);
  return told();
}

async function send(key, card) {
  const response = await fetch('http://localhost:3001/charges', {
    method: 'POST',
    headers: { 'Idempotency-Key': key, Connection: 'close' },
    body: JSON.stringify({ card }),
  });
  await response.arrayBuffer();
  return { status: response.status, headers: response.headers };
}

/** One intention to pay: a row for each attempt, and how often the card was charged. */
export async function run({ way, killed = 'never', card = 'good' }) {
  forgetAll();
  await ready({ way, killed, fresh: true });
  const key = `"${randomUUID()}"`;
  const began = Date.now();
  const rows = [];
  for (let wait = 0; wait !== null && rows.length < PATIENCE;) {
    await sleep(wait * 1000);
    const at = (Date.now() - began) / 1000;
    const before = chargeCount();
    const answer = await send(key, card).catch(() => null);
    const charges = chargeCount() - before;
    if (answer) {
      const { status, headers } = answer;
      const replayed = headers.get('Idempotent-Replayed') ? ', replayed' : '';
      rows.push({
        at, charges, gets: `${status}${replayed}`, states: headers.get('X-History'),
      });
      wait = headers.get('Retry-After');
    } else {
      await gone;
      const states = await ready({ way }); // a supervisor starts it again
      rows.push({ at, charges, gets: 'nothing: killed', states });
      wait = 0;
    }
  }
  return { rows, charges: chargeCount() };
}
