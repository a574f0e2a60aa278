import { ask, redis } from './client.js';

const KEY = 'board';

export const addPoints = (player, points) => ask(redis.zIncrBy(KEY, points, player));

/** Place in the order: of two with the same score, one comes first. */
export const placeOf = (player) => ask(redis.zRevRank(KEY, player));

/** Rank as in sports: how many have more, plus one. Who ties, shares it. */
export async function rankOf(score) {
  return (await ask(redis.zCount(KEY, `(${score}`, '+inf'))) + 1;
}

export async function player(name) {
  const [score, place] = await Promise.all([
    ask(redis.zScore(KEY, name)),
    placeOf(name),
  ]);
  if (score === null) return null;
  return { player: name, score, place, rank: await rankOf(score) };
}

export async function top(n) {
  const best = await ask(redis.zRangeWithScores(KEY, 0, n - 1, { REV: true }));
  let rank = 0;
  return best.map(({ value, score }, i) => {
    // They come in order, so that one command is enough for all ranks.
    if (score !== best[i - 1]?.score) rank = i + 1;
    return { rank, player: value, score };
  });
}
