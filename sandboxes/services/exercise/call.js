// A call to another service: three tries of 100 ms each, and then we do not know.
import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 3;
const TIMEOUT = 100; // ms, here short, so that you see the end of it
const PAUSE = 10; // ms

export const stock = 'http://localhost:3001';
export const payment = 'http://localhost:3002';

async function attempt(method, url, body) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT);
  try {
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify(body),
      signal: late.signal,
    });
    await response.arrayBuffer();
    if (response.ok) return 'done';
    return response.status < 500 ? 'refused' : 'unknown';
  } catch {
    return 'unknown'; // no connection, no answer, half an answer
  } finally {
    clearTimeout(timer);
  }
}

/** @returns 'done', 'refused', or 'unknown': it was done, or not, or will be yet */
export async function call(method, url, body = {}) {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(method, url, body);
    if (outcome !== 'unknown' || tries === TRIES) return outcome;
    await sleep(PAUSE);
  }
}
