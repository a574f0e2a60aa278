export const SHARDS = [1, 2, 3, 4];
const PATIENCE = 2000; // milliseconds: a shard that is silent counts as down

/** A shard that cannot be reached, as against one that says no. */
export class ShardDown extends Error {
  constructor(shard, cause) {
    super(`shard ${shard} is down`, { cause });
    this.shard = shard;
    this.status = 503;
  }
}

const counts = new Map(SHARDS.map((shard) => [shard, 0]));
/** How many requests each shard has got since the last call. */
export function takeCounts() {
  const taken = SHARDS.map((shard) => counts.get(shard));
  for (const shard of SHARDS) counts.set(shard, 0);
  return taken;
}

/** Sends a request to one shard. @returns its JSON, or null for a 404 */
export async function ask(shard, path, { method = 'GET', body } = {}) {
  counts.set(shard, counts.get(shard) + 1);
  let response;
  let text;
  try {
    response = await fetch(`http://localhost:${4000 + shard}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await response.text();
  } catch (error) {
    throw new ShardDown(shard, error);
  }
  if (response.status === 404) return null;
  if (!response.ok) {
    const message = `shard ${shard} answers ${response.status}: ${text}`;
    throw Object.assign(new Error(message), { status: 502 });
  }
  return JSON.parse(text);
}

/** Sends a request to all shards at once. @returns each answer, and who has none */
export async function askAll(path) {
  const results = await Promise.allSettled(SHARDS.map((shard) => ask(shard, path)));
  const answers = [];
  const missing = [];
  for (const [n, { status, value, reason }] of results.entries()) {
    if (status === 'fulfilled') answers.push({ shard: SHARDS[n], value });
    else if (reason instanceof ShardDown) missing.push(SHARDS[n]);
    else throw reason;
  }
  return { answers, missing };
}
