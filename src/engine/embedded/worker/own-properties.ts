/** `getOwnNonIndexProperties` of Node's util binding: the keys of an array or a typed array that are no indices. */

/** Bits of V8's `PropertyFilter`. */
const ONLY_ENUMERABLE = 2;
const SKIP_SYMBOLS = 16;

/** An array index goes to 2³² − 2 (ECMAScript, section 6.1.7); above it a number is a name like any other. */
const isIndex = (key: PropertyKey): boolean =>
  typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;

/**
 * The own keys after the indices, which come first (ECMAScript, OrdinaryOwnPropertyKeys). The last index is found by
 * halving: a Buffer of eight megabytes has eight million.
 *
 * @param filter bits of `PropertyFilter`; others than those above change nothing
 */
export function getOwnNonIndexProperties(value: object, filter: number): PropertyKey[] {
  const keys = Reflect.ownKeys(value);
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const key = keys[middle]!;
    if (isIndex(key)) from = middle + 1;
    else to = middle;
  }
  return keys
    .slice(from)
    .filter(
      (key) =>
        !((filter & SKIP_SYMBOLS) !== 0 && typeof key === 'symbol') &&
        ((filter & ONLY_ENUMERABLE) === 0 || Object.prototype.propertyIsEnumerable.call(value, key)),
    );
}
