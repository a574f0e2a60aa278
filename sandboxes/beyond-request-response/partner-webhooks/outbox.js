import { randomUUID } from 'node:crypto';

const SLOT = 100; // milliseconds
const PER_SLOT = 10; // requests: 100 a second
const DEPTH = 5000; // events that may wait for this partner, tried or not
const CAP = 5 * 60 * 1000; // the longest wait
const TRIES = 20; // half an hour on average, an hour at most
const DEAD = 1000; // dead letters that are kept

/** What waits for one partner. `deliver(message)` rejects when it was not taken. */
export function createOutbox({ batch, deliver }) {
  const waiting = []; // events, in order
  const retries = []; // messages that were tried and have a time
  const dead = [];
  let inFlight = 0;
  let isClosed = false;
  let timer;

  /** @returns whether there was room */
  function add(event) {
    const tried = (retries.length + inFlight) * batch;
    if (isClosed || waiting.length + tried >= DEPTH) return false;
    waiting.push(event);
    timer ??= setTimeout(tick, SLOT);
    return true;
  }

  function next() {
    const due = retries.findIndex(({ at }) => at <= Date.now());
    if (due >= 0) return retries.splice(due, 1)[0];
    if (waiting.length === 0) return undefined;
    // The id belongs to the message: every attempt has the same.
    return { id: `msg_${randomUUID()}`, events: waiting.splice(0, batch), tries: 0 };
  }

  function tick() {
    for (let sent = 0; sent < PER_SLOT; sent += 1) {
      const message = next();
      if (message) attempt(message);
    }
    timer = waiting.length + retries.length > 0 ? setTimeout(tick, SLOT) : undefined;
  }

  async function attempt(message) {
    message.tries += 1;
    inFlight += 1;
    try {
      await deliver(message);
    } catch {
      if (isClosed) return;
      if (message.tries >= TRIES) {
        dead.push(message); // for a human to look at
        if (dead.length > DEAD) dead.shift();
      } else {
        const longest = Math.min(CAP, 1000 * 2 ** (message.tries - 1));
        retries.push(
          Object.assign(message, { at: Date.now() + Math.random() * longest }),
        );
        timer ??= setTimeout(tick, SLOT);
      }
    } finally {
      inFlight -= 1;
    }
  }

  function close() {
    isClosed = true;
    clearTimeout(timer);
  }

  return {
    add,
    close,
    depth: () => waiting.length,
    isIdle: () => waiting.length + retries.length + inFlight === 0,
    dead,
  };
}
