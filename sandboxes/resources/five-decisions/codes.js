import { on } from './decisions.js';
import { trial } from './trial.js';

const keys = { Ada: 'shop_test_ada_9vK2', Bob: 'shop_test_bob_4mQ7' };

async function send(base, who, method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  if (keys[who]) headers.Authorization = `Bearer ${keys[who]}`;
  const response = await fetch(base + path, { method, headers, body });
  await response.arrayBuffer();
  const request = `${method.padEnd(7)}${path.padEnd(21)}${who.padEnd(8)}`;
  const line = request + response.status;
  return { line, location: response.headers.get('Location') };
}

/** All five decisions on: one request for each of eleven codes. */
export const codes = (base) =>
  trial(Object.fromEntries(Object.keys(on).map((name) => [name, true])), async () => {
    const lines = [];
    const ask = async (...request) => {
      const { line, location } = await send(base, ...request);
      lines.push(line);
      return location;
    };
    const created = await ask('Ada', 'POST', '/v1/orders', '{ "lamp": "desk" }');
    await ask('Ada', 'GET', created);
    await ask('Ada', 'DELETE', created);
    await ask('Ada', 'GET', '/v1/orders?limit=-1');
    await ask('nobody', 'GET', '/v1/orders');
    await ask('Bob', 'DELETE', '/v1/orders/3');
    await ask('Ada', 'GET', created);
    await ask('Ada', 'DELETE', '/v1/orders/2');
    await ask('Ada', 'POST', '/v1/orders', '{ "lamp": "DESK" }');
    await ask('Ada', 'GET', '/v1/orders/11');
    for (let n = 0; n < 9; n += 1) await send(base, 'Bob', 'GET', '/v1/orders');
    await ask('Bob', 'GET', '/v1/orders');
    return lines.join('\n');
  });
