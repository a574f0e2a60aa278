// The catalog, a slow service. It stays as it is; what is asked of it is counted.
import { setTimeout as sleep } from 'node:timers/promises';

const MOST = 200;
const products = new Map([
  ['lamp', { id: 'lamp', price: 100 }],
  ['chair', { id: 'chair', price: 80 }],
]);
let calls = 0;
let failures = 0;

async function answer(look) {
  calls += 1;
  const failing = failures > 0;
  if (failing) failures -= 1;
  await sleep(10); // the question on its way
  const found = look(); // what is true now
  await sleep(60); // the answer on its way
  if (failing) throw new Error('the catalog is down');
  return found;
}

export const list = () => answer(() => [...products.values()]);
export const find = (id) => answer(() => products.get(id));

/** @returns whether there was room */
export async function save(product) {
  await sleep(30);
  if (!products.has(product.id) && products.size === MOST) return false;
  products.set(product.id, product);
  return true;
}

export const count = () => calls;
export const failNext = (times) => (failures = times);
