import { DatabaseSync } from 'node:sqlite';

/** So many connections. Who finds none waits in line. */
export class Pool {
  #free = [];
  #line = [];

  constructor(size) {
    for (let n = 0; n < size; n += 1) {
      const db = new DatabaseSync(':memory:');
      db.exec(`CREATE TABLE items (name TEXT PRIMARY KEY, price INT NOT NULL);
        INSERT INTO items VALUES ('lamp', 40), ('tent', 90), ('rope', 12)`);
      this.#free.push(db);
    }
  }

  /** Lends a connection while `work` is done. */
  async use(work) {
    if (this.#line.length === 1000) throw new Error('the line is full');
    const db = this.#free.pop() ?? (await new Promise((go) => this.#line.push(go)));
    try {
      return await work(db);
    } finally {
      const next = this.#line.shift();
      if (next) next(db);
      else this.#free.push(db);
    }
  }
}
