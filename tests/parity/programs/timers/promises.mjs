import { setTimeout as delay, setInterval as every, setImmediate as next, scheduler } from 'node:timers/promises';
console.log(await delay(1, 'value'));
console.log(await next('soon'));
let seen = 0;
for await (const value of every(1, 'tick')) {
  console.log(value);
  seen += 1;
  if (seen === 3) break;
}
const controller = new AbortController();
setTimeout(() => controller.abort(new Error('stop')), 2);
try {
  await delay(1000, null, { signal: controller.signal });
} catch (error) {
  console.log(error.name, error.code, error.message, error.cause.message);
}
try {
  await delay(1, null, { signal: AbortSignal.abort() });
} catch (error) {
  console.log(error.name, error.code, error.cause.name);
}
await scheduler.wait(1);
await scheduler.yield();
await Promise.race([delay(1), delay(2000, null, { ref: false })]);
console.log('done');
