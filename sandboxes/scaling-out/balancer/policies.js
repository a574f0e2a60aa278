import { createHash } from 'node:crypto';

const fewest = (instances) => {
  const least = Math.min(...instances.map(({ active }) => active));
  return instances.filter(({ active }) => active === least);
};

// Rendezvous hashing: who is highest for this key. If one goes, only its keys move.
const score = (key, name) =>
  createHash('sha256').update(`${key}/${name}`).digest().readUInt32BE();
const highest = (instances, key) => {
  const scores = instances.map(({ name }) => score(key, name));
  return instances[scores.indexOf(Math.max(...scores))];
};

/**
 * Each policy, made anew for a pool, picks an instance for a request.
 * An instance is { name, weight, active }: how many requests it has at the moment.
 */
export const policies = {
  'round-robin': () => {
    let turn = -1;
    return (instances) => instances[(turn += 1) % instances.length];
  },

  // Smooth, as in nginx: everybody gains their weight, the richest pays for the round.
  weighted: () => {
    const credit = new Map();
    return (instances) => {
      let total = 0;
      for (const { name, weight } of instances) {
        credit.set(name, (credit.get(name) ?? 0) + weight);
        total += weight;
      }
      const best = instances.reduce((one, other) =>
        (credit.get(other.name) > credit.get(one.name) ? other : one));
      credit.set(best.name, credit.get(best.name) - total);
      return best;
    };
  },

  'least-connections': () => {
    let turn = -1; // among those that have equally few
    return (instances) => {
      const best = fewest(instances);
      return best[(turn += 1) % best.length];
    };
  },

  hash: () => highest,
};

/** What nginx's ip_hash takes of an IPv4 address: the first three of its four numbers. */
export const network24 = (address) => address.split('.').slice(0, 3).join('.');
