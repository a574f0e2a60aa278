// Broken on purpose: the last write wins.

/** A counter that nobody has counted with. States are sent as JSON. */
export const empty = () => ({ total: 0, at: 0, node: 0 });

/** `likes` more, which node `node` was given at `at`. @returns the new state */
export function add(state, { likes, node, at }) {
  return { total: state.total + likes, at, node };
}

/** What a node knows, after another one has told it what it knows. */
export function merge(mine, theirs) {
  if (mine.at !== theirs.at) return mine.at > theirs.at ? mine : theirs;
  return mine.node >= theirs.node ? mine : theirs;
}

/** What readers see. */
export const total = (state) => state.total;
