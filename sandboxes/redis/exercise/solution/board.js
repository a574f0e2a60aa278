import { ask, redis } from './client.js';

const KEY = 'board';

export const addPoints = (player, points) => ask(redis.zIncrBy(KEY, points, player));

/** { player, score, rank }, or null. Who has as many points has the same rank. */
export async function player(name) {
  const score = await ask(redis.zScore(KEY, name));
  if (score === null) return null;
  const better = await ask(redis.zCount(KEY, `(${score}`, '+inf'));
  return { player: name, score, rank: better + 1 };
}

/** The best, each with its rank. */
export async function top(n) {
  const best = await ask(redis.zRangeWithScores(KEY, 0, n - 1, { REV: true }));
  let rank = 0;
  return best.map(({ value, score }, i) => {
    if (score !== best[i - 1]?.score) rank = i + 1;
    return { player: value, score, rank };
  });
}
