// Broken on purpose: it waits for ever, and repeats whatever has failed, at once.
import { Breaker } from './breaker.js';
import { traceparent } from './trace.js';

/** An answer of the upstream that is none: { status }. */
export class Refused extends Error {
  constructor(status) {
    super(`recommendations answer ${status}`);
    this.status = status;
  }
}

const breaker = new Breaker({ threshold: 5, cooldown: 5000, isFailure: () => true });

async function ask(item) {
  const url = `http://localhost:4002/items/${encodeURIComponent(item)}`;
  const headers = { traceparent: traceparent(), Connection: 'close' };
  const response = await fetch(url, { headers });
  const body = await response.text();
  if (!response.ok) throw new Refused(response.status);
  return JSON.parse(body).also;
}

/** Recommendations for an item. Throws Refused, NotCalled, or what `fetch` throws. */
export async function recommend(item) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await breaker.call(() => ask(item));
    } catch (error) {
      if (tries === 2) throw error;
    }
  }
}
