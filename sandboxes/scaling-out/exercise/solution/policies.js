import { createHash } from 'node:crypto';

const score = (client, name) =>
  createHash('sha256').update(`${client}/${name}`).digest().readUInt32BE();

/**
 * Makes a function that picks one of the instances that are up, at least one, for a client.
 * An instance is { name, port, weight }.
 */
export const policies = {
  turns: () => {
    let turn = -1; // kept from one request to the next
    return (instances) => instances[(turn += 1) % instances.length];
  },

  // Everybody gains their weight, the richest is picked and pays for the round.
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

  // Who is highest for this client. If one goes, only its clients move.
  hash: () => (instances, client) => {
    const scores = instances.map(({ name }) => score(client, name));
    return instances[scores.indexOf(Math.max(...scores))];
  },
};
