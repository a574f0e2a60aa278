/** Adds the members that `target` lacks, not enumerable, as the language defines its own. */
export function define(target: object, members: Readonly<Record<PropertyKey, unknown>>): void {
  for (const key of Reflect.ownKeys(members)) {
    if (key in target) continue;
    const descriptor = Object.getOwnPropertyDescriptor(members, key);
    if (descriptor) Object.defineProperty(target, key, { ...descriptor, enumerable: false });
  }
}
