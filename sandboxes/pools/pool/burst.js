import { setTimeout as sleep } from 'node:timers/promises';

const mean = (numbers) =>
  Math.round((10 * numbers.reduce((a, b) => a + b, 0)) / (numbers.length || 1)) / 10;

/** Starts `work` 32 times at once, or `every` milliseconds 12 times, and counts. */
export async function burst(work, every = 0) {
  const failed = {};
  const times = [];
  const fails = [];
  async function one() {
    const start = Date.now();
    try {
      await work();
      times.push(Date.now() - start);
    } catch (error) {
      failed[error.message] = (failed[error.message] ?? 0) + 1;
      fails.push(Date.now() - start);
    }
  }
  const all = [];
  for (let n = 1; n <= (every > 0 ? 12 : 32); n += 1) {
    all.push(one());
    if (every > 0) await sleep(every);
  }
  await Promise.all(all);
  const answered = { answered: times.length, meanMs: mean(times) };
  if (fails.length === 0) return { ...answered, slowestMs: Math.max(...times) };
  const failedWithinMs = Math.max(...fails);
  return { ...answered, slowestMs: Math.max(0, ...times), failed, failedWithinMs };
}
