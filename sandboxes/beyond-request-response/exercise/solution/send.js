import { randomUUID } from 'node:crypto';

const SLOT = 100; // milliseconds
const PER_SLOT = 10; // requests: 100 a second
const TRIES = 8;
const CAP = 5 * 60 * 1000;
const waiting = []; // messages, each with the time from which on it may be sent
let timer;

/** Tells the partner of events. They take 100 requests a second. */
export function enqueue(events) {
  for (const event of events)
    waiting.push({ id: randomUUID(), event, tries: 0, at: 0 });
  timer ??= setTimeout(tick, SLOT);
}

function tick() {
  for (let sent = 0; sent < PER_SLOT; sent += 1) {
    const due = waiting.findIndex(({ at }) => at <= Date.now());
    if (due < 0) break;
    attempt(waiting.splice(due, 1)[0]);
  }
  timer = waiting.length > 0 ? setTimeout(tick, SLOT) : undefined;
}

async function attempt(message) {
  if (await deliver(message.id, message.event)) return;
  message.tries += 1;
  if (message.tries >= TRIES) return console.error('given up:', message);
  const longest = Math.min(CAP, 1000 * 2 ** (message.tries - 1));
  waiting.push(Object.assign(message, { at: Date.now() + Math.random() * longest }));
  timer ??= setTimeout(tick, SLOT);
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
