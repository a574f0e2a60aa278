// Draws what happened between a page, the browser and a server, in characters.
const LEFT = 13;
const RIGHT = 54;
const SHOWN = /^(origin|cookie|content-type|access-control-.*|vary|allow)$/;

const to = (text, width) => `${`─ ${text} `.padEnd(width - 1, '─')}▶`;
const from = (text, width) => `◀${` ${text} ─`.padStart(width - 1, '─')}`;
const row = (left, right) => `│${left.padEnd(LEFT)}│${right.padEnd(RIGHT)}│`;

export class Sequence {
  #lines = [`${'page'.padEnd(LEFT)} ${'browser'.padEnd(RIGHT - 4)}server`];
  #checks = [];

  called() {
    this.#lines.push(row(to('fetch()', LEFT), ''));
  }

  returned(what) {
    this.#lines.push(row(from(what, LEFT), ''));
  }

  checked(check) {
    const number = this.#checks.push(check);
    this.#lines.push(row('', ` ${number} ${check.title} ${check.ok ? 'yes' : 'no'}`));
  }

  sent(method, url, headers) {
    this.#lines.push(row('', to(`${method} ${url.href}`, RIGHT)));
    this.#headers(headers);
  }

  answered({ status, headers }) {
    this.#lines.push(row('', from(String(status), RIGHT)));
    this.#headers(headers);
  }

  #headers(headers) {
    const shown = Object.entries(headers).filter(([name]) => SHOWN.test(name));
    for (const header of shown) this.#lines.push(row('', `  ${header.join(': ')}`));
  }

  toString() {
    const why = this.#checks.map(
      ({ found, says }, index) => `${index + 1} ${found}\n  ${says}`,
    );
    return [...this.#lines, '', ...why].join('\n');
  }
}
