export const SHARDS = [1, 2, 3, 4];

/** A shard that cannot be reached, as against one that says no. */
class ShardDown extends Error {
  constructor(shard, cause) {
    super(`shard ${shard} is down`, { cause });
    this.status = 503;
  }
}

/** Sends a request to one shard. @returns its JSON, or null for a 404 */
export async function ask(shard, path, options) {
  let response;
  let value;
  try {
    response = await fetch(`http://localhost:${4000 + shard}${path}`, {
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(2000),
      ...options,
    });
    value = await response.json();
  } catch (error) {
    throw new ShardDown(shard, error);
  }
  if (response.status === 404) return null;
  if (response.ok) return value;
  throw new Error(`Shard ${shard} answers ${response.status}.`);
}

/** Sends a request to all shards. @returns their answers, in the shards' order */
export const askAll = (path) => Promise.all(SHARDS.map((shard) => ask(shard, path)));
