// Draws who asked whom, in lanes. Random values get short names: the first code is c1.
const LANES = ['Ann', 'Mallory', 'prints', 'album', 'site'];
const WIDTH = 10;
const SHORT = { state: 's', nonce: 'n', code: 'c', code_challenge: 'h' };

const laneOf = (host) =>
  (host.endsWith('mallory.example') ? 'site' : host.split('.')[0]);

export class Sequence {
  refusals = []; // names of checks
  #lines = [];
  #names = new Map();
  #counts = {};

  #name(parameter, value) {
    if (!this.#names.has(value)) {
      this.#counts[parameter] = (this.#counts[parameter] ?? 0) + 1;
      this.#names.set(value, SHORT[parameter] + this.#counts[parameter]);
    }
    return this.#names.get(value);
  }

  #short(url) {
    const shown = [...url.searchParams].filter(([name]) => name in SHORT);
    const values = shown.map(([name, value]) => `${name}=${this.#name(name, value)}`);
    return [url.pathname, ...values].join(' ');
  }

  #arrow(from, to, text) {
    const [a, b] = [LANES.indexOf(from), LANES.indexOf(to)];
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    let line = '';
    for (let lane = 0; lane < LANES.length; lane += 1) {
      const inside = lane >= left && lane < right;
      const head = inside && (a < b ? lane === right - 1 : lane === left);
      const dashes = '─'.repeat(WIDTH - 1 - (head ? 1 : 0));
      const span = a < b ? dashes + (head ? '▶' : '') : (head ? '◀' : '') + dashes;
      const empty = ' '.repeat(lane < LANES.length - 1 ? WIDTH - 1 : 1);
      line += '│' + (inside ? span : empty);
    }
    this.#lines.push(`${line} ${text}`);
  }

  ask(owner, host, method, url) {
    this.#arrow(owner, laneOf(host), `${method} ${this.#short(url)}`);
  }

  answer(owner, host, { status, body, asked, location }) {
    const lane = laneOf(host);
    if (body?.check) this.refusals.push(body.check);
    if (asked) this.#arrow(lane, 'album', asked);
    const to = location ? ` to ${URL.parse(location)?.hostname ?? location}` : '';
    this.#arrow(lane, owner, `${status}${to}${body?.error ? ` ${body.error}` : ''}`);
  }

  toString() {
    const head = LANES.map((name) => name.padEnd(WIDTH)).join('').trimEnd();
    return [head, ...this.#lines].join('\n');
  }
}
