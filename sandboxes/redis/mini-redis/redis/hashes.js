import { integer } from './numbers.js';
import { RedisError } from './resp.js';

const read = (store, key) => store.read(key, 'hash') ?? new Map();
const open = (store, key) => store.open(key, 'hash', () => new Map());

export const hashes = {
  HSET: [-4, (store, key, ...pairs) => {
    if (pairs.length % 2) {
      throw new RedisError("ERR wrong number of arguments for 'hset' command");
    }
    const hash = open(store, key);
    const before = hash.size;
    for (let i = 0; i < pairs.length; i += 2) hash.set(pairs[i], pairs[i + 1]);
    return hash.size - before; // fields that are new
  }],
  HGET: [3, (store, key, field) => read(store, key).get(field)],
  HGETALL: [2, (store, key) => new Map(read(store, key))],
  HLEN: [2, (store, key) => read(store, key).size],
  HDEL: [-3, (store, key, ...fields) => {
    const hash = read(store, key);
    const removed = fields.filter((field) => hash.delete(field)).length;
    store.removeIfEmpty(key, hash.size);
    return removed;
  }],
  HINCRBY: [4, (store, key, field, by) => {
    const sum = integer(read(store, key).get(field) ?? '0') + integer(by);
    open(store, key).set(field, String(sum));
    return sum;
  }],
};
