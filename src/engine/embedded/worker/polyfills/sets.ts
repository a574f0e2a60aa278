/** Set methods, for browsers before Chromium 122 and Firefox 127: https://tc39.es/ecma262/#sec-properties-of-the-set-prototype-object */
import { define } from './define.ts';

interface SetLike {
  readonly size: number;
  has(value: unknown): boolean;
  keys(): Iterator<unknown>;
}

function like(other: SetLike): SetLike {
  if (
    typeof other !== 'object' ||
    other === null ||
    Number.isNaN(Number(other.size)) ||
    typeof other.has !== 'function' ||
    typeof other.keys !== 'function'
  ) {
    throw new TypeError('The argument must be a Set or have size, has() and keys()');
  }
  return other;
}

const keys = (other: SetLike): Iterable<unknown> => ({ [Symbol.iterator]: () => like(other).keys() });

export function installSetMethods(): void {
  define(Set.prototype, {
    union(this: Set<unknown>, other: SetLike): Set<unknown> {
      return new Set([...this, ...keys(other)]);
    },
    intersection(this: Set<unknown>, other: SetLike): Set<unknown> {
      return this.size <= like(other).size
        ? new Set([...this].filter((value) => other.has(value)))
        : new Set([...keys(other)].filter((value) => this.has(value)));
    },
    difference(this: Set<unknown>, other: SetLike): Set<unknown> {
      like(other);
      return new Set([...this].filter((value) => !other.has(value)));
    },
    symmetricDifference(this: Set<unknown>, other: SetLike): Set<unknown> {
      const result = new Set(this);
      for (const value of keys(other)) {
        if (this.has(value)) result.delete(value);
        else result.add(value);
      }
      return result;
    },
    isSubsetOf(this: Set<unknown>, other: SetLike): boolean {
      return this.size <= like(other).size && [...this].every((value) => other.has(value));
    },
    isSupersetOf(this: Set<unknown>, other: SetLike): boolean {
      return this.size >= like(other).size && [...keys(other)].every((value) => this.has(value));
    },
    isDisjointFrom(this: Set<unknown>, other: SetLike): boolean {
      like(other);
      return [...this].every((value) => !other.has(value));
    },
  });
}
