/** Whether an object that a structured clone of `root` would come to passes the test. Getters are not called for it. */
export function isInside(root: unknown, test: (object: object) => boolean): boolean {
  const seen = new Set<object>();
  const queue: unknown[] = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (test(value)) return true;
    if (ArrayBuffer.isView(value)) continue;
    if (Array.isArray(value) || value instanceof Set) for (const item of value) queue.push(item);
    else if (value instanceof Map) for (const [key, item] of value) queue.push(key, item);
    else for (const key of Object.keys(value)) queue.push(Object.getOwnPropertyDescriptor(value, key)?.value);
  }
  return false;
}
