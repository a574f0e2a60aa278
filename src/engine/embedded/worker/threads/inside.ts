/** Whether an object that a structured clone of `root` would come to passes the test. Getters are not called for it. */
export function isInside(root: unknown, test: (object: object) => boolean): boolean {
  const seen = new Set<object>();
  const queue: unknown[] = [root];
  const valueOf = (object: object, key: string): unknown => Object.getOwnPropertyDescriptor(object, key)?.value;
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (test(value)) return true;
    if (ArrayBuffer.isView(value)) continue;
    if (value instanceof Set) queue.push(...value);
    else if (value instanceof Map) for (const [key, item] of value) queue.push(key, item);
    else {
      // Keys, not elements: an array may have few of them and be long.
      for (const key of Object.keys(value)) queue.push(valueOf(value, key));
      if (value instanceof Error) queue.push(valueOf(value, 'cause'));
    }
  }
  return false;
}
