const read = (store, key) => store.read(key, 'set') ?? new Set();

export const sets = {
  SADD: [-3, (store, key, ...members) => {
    const set = store.open(key, 'set', () => new Set());
    const before = set.size;
    for (const member of members) set.add(member);
    return set.size - before;
  }],
  SREM: [-3, (store, key, ...members) => {
    const set = read(store, key);
    const removed = members.filter((member) => set.delete(member)).length;
    store.removeIfEmpty(key, set.size);
    return removed;
  }],
  SISMEMBER: [3, (store, key, member) => Number(read(store, key).has(member))],
  SMEMBERS: [2, (store, key) => new Set(read(store, key))],
  SCARD: [2, (store, key) => read(store, key).size],
  SINTER: [-2, (store, ...keys) =>
    keys.map((key) => read(store, key)).reduce((a, b) => a.intersection(b))],
};
