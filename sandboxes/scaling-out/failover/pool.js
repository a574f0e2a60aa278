const MAX_FAILS = 2; // failures in a row, then an instance is left out
const LEFT_OUT = 300; // milliseconds, unless checks decide
const PERIOD = 500; // milliseconds between two checks
const PATIENCE = 200; // milliseconds that a check waits

/** How much care is taken: retry, leave out who fails, ask who is left out. */
export const CARES = ['none', 'passive', 'active'];

export class Pool {
  care = 'active';
  #turn = -1;
  #instances = ['a', 'b', 'c'].map((name, n) => ({ name, port: 4001 + n }));

  #timer;

  constructor() {
    this.reset();
  }

  reset(care = 'active') {
    this.care = care;
    this.#turn = -1;
    for (const each of this.#instances) {
      Object.assign(each, { state: 'in', active: 0, fails: 0, outUntil: 0 });
    }
    this.set('c', 'out'); // the spare one
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#checks(), 17);
  }

  set(name, state) {
    const instance = this.#instances.find((each) => each.name === name);
    if (instance) Object.assign(instance, { state, fails: 0, outUntil: 0 });
    return instance;
  }

  #isUp = ({ state, outUntil }) => state === 'in' && outUntil <= Date.now();

  /** The next one in turn that is in, up and not among `tried`. */
  pick(tried) {
    const usable = this.#instances.filter(
      (each) => this.#isUp(each) && !tried.has(each),
    );
    return usable[(this.#turn += 1) % usable.length];
  }

  succeeded(instance) {
    instance.fails = 0;
  }

  failed(instance) {
    instance.fails += 1;
    if (this.care === 'none' || instance.fails < MAX_FAILS) return;
    instance.outUntil = this.care === 'active' ? Infinity : Date.now() + LEFT_OUT;
  }

  async #checks() {
    this.#timer = setTimeout(() => this.#checks(), PERIOD);
    if (this.care !== 'active') return;
    await Promise.all(this.#instances.map(async (instance) => {
      const isWell = await this.#isWell(instance);
      if (!isWell) this.failed(instance);
      else if (instance.outUntil > 0) {
        Object.assign(instance, { fails: 0, outUntil: 0 });
      }
    }));
  }

  async #isWell({ port }) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const { signal } = patience;
      const response = await fetch(`http://localhost:${port}/health`, { signal });
      await response.text();
      return response.ok;
    } catch {
      return false; // refused, reset or late
    } finally {
      clearTimeout(timer);
    }
  }

  list() {
    return this.#instances.map((each) => ({
      name: each.name,
      state: each.state === 'in' && !this.#isUp(each) ? 'down' : each.state,
      active: each.active,
    }));
  }
}
