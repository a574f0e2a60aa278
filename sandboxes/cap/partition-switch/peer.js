import { setTimeout as wait } from 'node:timers/promises';

const TRAVEL = 40; // milliseconds, each way
const PATIENCE = 200; // and then nobody is there

function unreachable(cause) {
  const error = new Error('the other replica cannot be reached', { cause });
  return Object.assign(error, { status: 503 });
}

/** The other replica. `cut` is a firewall that drops what either of them sends. */
export class Peer {
  cut = false;
  #url;

  constructor(port) {
    this.#url = `http://localhost:${port}/entry`;
  }

  /** Asks for its entry, or offers it one. @returns the entry that it has then */
  async send(entry) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      await wait(TRAVEL);
      // A packet that is dropped looks like one that is late: there is only the clock.
      if (this.cut) await wait(PATIENCE, undefined, { signal: abort.signal });
      const response = await fetch(this.#url, {
        method: entry ? 'PUT' : 'GET',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: entry && JSON.stringify(entry),
        signal: abort.signal,
      });
      const theirs = await response.json();
      await wait(TRAVEL, undefined, { signal: abort.signal });
      if (!response.ok) throw new Error(theirs.error);
      return theirs;
    } catch (error) {
      throw unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
