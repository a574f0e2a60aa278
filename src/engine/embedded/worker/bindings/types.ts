/**
 * `internalBinding('types')` (src/node_types.cc): what kind of object something is. Where a builtin has
 * an internal slot, its own getter tells; the few kinds without one are told by their class name, which a
 * program can fake.
 */
import { knownSharedArrayBuffer } from '../polyfills/shared-memory.ts';
import { adopt } from '../stacks/install.ts';

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** True when `probe` called on the value does not throw: it has the internal slot. */
const slot =
  (probe: (this: never) => unknown) =>
  (value: unknown): boolean => {
    if (value === null || typeof value !== 'object') return false;
    try {
      Reflect.apply(probe, value, []);
      return true;
    } catch {
      return false;
    }
  };

const getter = (prototype: object, name: PropertyKey): ((this: never) => unknown) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new Error(`${String(name)} is no getter here`);
  return get as (this: never) => unknown;
};

const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* () {}.constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;
const MapIterator = Object.getPrototypeOf(new Map().entries()) as object;
const SetIterator = Object.getPrototypeOf(new Set().values()) as object;

const inherits =
  (prototype: object) =>
  (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    value !== prototype &&
    Object.prototype.isPrototypeOf.call(prototype, value);

const functionOf =
  (constructors: readonly Function[]) =>
  (value: unknown): boolean =>
    typeof value === 'function' && constructors.some((constructor) => value instanceof constructor);

/** Tells promises by their prototype: every probe of their slot also runs species lookup, which a program can see. */
function isPromise(value: unknown): boolean {
  return value instanceof Promise && value !== Promise.prototype;
}

const isDataView = slot(getter(DataView.prototype, 'byteLength'));
const isArrayBuffer = slot(getter(ArrayBuffer.prototype, 'byteLength'));
let isShared: ((value: unknown) => boolean) | undefined;
function isSharedArrayBuffer(value: unknown): boolean {
  if (!isShared) {
    // WebAssembly may have made a SharedArrayBuffer of a class that nobody has looked at yet.
    const known = knownSharedArrayBuffer() ?? (tagOf(value) === 'SharedArrayBuffer' ? SharedArrayBuffer : undefined);
    if (!known) return false;
    isShared = slot(getter(known.prototype, 'byteLength'));
  }
  return isShared(value);
}

const typedArrayTag = getter(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag);

export function createTypesBinding(isProxy: (value: unknown) => boolean): object {
  const types = {
    isExternal: () => false,
    isDate: slot(Date.prototype.getTime),
    isArgumentsObject: (value: unknown) =>
      tagOf(value) === 'Arguments' && typeof value === 'object' && value !== null && !(Symbol.toStringTag in value),
    isBigIntObject: slot(BigInt.prototype.valueOf),
    isBooleanObject: slot(Boolean.prototype.valueOf),
    isNumberObject: slot(Number.prototype.valueOf),
    isStringObject: slot(String.prototype.valueOf),
    isSymbolObject: slot(Symbol.prototype.valueOf),
    isBoxedPrimitive: (value: unknown): boolean =>
      types.isNumberObject(value) ||
      types.isStringObject(value) ||
      types.isBooleanObject(value) ||
      types.isBigIntObject(value) ||
      types.isSymbolObject(value),
    isNativeError: (value: unknown) => {
      adopt(value); // whoever prints an error asks this first
      const isError = (Error as { isError?: (value: unknown) => boolean }).isError;
      if (isError) return isError(value);
      return value instanceof Error || tagOf(value) === 'Error';
    },
    isRegExp: (value: unknown) => slot(getter(RegExp.prototype, 'global'))(value) && value !== RegExp.prototype,
    isAsyncFunction: functionOf([AsyncFunction, AsyncGeneratorFunction]),
    isGeneratorFunction: functionOf([GeneratorFunction, AsyncGeneratorFunction]),
    isGeneratorObject: (value: unknown) => tagOf(value) === 'Generator' || tagOf(value) === 'AsyncGenerator',
    isPromise,
    isMap: slot(getter(Map.prototype, 'size')),
    isSet: slot(getter(Set.prototype, 'size')),
    isMapIterator: inherits(MapIterator),
    isSetIterator: inherits(SetIterator),
    isWeakMap: slot(function (this: WeakMap<object, unknown>) {
      return WeakMap.prototype.has.call(this, {});
    }),
    isWeakSet: slot(function (this: WeakSet<object>) {
      return WeakSet.prototype.has.call(this, {});
    }),
    isArrayBuffer,
    isDataView,
    isSharedArrayBuffer,
    isProxy,
    isModuleNamespaceObject: (value: unknown) => tagOf(value) === 'Module' && Object.getPrototypeOf(value) === null,
    isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
    isEventTarget: (value: unknown) => value instanceof EventTarget,
    // Kinds without a slot of their own, which `internalBinding('util')` has under the same names.
    isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
    isTypedArray: (value: unknown) => Reflect.apply(typedArrayTag, value, []) !== undefined,
    isUint8Array: (value: unknown) => Reflect.apply(typedArrayTag, value, []) === 'Uint8Array',
  };
  return types;
}
