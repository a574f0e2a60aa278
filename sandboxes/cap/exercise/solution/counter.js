/** A counter that nobody has counted with: node → likes that this node was given. */
export const empty = () => ({});

/** `likes` more. Only the node itself raises its own number. @returns the new state */
export function add(state, { likes, node }) {
  return { ...state, [node]: (state[node] ?? 0) + likes };
}

/** Numbers only rise, so the larger one is the later one, however often it comes. */
export function merge(mine, theirs) {
  const merged = { ...mine };
  for (const [node, likes] of Object.entries(theirs))
    merged[node] = Math.max(merged[node] ?? 0, likes);
  return merged;
}

/** What readers see. */
export const total = (state) =>
  Object.values(state).reduce((sum, likes) => sum + likes, 0);
