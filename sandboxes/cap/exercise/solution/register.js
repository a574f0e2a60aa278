import { following, keep, mine, newer } from './entries.js';
import { ask, peers } from './peers.js';

const unreachable = (cause) =>
  Object.assign(new Error('no majority can be reached', { cause }), { status: 503 });

/** This node and the first other one that answers: two of three are a majority. */
async function another(method, key, entry) {
  const asked = peers.map((peer) => ask(peer, method, `/entries/${key}`, entry));
  try {
    return await Promise.any(asked);
  } catch (error) {
    throw unreachable(error);
  }
}

const newest = async (key) => {
  const theirs = await another('GET', key);
  return newer(theirs, mine(key));
};

/** Two have it before it is acknowledged, so two that are read include one of them. */
async function spread(key, entry) {
  await another('PUT', key, entry);
  keep(key, entry);
  return entry;
}

/** @returns the newest entry of a register; rejects with `unreachable()` */
export async function read(key) {
  return spread(key, await newest(key)); // the next reader must not find less
}

/** Writes a register. @returns its new entry; rejects with `unreachable()` */
export async function write(key, value) {
  return spread(key, following(await newest(key), value));
}
