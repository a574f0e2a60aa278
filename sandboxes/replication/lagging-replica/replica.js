import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { onLine, say } from './lines.js';

const RECONNECT = 50; // milliseconds

/** The side of a node that receives the log and applies it, record by record. */
export class Replica {
  #log;
  #settings; // name, wire and apply in milliseconds
  #socket;
  #free = Promise.resolve(); // when the record before is applied

  constructor(log, settings) {
    this.#log = log;
    this.#settings = settings;
  }

  follow(port) {
    this.stop();
    const socket = connect({ port, noDelay: true }); // small messages, at once
    this.#socket = socket;
    const { name, wire } = this.#settings;
    const from = this.#log.records.length;
    socket.on('connect', () => say(socket, { follow: { name, from, wire } }));
    onLine(socket, ({ record }) => this.#receive(record));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => setTimeout(() => {
      if (this.#socket === socket) this.follow(port);
    }, RECONNECT));
  }

  /** Follows nobody any more: the node was promoted. */
  stop() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
  }

  /** A long query needs what the log would change: replay waits for it. */
  report(ms) {
    this.#free = this.#free.then(() => wait(ms));
  }

  #receive(record) {
    this.#log.receive(record);
    this.#tell({ received: record.lsn });
    this.#free = this.#free.then(async () => {
      await wait(this.#settings.apply);
      this.#log.apply(record);
      this.#tell({ applied: record.lsn });
    });
  }

  #tell(message) {
    setTimeout(say, this.#settings.wire, this.#socket, message);
  }
}
