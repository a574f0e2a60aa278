import { mkdirSync, writeFileSync } from 'node:fs';
import { linearize } from './linearizable.js';

const MOST = 24; // operations; the search can take exponential time
const PATIENCE = 1000; // milliseconds
const INITIAL = 30;
const ports = { left: 3001, right: 3002 };
const tell = ({ client, kind, price }) => `${client} ${kind} ${price ?? '?'}`;

/** All that clients have done, with the moments at which it began and ended. */
export class History {
  operations = [];
  cuts = []; // [from, to] in milliseconds
  #moment = 0;
  #start;

  now() {
    this.#start ??= Date.now();
    return Date.now() - this.#start;
  }

  cut(isCut) {
    const last = this.cuts.at(-1);
    if (isCut && last?.length !== 1) this.cuts.push([this.now()]);
    if (!isCut && last?.length === 1) last.push(this.now());
  }

  /** Sends a read (no price) or a write to a replica, and keeps what came of it. */
  async operate(client, mode, price) {
    if (this.operations.length >= MOST)
      throw Object.assign(new Error('the history is full: reset it'), { status: 409 });
    const kind = price === undefined ? 'read' : 'write';
    const operation = { client, kind, price, from: this.now() };
    operation.begin = this.#moment += 1;
    this.operations.push(operation);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      const url = `http://localhost:${ports[client]}/price?mode=${mode}`;
      const response = await fetch(url, {
        method: kind === 'read' ? 'GET' : 'PUT',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: kind === 'read' ? undefined : JSON.stringify({ price }),
        signal: abort.signal,
      });
      const body = await response.json();
      operation.status = response.status;
      if (response.ok) Object.assign(operation, body, { end: (this.#moment += 1) });
      return { status: response.status, body };
    } catch (error) {
      operation.status = 504; // who knows
      return { status: 504, body: { error: `${client}: ${error.message}` } };
    } finally {
      clearTimeout(timer);
      operation.to = this.now();
    }
  }

  /** What was refused (503) did not happen. A write that timed out (504) may have. */
  verdict() {
    const known = this.operations.filter(
      ({ kind, end, status }) => end || (kind === 'write' && status !== 503),
    );
    const { order, longest } = linearize(known, INITIAL);
    if (order) return `linearizable: yes\nas if: ${order.map(tell).join(', ')}`;
    const [next] = known
      .filter((operation) => operation.end && !longest.includes(operation))
      .sort((a, b) => a.end - b.end);
    return `linearizable: no\nas if: ${longest.map(tell).join(', ')}\n` +
      `but then: ${tell(next)}`;
  }

  text() {
    const row = (...cells) =>
      cells.map((cell) => String(cell).padEnd(9)).join('').trimEnd();
    const lines = this.operations.map(({ client, kind, price, from, to, status }) => {
      const refused = status === 200 ? '' : (status ?? '');
      return row(client, kind, price ?? '', from, to ?? '', refused);
    });
    const head = row('client', '', 'price', 'from ms', 'to ms', '');
    return [head, ...lines, '', this.verdict(), ''].join('\n');
  }

  /** Draws each operation as a row of dots, and the cut wire below. */
  draw(name) {
    const rows = [];
    const dots = (from, to, lane, what) => {
      const step = Math.max(40, (to - from) / 15);
      for (let ms = from; ms <= to; ms += step)
        rows.push(`${Math.round(ms)},${lane},${what}`);
    };
    for (const [from, to = this.now()] of this.cuts) dots(from, to, 0, 'wire cut');
    for (const { client, kind, from, to = this.now(), status } of this.operations)
      dots(from, to, client === 'left' ? 1 : 2, status === 200 ? kind : 'refused');
    mkdirSync('plots', { recursive: true });
    writeFileSync(`plots/${name}.csv`, `ms,lane,what\n${rows.join('\n')}\n`);
  }
}
