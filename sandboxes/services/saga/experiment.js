// Makes one order with one failure, lets things settle, and looks at what is left.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { payment, stock } from './call.js';

const SETTLED = 900; // ms: what was late has arrived
const children = new Map(); // way → its process
let lastOrder = 0;
let lastMessage = 0;

async function start(way) {
  const child = fork(join(import.meta.dirname, 'shop.js'), [way]);
  child.once('exit', () => children.delete(way));
  children.set(way, child);
  await once(child, 'message'); // it has finished what was open, and is ready
  return child;
}
const running = async (way) => children.get(way) ?? (await start(way));

/** Sends a command and waits for its answer; a process that asks for it is killed. */
async function tell(child, message) {
  lastMessage += 1;
  const number = lastMessage;
  const answer = await new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The shop has ended.'));
    child.once('exit', ended);
    child.on('message', function listen(told) {
      if (told.number !== number && !told.killMe) return;
      child.off('message', listen).off('exit', ended);
      resolve(told);
    });
    child.send({ number, ...message });
  });
  if (!answer.killMe) return answer;
  const gone = once(child, 'exit');
  child.kill('SIGKILL'); // no handler, no finally
  await gone;
  return null;
}

async function http(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: body && JSON.stringify(body),
  });
  return response.status === 204 ? null : response.json();
}

export async function reset(way, free) {
  await http('POST', `${stock}/reset`, { free });
  await http('POST', `${payment}/reset`);
  for (const service of [stock, payment]) await http('DELETE', `${service}/trouble`);
  await tell(await running(way), { command: 'reset' });
}

export const setTrouble = ({ step, ...rest }) =>
  http('PUT', `${step === 'reserve' ? stock : payment}/trouble`, rest);

export async function place(way, { order, killed, withdrawn }) {
  lastOrder += 1;
  const whole = { id: `o-${lastOrder}`, amount: 40, ...order };
  const message = { command: 'place', order: whole, killed, withdrawn };
  const answer = await tell(await running(way), message);
  return { id: whole.id, state: answer?.state };
}

/** What the order, the stock and the credit are now. */
export async function look(way, id) {
  const answer = await tell(await running(way), { command: 'look', order: { id } });
  if (way === 'one') return answer;
  const { free } = await http('GET', `${stock}/items/lamp`);
  const { credit } = await http('GET', `${payment}/accounts/ada`);
  return { state: answer.state, free, credit };
}

function verdict({ state, free, credit }) {
  if (state === 'confirmed' && free === 2 && credit === 60) return 'all';
  const closed = state === 'canceled' || state === 'none' || state === 'failed';
  if (closed && free === 3 && credit === 100) return 'nothing';
  return 'IN BETWEEN';
}

/** One failure in one way. @returns what is left, and a verdict */
export async function experiment(way, failure) {
  await reset(way);
  if (failure.trouble) await setTrouble(failure.trouble);
  const began = Date.now();
  const { id } = await place(way, failure);
  await running(way); // a supervisor starts it again, and it goes on with what is open
  const ms = Date.now() - began;
  if (failure.trouble?.kind === 'late') await sleep(SETTLED);
  const left = await look(way, id);
  return { ...left, ms, verdict: verdict(left) };
}
