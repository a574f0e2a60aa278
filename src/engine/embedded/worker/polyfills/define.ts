/** Adds those of `members` that `target` lacks, as the language defines its own: not enumerable. */
export function define(target: object, members: Readonly<Record<PropertyKey, unknown>>): void {
  for (const key of Reflect.ownKeys(members)) {
    if (key in target) continue;
    const descriptor = Object.getOwnPropertyDescriptor(members, key);
    if (descriptor) Object.defineProperty(target, key, { ...descriptor, enumerable: false });
  }
}
