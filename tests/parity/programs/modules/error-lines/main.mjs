import { deep } from './lib.mjs';
import { createRequire } from 'node:module';
const legacy = createRequire(import.meta.url)('./legacy.cjs');
try {
  deep(3);
} catch (error) {
  console.log(error.stack);
}
try {
  legacy(() => deep(0));
} catch (error) {
  console.log(error.stack);
}
async function asynchronous() {
  await null;
  await Promise.all([1, 2].map(async (n) => {
    await n;
    if (n === 2) deep(0);
  }));
}
await asynchronous().catch((error) => console.log(error.stack));
class Thing {
  #secret() {
    throw new Error('private');
  }
  static make() {
    return new Thing().run();
  }
  get value() {
    return this.#secret();
  }
  run() {
    return this.value;
  }
}
try {
  Thing.make();
} catch (error) {
  console.log(error.stack);
}
new Thing().run();
