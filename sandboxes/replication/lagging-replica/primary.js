import { modes, SEMI_TIMEOUT } from './commit.js';
import { say } from './lines.js';

/** The side of a node that takes writes and ships the log. */
export class Primary {
  #log;
  #replicas = new Map(); // name → { socket, wire, received, applied }
  #waiting = []; // writes whose client has heard nothing yet
  #semi = true; // false after a time-out, until a replica has caught up

  constructor(log, names) {
    this.#log = log;
    for (const name of names) this.#replicas.set(name, { received: 0, applied: 0 });
  }

  /** @returns when the mode allows to say "done" */
  write(text, mode) {
    const record = this.#log.append(text);
    for (const replica of this.#replicas.values()) this.#ship(replica, record);
    return new Promise((resolve) => {
      const waiter = { lsn: record.lsn, mode, resolve };
      this.#waiting.push(waiter);
      if (mode === 'semi' && this.#semi) {
        waiter.timer = setTimeout(() => {
          this.#semi = false;
          this.#settle();
        }, SEMI_TIMEOUT);
      }
      this.#settle();
    });
  }

  /** A replica has connected, and has the log up to `from`. */
  follow({ name, from, wire }, socket) {
    const replica = { socket, wire, received: from, applied: from };
    this.#replicas.set(name, replica);
    socket.on('close', () => (replica.socket = undefined));
    for (const record of this.#log.records.slice(from)) this.#ship(replica, record);
    return (message) => {
      Object.assign(replica, message);
      if (replica.received === this.#log.records.length) this.#semi = true;
      this.#settle();
    };
  }

  /** As in pg_stat_replication: where each replica is, as far as it has told. */
  status() {
    const { records } = this.#log;
    return [...this.#replicas].map(([name, { socket, received, applied }]) => {
      const oldest = records[applied]; // the first record that it does not show
      const lagMs = oldest ? Date.now() - oldest.at : 0;
      return { name, connected: socket !== undefined, received, applied, lagMs };
    });
  }

  // `wire` stands for all that lies between a commit here and its copy there.
  #ship({ socket, wire }, record) {
    if (socket) setTimeout(say, wire, socket, { record });
  }

  #settle() {
    const replicas = [...this.#replicas.values()];
    this.#waiting = this.#waiting.filter(({ lsn, mode, resolve, timer }) => {
      const alone = mode === 'semi' && !this.#semi;
      if (!alone && !modes[mode](lsn, replicas)) return true;
      clearTimeout(timer);
      resolve({ lsn });
      return false;
    });
  }
}
