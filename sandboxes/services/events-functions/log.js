// A log: events in their order, in a file, and for each consumer how far it has read.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const LONGEST = 1000; // events; a real log forgets by age or by key

export class Log {
  #file;
  #events = [];

  constructor(name) {
    this.#file = `${name}.jsonl`;
    if (!existsSync(this.#file)) return;
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    this.#events = lines.filter(Boolean).map((line) => JSON.parse(line));
  }

  get events() {
    return this.#events;
  }

  append(type, data) {
    if (this.#events.length >= LONGEST)
      throw Object.assign(new Error('The log is full'), { status: 503 });
    const event = { id: this.#events.length + 1, type, ...data };
    appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
    this.#events.push(event);
    return event;
  }

  offset(consumer) {
    const file = `${this.#file}.${consumer}`;
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  /** Reads on from the offset. An event that fails stays the next one. */
  read(consumer, handle) {
    const end = this.#events.length;
    for (let offset = this.offset(consumer); offset < end; offset += 1) {
      try {
        handle(this.#events[offset]);
      } catch (error) {
        return `stopped at event ${offset + 1}: ${error.message}`;
      }
      writeFileSync(`${this.#file}.${consumer}`, String(offset + 1));
    }
    return 'up to date';
  }
}
