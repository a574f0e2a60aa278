// Broken on purpose: there are values that a PATCH cannot set.

/** Returns the player as the patch leaves it; `player` stays as it was. */
export function applyPatch(player, patch) {
  const changed = { ...player };
  if (patch.name) changed.name = patch.name;
  if (patch.score) changed.score = patch.score;
  if (patch.active) changed.active = patch.active;
  if (patch.nick) changed.nick = patch.nick;
  return changed;
}
