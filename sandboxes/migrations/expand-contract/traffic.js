import { up } from './instances.js';

const users = Array.from({ length: 60 }, (_, n) => n + 1);

/** Requests to whichever instance is up, in turn, and what became of them. */
export function traffic() {
  const expected = new Map(users.map((id) => [id, `user ${id}`]));
  let count = 0;

  async function send(method, path, name) {
    const ports = [...up.keys()].sort();
    const port = ports[count % ports.length];
    const response = await fetch(`http://localhost:${port}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'Connection': 'close' },
      body: name && JSON.stringify({ name }),
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined); // nobody answers
    return { ok: response?.ok, body: await response?.json() };
  }
  const pick = () => {
    const ids = [...expected.keys()];
    return ids[(count * 7919) % ids.length];
  };
  const kinds = [
    async function write() {
      const id = pick();
      const name = `user ${id}, request ${count}`;
      const { ok } = await send('PUT', `/users/${id}`, name);
      if (ok) expected.set(id, name); // this was promised
      return ok ? 'right' : 'failed';
    },
    read,
    read,
    async function create() {
      const name = `new at request ${count}`;
      const { ok, body } = await send('POST', '/users', name);
      if (ok) expected.set(body.id, name);
      return ok ? 'right' : 'failed';
    },
  ];
  async function read() {
    const id = pick();
    const { ok, body } = await send('GET', `/users/${id}`);
    if (!ok) return 'failed';
    return body.name === expected.get(id) ? 'right' : 'wrong';
  }

  /** Sends ten requests, one after the other. */
  return async function second() {
    const outcome = { right: 0, wrong: 0, failed: 0 };
    for (let n = 0; n < 10; n += 1) {
      count += 1;
      const kind = kinds[(count + Math.floor(count / 4)) % 4];
      outcome[await kind()] += 1;
    }
    return outcome;
  };
}
