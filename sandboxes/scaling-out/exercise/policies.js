// Broken on purpose: the first gets all, weights count for nothing, and when one instance
// goes nearly all clients move.
import { createHash } from 'node:crypto';

/**
 * Makes a function that picks one of the instances that are up, at least one, for a client.
 * An instance is { name, port, weight }.
 */
export const policies = {
  turns: () => (instances) => {
    let turn = 0;
    return instances[turn++ % instances.length];
  },

  weighted: () => {
    let turn = -1;
    return (instances) => instances[(turn += 1) % instances.length];
  },

  hash: () => (instances, client) => {
    const number = createHash('sha256').update(client).digest().readUInt32BE();
    return instances[number % instances.length];
  },
};
