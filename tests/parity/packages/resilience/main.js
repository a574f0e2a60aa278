// A breaker that opens, half-opens and closes, and jobs by the clock.
import { once } from 'node:events';
import cron from 'node-cron';
import CircuitBreaker from 'opossum';

let broken = true;
const call = async (name) => {
  if (broken) throw new Error(`${name} is down`);
  return `${name} answers`;
};
const breaker = new CircuitBreaker(call, { timeout: 500, errorThresholdPercentage: 50, resetTimeout: 100, volumeThreshold: 3, name: 'call' });
breaker.fallback((name, error) => `instead of ${name}: ${error.message}`);
for (const event of ['open', 'halfOpen', 'close', 'reject', 'failure', 'success', 'fallback']) breaker.on(event, (result) => console.log('event', event, result instanceof Error ? result.message : typeof result === 'number' ? 'number' : result));
for (let round = 0; round < 5; round += 1) console.log(await breaker.fire(`api ${round}`));
console.log(breaker.opened, breaker.halfOpen, breaker.closed);
// The breaker's own timer keeps no program running.
const alive = setTimeout(() => {}, 10_000);
await once(breaker, 'halfOpen');
clearTimeout(alive);
broken = false;
console.log(await breaker.fire('api again'), breaker.closed);
const { fires, failures, rejects, successes, fallbacks } = breaker.stats;
console.log({ fires, failures, rejects, successes, fallbacks });
breaker.shutdown();
const slow = new CircuitBreaker(() => new Promise((resolve) => setTimeout(resolve, 5000).unref()), { timeout: 50 });
const waiting = setTimeout(() => {}, 10_000);
await slow.fire().catch((error) => console.log(error.code, error.message));
slow.shutdown();
clearTimeout(waiting);

console.log(['* * * * *', '*/5 0-12 1,15 * mon-fri', '61 * * * *', 'nonsense'].map((expression) => cron.validate(expression)));
let runs = 0;
const task = cron.schedule('* * * * * *', () => {
  runs += 1;
  if (runs === 2) {
    console.log('ran twice', task.getStatus());
    task.destroy();
  }
}, { name: 'every second', timezone: 'UTC' });
