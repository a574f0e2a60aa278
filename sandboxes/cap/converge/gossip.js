/** Numbers from 0 to below 1 that are the same in each run (mulberry32). */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each replica sends its state to one other, whichever. */
export function gossip(states, merge, random) {
  for (const from of states.keys()) {
    const to = (from + 1 + Math.floor(random() * (states.length - 1))) % states.length;
    states[to] = merge(states[to], states[from]);
  }
}
