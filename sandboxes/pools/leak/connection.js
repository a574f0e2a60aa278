import { connect } from 'node:net';
import { onLine } from './lines.js';

/** One connection: a statement at a time, each message a line of JSON. */
export class Connection {
  isOpen = true;
  onClose = () => {};
  #socket;
  #pending; // whoever waits for an answer

  constructor(port) {
    this.#socket = connect(port);
    onLine(this.#socket, (message) => this.#settle(message));
    this.#socket.on('error', () => {}); // 'close' follows
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve));
    this.#socket.on('close', () => {
      this.isOpen = false;
      this.onClose();
      this.#settle({ error: 'connection closed' });
    });
  }

  send(message) {
    if (!this.isOpen) throw new Error('connection closed');
    if (this.#pending) throw new Error('a statement is on its way');
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#socket.write(`${JSON.stringify(message)}\n`);
    });
  }

  /** `timeout`: milliseconds after which the database cancels the statement. */
  async query(name, values = [], { timeout } = {}) {
    const { rows } = await this.send({ query: name, values, timeout });
    return rows;
  }

  /** Hangs up; resolves when the database has heard it. */
  close() {
    this.isOpen = false;
    this.onClose();
    this.#socket.end();
    return this.closed;
  }

  #settle(message) {
    const { resolve, reject } = this.#pending ?? {};
    this.#pending = undefined;
    const { error, code } = message;
    if (error) reject?.(Object.assign(new Error(error), { code }));
    else resolve?.(message);
  }
}

/** Opens a connection and logs in. `wire`: milliseconds there and back. */
export async function open({ user = 'shop', wire = 0, timeout = 5000 } = {}) {
  const connection = new Connection(5432);
  const timer = setTimeout(() => connection.close(), timeout);
  await connection.send({ login: user, wire })
    .catch((error) => {
      connection.close();
      throw error;
    })
    .finally(() => clearTimeout(timer));
  return connection;
}
