// Broken on purpose: everything at once, and what fails again, as if it were new.
import { randomUUID } from 'node:crypto';

/** Tells the partner of events. They take 100 requests a second. */
export function enqueue(events) {
  for (const event of events) attempt(event);
}

async function attempt(event) {
  const taken = await deliver(randomUUID(), event);
  if (!taken) attempt(event);
}

/** One attempt. @returns whether the partner has taken it */
async function deliver(id, event) {
  try {
    const response = await fetch('http://localhost:4000/hooks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'webhook-id': id },
      body: JSON.stringify(event),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
