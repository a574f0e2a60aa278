/**
 * JSON Merge Patch (RFC 7396) for a player, who has no objects within: a member that
 * is present is set, one that is null is removed, one that is absent is left alone.
 * Returns the player as the patch leaves it; `player` stays as it was.
 */
export function applyPatch(player, patch) {
  if (Array.isArray(patch)) return patch; // no object takes the player's place

  const members = new Map(Object.entries(player));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, value);
  }
  return Object.fromEntries(members);
}
