import { setTimeout as delay } from 'node:timers/promises';
process.nextTick(() => console.log('tick 1'));
Promise.resolve().then(() => {
  console.log('promise 1');
  process.nextTick(() => console.log('tick from promise'));
});
queueMicrotask(() => console.log('microtask'));
console.log('before await');
await null;
console.log('after await');
process.nextTick(() => console.log('tick after await'));
await Promise.resolve();
console.log('after second await');
await delay(2);
console.log('after delay');
process.nextTick(() => console.log('tick after delay'));
Promise.resolve().then(() => console.log('promise after delay'));
setImmediate(() => console.log('immediate'));
