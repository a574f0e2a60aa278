import { setTimeout as sleep } from 'node:timers/promises';
import { Breaker, NotCalled } from './breaker.js';
import { traceparent } from './trace.js';

/** An answer of the upstream that is none: { status }. */
export class Refused extends Error {
  constructor(status) {
    super(`recommendations answer ${status}`);
    this.status = status;
  }
}

const TIMEOUT = 300; // ms
// No answer in time, no connection, 5xx. A 4xx says that our request was wrong.
const isFailure = (error) => !(error instanceof Refused && error.status < 500);
const breaker = new Breaker({ threshold: 5, cooldown: 5000, isFailure });

async function ask(item) {
  const url = `http://localhost:4002/items/${encodeURIComponent(item)}`;
  const headers = { traceparent: traceparent(), Connection: 'close' };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT);
  try {
    const response = await fetch(url, { headers, signal: late.signal });
    const body = await response.text();
    if (!response.ok) throw new Refused(response.status);
    return JSON.parse(body).also;
  } finally {
    clearTimeout(timer);
  }
}

// Of all requests together: one retry for ten, and five that were saved.
let tokens = 5;
const earn = () => (tokens = Math.min(5, tokens + 0.1));
function pay() {
  if (tokens < 1) return false;
  tokens -= 1;
  return true;
}
const mayHelp = (error) => isFailure(error) && !(error instanceof NotCalled);

/** Recommendations for an item. Throws Refused, NotCalled, or what `fetch` throws. */
export async function recommend(item) {
  earn();
  for (let tries = 1; ; tries += 1) {
    try {
      return await breaker.call(() => ask(item));
    } catch (error) {
      if (!mayHelp(error) || tries === 2 || !pay()) throw error;
    }
    await sleep(Math.random() * 100); // full jitter
  }
}
