/** Who hears which channel. Nothing is kept: who is not there has missed it. */
export class Channels {
  #listeners = new Map(); // channel → the functions that send to a client

  add(channel, send) {
    const heard = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, heard.add(send));
  }

  remove(channel, send) {
    const heard = this.#listeners.get(channel);
    heard?.delete(send);
    if (heard?.size === 0) this.#listeners.delete(channel);
  }

  /** To how many it was sent; not how many have read it. */
  publish(channel, message) {
    const heard = this.#listeners.get(channel) ?? new Set();
    for (const send of heard) send(['message', channel, message]);
    return heard.size;
  }
}
