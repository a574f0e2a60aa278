import { randomUUID } from 'node:crypto';
import * as atomic from './atomic.js';
import { RedisModel } from './redis-model.js';
import * as taught from './taught.js';

const policy = { limit: 5, seconds: 60 };
const HOUR = 60 * 60 * 1000;

/** Sends n requests at once; answers how many were admitted. */
async function sendAtOnce(n, limiter) {
  const answers = await Promise.all(Array.from({ length: n }, limiter));
  return answers.filter(Boolean).length;
}

/** The first request comes from a process that dies as soon as it has counted. */
async function crash(name, { countAndExpire }) {
  const redis = new RedisModel();
  const die = () => {
    throw new Error('the process is gone');
  };
  await countAndExpire(redis, 'ann', policy, die).catch(() => {});
  const ttl = await redis.ttl('ann');

  const admitted = [];
  for (let hour = 1; hour <= 2; hour += 1) {
    redis.now += HOUR;
    admitted.push(await sendAtOnce(5, () => countAndExpire(redis, 'ann', policy)));
  }
  console.log(`  ${name}  TTL ${ttl}; of 5 an hour later: ${admitted.join(', then ')}`);
}

async function race(name, limiter) {
  const redis = new RedisModel();
  const admitted = await sendAtOnce(20, () => limiter(redis));
  const remembered = await redis.zCard('ann');
  console.log(`  ${name.padEnd(27)} ${admitted} admitted, ${remembered} remembered`);
}

console.log('INCR and EXPIRE, limit 5 a minute; a process dies after INCR');
await crash('two steps ', taught);
await crash('one script', atomic);

console.log('\nSorted set, limit 5 a minute; 20 requests in one millisecond');
await race('three steps, member = time', (redis) =>
  taught.trimCountAdd(redis, 'ann', policy, (now) => String(now)),
);
await race('three steps, unique member', (redis) =>
  taught.trimCountAdd(redis, 'ann', policy, () => randomUUID()),
);
await race('one script, unique member', (redis) =>
  atomic.trimCountAdd(redis, 'ann', policy),
);
