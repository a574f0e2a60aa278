/** Searching and comparing bytes (src/node_buffer.cc). */

/** The indexOf of plain arrays; a Buffer's own would call this file again. */
const plainIndexOf = Uint8Array.prototype.indexOf;
const byteIndex = (bytes: Uint8Array, byte: number, from: number): number => plainIndexOf.call(bytes, byte, from);

/** -1, 0 or 1, as `Buffer.compare`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let index = 0; index < common; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/**
 * Position of `needle` in `haystack` from `offset` on, or from there backwards; -1 when it is not there.
 * A negative offset counts from the end. With `step` 2 only even positions match (UTF-16).
 */
export function indexOfBytes(
  haystack: Uint8Array,
  needle: Uint8Array,
  offset: number,
  forward: boolean,
  step = 1,
): number {
  const length = haystack.length;
  let start = offset < 0 ? offset + length : offset;
  if (start < 0) {
    if (!forward) return -1;
    start = 0;
  }
  if (start > length) {
    if (forward && needle.length > 0) return -1; // the empty text is found at the end
    start = length;
  }
  if (length === 0 && needle.length > 0) return -1;
  if (needle.length === 0) return Math.min(start, length);
  if (needle.length > length) return -1;
  const matches = (at: number) => {
    for (let index = 0; index < needle.length; index += 1) if (haystack[at + index] !== needle[index]) return false;
    return true;
  };
  const last = length - needle.length;
  if (forward) {
    const first = needle[0] ?? 0;
    for (let at = byteIndex(haystack, first, start); at >= 0 && at <= last; at = byteIndex(haystack, first, at + 1)) {
      if (at % step === 0 && matches(at)) return at;
    }
    return -1;
  }
  for (let at = Math.min(start, last); at >= 0; at -= 1) if (at % step === 0 && matches(at)) return at;
  return -1;
}
