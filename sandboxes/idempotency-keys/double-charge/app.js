// The app on the phone: gives up after a second, waits a second, tries again.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT = 1000; // ms
const PAUSE = 1000; // ms
const ATTEMPTS = 3;

/** How the app may choose its keys. */
const choices = {
  none: () => () => null,
  attempt: () => () => randomUUID(), // broken on purpose: another one for each attempt
  intention: () => {
    const key = randomUUID(); // made once, when Ada presses the button
    return () => key;
  },
};
export const isChoice = (name) =>
  typeof name === 'string' && Object.hasOwn(choices, name);

/** Ada orders one lamp. @returns what the app sees, attempt by attempt */
export async function order(port, choice) {
  const nextKey = choices[choice]();
  await fetch(`http://localhost:${port}/items`); // she looks, then presses the button
  const began = Date.now();
  const seen = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const sent = (Date.now() - began) / 1000;
    const gets = await send(port, nextKey());
    seen.push({ sent, gets });
    if (gets.startsWith('201')) break;
    if (attempt < ATTEMPTS) await sleep(PAUSE);
  }
  return seen;
}

async function send(port, key) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT);
  try {
    const response = await fetch(`http://localhost:${port}/orders`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Connection: 'close',
        ...(key && { 'Idempotency-Key': `"${key}"` }),
      },
      body: JSON.stringify({ item: 'lamp' }),
      signal: late.signal,
    });
    const { id, error } = await response.json();
    return `${response.status} ${error ?? `order ${id}`}`;
  } catch {
    return 'time-out';
  } finally {
    clearTimeout(timer);
  }
}
