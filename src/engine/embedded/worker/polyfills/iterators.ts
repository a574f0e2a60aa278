/** Iterator helpers, for browsers before Safari 18.4 and Firefox 131: https://tc39.es/ecma262/#sec-iterator-objects */
import { define } from './define.ts';

type Step<Value> = (value: Value, index: number) => unknown;

function callable(step: unknown): void {
  if (typeof step !== 'function') throw new TypeError(`${String(step)} is not a function`);
}

function count(limit: unknown): number {
  const number = Number(limit);
  if (Number.isNaN(number) || number < 0) throw new RangeError(`${String(limit)} must be positive`);
  return Math.trunc(number);
}

/** Goes over an iterator as `for of` over an iterable, closing it when the loop is left early. */
const each = <Value>(iterator: Iterator<Value>): Iterable<Value> => ({ [Symbol.iterator]: () => iterator });

const helpers = {
  map<Value>(this: Iterator<Value>, step: Step<Value>): Iterator<unknown> {
    callable(step);
    const source = this;
    return (function* () {
      let index = 0;
      for (const value of each(source)) yield step(value, index++);
    })();
  },
  filter<Value>(this: Iterator<Value>, step: Step<Value>): Iterator<Value> {
    callable(step);
    const source = this;
    return (function* () {
      let index = 0;
      for (const value of each(source)) if (step(value, index++)) yield value;
    })();
  },
  flatMap<Value>(this: Iterator<Value>, step: Step<Value>): Iterator<unknown> {
    callable(step);
    const source = this;
    return (function* () {
      let index = 0;
      for (const value of each(source)) yield* step(value, index++) as Iterable<unknown>;
    })();
  },
  take<Value>(this: Iterator<Value>, limit: number): Iterator<Value> {
    let left = count(limit);
    const source = this;
    return (function* () {
      if (left === 0) return void source.return?.();
      for (const value of each(source)) {
        yield value;
        if ((left -= 1) === 0) return;
      }
    })();
  },
  drop<Value>(this: Iterator<Value>, limit: number): Iterator<Value> {
    let left = count(limit);
    const source = this;
    return (function* () {
      for (const value of each(source)) {
        if (left === 0) yield value;
        else left -= 1;
      }
    })();
  },
  reduce<Value>(
    this: Iterator<Value>,
    ...args: [reducer: (before: unknown, value: Value, index: number) => unknown, initial?: unknown]
  ): unknown {
    const [reducer] = args;
    callable(reducer);
    let index = 0;
    let result = args[1];
    let empty = args.length < 2;
    for (const value of each(this)) {
      result = empty ? value : reducer(result, value, index);
      empty = false;
      index += 1;
    }
    if (empty) throw new TypeError('Reduce of a done iterator with no initial value');
    return result;
  },
  toArray<Value>(this: Iterator<Value>): Value[] {
    return [...each(this)];
  },
  forEach<Value>(this: Iterator<Value>, step: Step<Value>): void {
    callable(step);
    let index = 0;
    for (const value of each(this)) step(value, index++);
  },
  some<Value>(this: Iterator<Value>, step: Step<Value>): boolean {
    callable(step);
    let index = 0;
    for (const value of each(this)) if (step(value, index++)) return true;
    return false;
  },
  every<Value>(this: Iterator<Value>, step: Step<Value>): boolean {
    callable(step);
    let index = 0;
    for (const value of each(this)) if (!step(value, index++)) return false;
    return true;
  },
  find<Value>(this: Iterator<Value>, step: Step<Value>): Value | undefined {
    callable(step);
    let index = 0;
    for (const value of each(this)) if (step(value, index++)) return value;
    return undefined;
  },
};

export function installIteratorHelpers(): void {
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
  if ('map' in prototype) return;
  define(prototype, helpers);
  if (typeof Reflect.get(globalThis, 'Iterator') === 'function') return;
  // Not a class, whose prototype could not be set.
  function Iterator(): void {
    if (new.target === undefined || new.target === Iterator)
      throw new TypeError('Abstract class Iterator not directly constructable');
  }
  define(Iterator, {
    from(value: Iterable<unknown> | globalThis.Iterator<unknown>): object {
      const iterator = Symbol.iterator in value ? value[Symbol.iterator]() : value;
      if (iterator instanceof Iterator) return iterator;
      return (function* () {
        yield* each(iterator);
      })();
    },
  });
  Object.defineProperty(Iterator, 'name', { value: 'Iterator' }); // the build shortens it
  Object.defineProperty(Iterator, 'prototype', { value: prototype, writable: false });
  define(prototype, { [Symbol.toStringTag]: 'Iterator' });
  Object.defineProperty(prototype, 'constructor', { value: Iterator, writable: true, configurable: true });
  define(globalThis, { Iterator });
}
