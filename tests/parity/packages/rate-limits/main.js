// Two limiters: one in front of routes, one by points, with blocking and rewards.
import express from 'express';
import { MemoryStore, rateLimit } from 'express-rate-limit';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterQueue, RateLimiterUnion } from 'rate-limiter-flexible';

const app = express();
const store = new MemoryStore();
app.use('/api', rateLimit({ windowMs: 60_000, limit: 3, standardHeaders: 'draft-8', legacyHeaders: true, store, identifier: 'api', keyGenerator: (request) => request.get('x-user') ?? 'nobody', message: { error: 'slow down' } }));
app.get('/api', (request, response) => response.json(request.rateLimit && { used: request.rateLimit.used, remaining: request.rateLimit.remaining }));

const server = app.listen(0, async () => {
  const get = async (user) => {
    const response = await fetch(`http://localhost:${server.address().port}/api`, { headers: { 'x-user': user, connection: 'close' } });
    const headers = ['ratelimit-policy', 'x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => response.headers.get(name));
    console.log(user, response.status, await response.text(), ...headers, response.headers.has('retry-after'));
  };
  for (const user of ['ann', 'ann', 'bob', 'ann', 'ann']) await get(user);
  store.resetKey('ann');
  await get('ann');
  server.close();
  store.shutdown();

  const points = new RateLimiterMemory({ points: 5, duration: 60, blockDuration: 120 });
  const tell = (result) => (result instanceof Error ? result.message : { consumed: result.consumedPoints, remaining: result.remainingPoints, first: result.isFirstInDuration, waits: result.msBeforeNext > 60_000 });
  for (const cost of [2, 2, 3, 1]) console.log(cost, tell(await points.consume('key', cost).catch((rejected) => rejected)));
  console.log(tell(await points.get('key')), await points.delete('key'), await points.get('key'));
  console.log(tell(await points.penalty('key', 4)), tell(await points.reward('key', 2)));
  const bursty = new BurstyRateLimiter(new RateLimiterMemory({ points: 1, duration: 10 }), new RateLimiterMemory({ keyPrefix: 'burst', points: 2, duration: 60 }));
  for (let round = 0; round < 4; round += 1) console.log(await bursty.consume('key').then(() => 'through', () => 'held back'));
  const union = new RateLimiterUnion(new RateLimiterMemory({ keyPrefix: 'a', points: 1, duration: 10 }), new RateLimiterMemory({ keyPrefix: 'b', points: 2, duration: 60 }));
  console.log(Object.keys(await union.consume('key')), Object.keys(await union.consume('key').catch((rejected) => rejected)));
  const queue = new RateLimiterQueue(new RateLimiterMemory({ points: 2, duration: 1 }), { maxQueueSize: 1 });
  console.log(await Promise.all([1, 2, 3, 4].map(() => queue.removeTokens(1).then((left) => typeof left, (error) => error.constructor.name))));
  process.exit();
});
