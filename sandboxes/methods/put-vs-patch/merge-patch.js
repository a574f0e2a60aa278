const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON Merge Patch (RFC 7396, section 2): a member that is present is set, a
 * member that is null is removed, a member that is absent is left alone.
 * Returns a new value; `target` stays as it was.
 */
export function mergePatch(target, patch) {
  if (!isObject(patch)) return patch;

  const members = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatch(members.get(name), value));
  }
  return Object.fromEntries(members);
}
