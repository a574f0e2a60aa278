// What goes by time in an API: tokens, limits and a breaker in front of another service.
import { text } from 'node:stream/consumers';
import { get } from 'node:http';
import { performance } from 'node:perf_hooks';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { SignJWT, jwtVerify } from 'jose';
import jwt from 'jsonwebtoken';
import CircuitBreaker from 'opossum';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const SECRET = 'a secret of at least thirty-two bytes';
const key = new TextEncoder().encode(SECRET);
const app = express();

app.get('/tokens', async (request, response) => response.json({
  jsonwebtoken: jwt.sign({ sub: 'ann' }, SECRET, { expiresIn: '15m' }),
  jose: await new SignJWT({ sub: 'ann' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('15m').sign(key),
}));
app.get('/verify', async (request, response) => {
  const token = request.get('authorization');
  const by = { jsonwebtoken: 'valid', jose: 'valid' };
  try {
    jwt.verify(token, SECRET);
  } catch (error) {
    by.jsonwebtoken = error.message;
  }
  await jwtVerify(token, key).catch((error) => (by.jose = error.code));
  response.json(by);
});

app.get('/window', rateLimit({ windowMs: 60_000, limit: 2, standardHeaders: 'draft-8', legacyHeaders: false }), (request, response) => response.send('ok'));
const points = new RateLimiterMemory({ points: 3, duration: 10 });
app.get('/points', (request, response) => points.consume('ann').then(
  ({ remainingPoints }) => response.json({ left: remainingPoints }),
  ({ msBeforeNext }) => response.status(429).json({ wait: msBeforeNext }),
));

const ask = () => new Promise((resolve, reject) => {
  get({ port: 4000, host: '127.0.0.1', agent: false }, (response) => resolve(text(response))).on('error', reject);
});
// Its statistics turn over once an hour, not each second: every timer that fires makes the check take longer.
const breaker = new CircuitBreaker(ask, { timeout: 1000, resetTimeout: 30_000, errorThresholdPercentage: 10, rollingCountTimeout: 3_600_000, rollingCountBuckets: 1 });
app.get('/stock', async (request, response) => {
  const answer = await breaker.fire().catch((error) => error.code);
  response.json({ answer, state: breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed' });
});
app.get('/breaker', (request, response) => response.json(breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed'));

const began = { date: Date.now(), performance: performance.now(), hrtime: process.hrtime(), bigint: process.hrtime.bigint() };
app.get('/clocks', (request, response) => {
  const [seconds, nanoseconds] = process.hrtime(began.hrtime);
  response.json({
    date: Date.now() - began.date,
    new: new Date() - began.date,
    performance: performance.now() - began.performance,
    hrtime: seconds * 1000 + nanoseconds / 1e6,
    bigint: Number(process.hrtime.bigint() - began.bigint) / 1e6,
  });
});

const server = app.listen(3000);
server.keepAliveTimeout = 5000;
