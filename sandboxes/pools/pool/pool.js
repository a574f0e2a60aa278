/** The pool cannot help now. The caller answers 503. */
export class PoolError extends Error {}

/** Lends connections. `connect` opens one; times are milliseconds. */
export class Pool {
  #idle = []; // the one used last is at the end
  #lent = new Map(); // connection → who has it, and since when
  #waiting = []; // who waits, in order of arrival
  #opening = 0;

  constructor(connect, settings) {
    this.connect = connect;
    this.settings = settings; // size, queueLimit, acquireTimeout, idleTimeout
  }

  async acquire(by = 'unknown') {
    const { size, queueLimit, acquireTimeout } = this.settings;
    if (this.#idle.length > 0 || this.#total() < size) return this.#take(by);
    if (this.#waiting.length >= queueLimit) throw new PoolError('queue is full');
    return new Promise((resolve, reject) => {
      const waiter = { by, resolve, reject };
      waiter.timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(new PoolError(`no connection within ${acquireTimeout} ms`));
      }, acquireTimeout);
      this.#waiting.push(waiter);
    });
  }

  release(connection) {
    if (!this.#lent.delete(connection)) throw new Error('released twice');
    if (connection.isOpen) this.#keep(connection);
    this.#serve();
  }

  /** Lends a connection for as long as `work` takes, however that ends. */
  async use(by, work) {
    const connection = await this.acquire(by);
    try {
      return await work(connection);
    } finally {
      this.release(connection);
    }
  }

  state() {
    const [idle, lent] = [this.#idle.length, this.#lent.size];
    return { total: this.#total(), idle, lent, waiting: this.#waiting.length };
  }

  /** Who has a connection, and for how long. */
  holders() {
    const holders = [...this.#lent.values()];
    return holders.map(({ by, since }) => ({ by, ms: Date.now() - since }));
  }

  closeIdle() {
    return Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  #total() {
    return this.#idle.length + this.#lent.size + this.#opening;
  }

  async #take(by) {
    const idle = this.#idle.pop();
    clearTimeout(idle?.timer);
    if (!idle) this.#opening += 1;
    try {
      const connection = idle ?? (await this.connect());
      this.#lent.set(connection, { by, since: Date.now() });
      return connection;
    } catch (error) {
      queueMicrotask(() => this.#serve()); // its place is free again
      throw error;
    } finally {
      if (!idle) this.#opening -= 1;
    }
  }

  #keep(connection) {
    const forget = () => {
      const place = this.#idle.indexOf(connection);
      if (place >= 0) this.#idle.splice(place, 1);
    };
    connection.onClose = forget; // the database may close it, too
    connection.timer = setTimeout(() => connection.close(), this.settings.idleTimeout);
    connection.timer.unref();
    this.#idle.push(connection);
  }

  #serve() {
    if (this.#waiting.length === 0) return;
    if (this.#idle.length === 0 && this.#total() >= this.settings.size) return;
    const { by, resolve, reject, timer } = this.#waiting.shift();
    clearTimeout(timer);
    this.#take(by).then(resolve, reject);
  }
}
