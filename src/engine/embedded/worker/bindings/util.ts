/** `internalBinding('util')` (src/node_util.cc): what JavaScript cannot ask, as far as a browser can tell. */
import type { Facts } from '../facts.ts';
import { getOwnNonIndexProperties } from '../own-properties.ts';
import { parseEnv } from '../text/dotenv.ts';

// Read before the program's own globals are in place.
const isolated = globalThis.crossOriginIsolated;

export interface UtilContext {
  readonly facts: Facts;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  readonly types: Readonly<Record<string, unknown>>;
  require(id: string): Record<string, unknown>;
  /** Proxies that the program has made, with their targets and handlers. */
  readonly proxies: WeakMap<object, readonly [target: object, handler: object]>;
  readonly callSites: (count: number) => object[];
  /** The index of a descriptor's kind in lib/internal/util.js, handleTypes. */
  readonly handleType: (fd: number) => number;
}

class WeakReference {
  #object: object | undefined;
  constructor(object: object) {
    this.#object = object;
  }
  get(): object | undefined {
    return this.#object;
  }
  incRef(): void {}
  decRef(): void {}
}

/** The entries of a map, set or of one of their iterators, without moving the iterator. */
function previewEntries(value: object, isIterator?: boolean): unknown {
  const [entries, keyed] = entriesOf(value);
  return isIterator ? [entries, keyed] : entries;
}

function entriesOf(value: object): [entries: unknown[], keyed: boolean] {
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Map]') return [[...(value as Map<unknown, unknown>)].flat(1), true];
  if (tag === '[object Set]') return [[...(value as Set<unknown>)], false];
  return [[], tag === '[object Map Iterator]'];
}

/** Line, column and file of the program's code that called into the library (GetCallerLocation in src/node_util.cc). */
function callerLocation(): [line: number, column: number, file: string] | undefined {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 12;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = before;
  for (const [, file = '', line, column] of stack.matchAll(
    /^\s+at (?:.*? \()?((?:\/|file:|data:)[^()\n]*?):(\d+):(\d+)\)?$/gm,
  ))
    return [Number(line), Number(column), file];
  return undefined;
}

export function createUtilBinding(context: UtilContext): object {
  const { facts, privateSymbols, types } = context;

  function defineLazyProperties(target: object, id: string, keys: readonly string[], enumerable = true): void {
    for (const key of keys) {
      const define = (value: unknown) =>
        Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable });
      const get = {
        [key]() {
          const value = context.require(id)[key];
          define(value);
          return value;
        },
      }[key];
      Object.defineProperty(target, key, { configurable: true, enumerable, get, set: define });
    }
  }

  return {
    ...facts.bindings['util'],
    ...types,
    privateSymbols,
    shouldAbortOnUncaughtToggle: new Uint32Array(1),
    /** Whether the nearest caller that is not Node itself belongs to a package (src/node_util.cc). */
    isInsideNodeModules: () =>
      /[\\/]node_modules[\\/]/.test((context.callSites(1)[0] as { scriptName?: string } | undefined)?.scriptName ?? ''),
    defineLazyProperties,
    // Whether a promise has settled is not visible to JavaScript: inspect shows it as pending.
    getPromiseDetails: () => [0, undefined],
    getProxyDetails(value: object, both = true): unknown {
      const details = context.proxies.get(value);
      if (!details) return undefined;
      return both ? details : details[0];
    },
    getCallerLocation: callerLocation,
    previewEntries,
    getOwnNonIndexProperties,
    getConstructorName(value: object): string {
      for (let object: object | null = value; object; object = Object.getPrototypeOf(object) as object | null) {
        const constructor: unknown = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
        if (typeof constructor === 'function' && constructor.name !== '') return constructor.name;
      }
      return 'Object';
    },
    getExternalValue: () => 0n,
    getCallSites: context.callSites,
    sleep(milliseconds: number): void {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
    },
    parseEnv,
    arrayBufferViewHasBuffer: () => true,
    // Without cross-origin isolation threads share no memory; what Node's library allots for them is then private.
    constructSharedArrayBuffer: (length: number) =>
      isolated ? new SharedArrayBuffer(length) : new ArrayBuffer(length),
    markPromiseAsHandled(promise: Promise<unknown>): void {
      promise.catch(() => {});
    },
    guessHandleType: context.handleType,
    isConstructor(value: unknown): boolean {
      try {
        Reflect.construct(Object, [], value as Function);
        return true;
      } catch {
        return false;
      }
    },
    toUSVString: (text: string) => text.toWellFormed(),
    WeakReference,
  };
}
