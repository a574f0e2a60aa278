// Two counters. Each replica has a state of its own: `like` changes it, `merge` joins
// what another replica has sent, `total` is what readers see.

/** The whole number, and when it was written. The later one replaces the other. */
export const lastWriteWins = {
  empty: () => ({ likes: 0, time: 0, by: 0 }),
  like: ({ likes }, { replica, time }) => ({ likes: likes + 1, time, by: replica }),
  merge(a, b) {
    if (a.time !== b.time) return a.time > b.time ? a : b;
    return a.by > b.by ? a : b; // the same millisecond: everybody must choose alike
  },
  total: ({ likes }) => likes,
};

/** A number for each replica, which only that replica raises. Merged by the larger. */
export const gCounter = {
  empty: () => [0, 0, 0, 0, 0],
  like: (counts, { replica }) => counts.with(replica, counts[replica] + 1),
  merge: (a, b) => a.map((count, replica) => Math.max(count, b[replica])),
  total: (counts) => counts.reduce((sum, count) => sum + count),
};
