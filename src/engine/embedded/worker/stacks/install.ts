/**
 * Stack traces as V8 has them, in the browsers that are not built on it: `stack` begins with name and message, its
 * lines begin with "at", `Error.captureStackTrace`, `Error.stackTraceLimit` and `Error.prepareStackTrace` work, and
 * stack frames of the engine's own code are left out. Node's library formats the text (lib/internal/errors.js,
 * prepareStackTraceCallback).
 *
 * Where the stack frames come from differs. In Firefox `stack` is an accessor of `Error.prototype`, which is replaced.
 * In WebKit it is a property of the error: errors that a program makes get an accessor when they are made, errors that
 * the language throws when they are caught (`markCatches`) or looked at (`adopt`).
 */
import { CallSite } from './call-site.ts';
import { parseStack } from './parse.ts';

type PrepareCallback = (realm: object, error: unknown, trace: readonly CallSite[]) => unknown;

type ErrorClass = ErrorConstructor & {
  captureStackTrace(target: object, above?: Function): void;
  stackTraceLimit: unknown;
};

const NativeError = Error as ErrorClass;
const DEFAULT_LIMIT = 10;
let callback: PrepareCallback | undefined;

/** `internalBinding('errors').setPrepareStackTraceCallback`. */
export function setPrepareStackTraceCallback(prepare: PrepareCallback): void {
  callback = prepare;
}

/** The text of a stack, or whatever the program's `Error.prepareStackTrace` makes of it. */
function format(error: unknown, sites: readonly CallSite[]): unknown {
  if (callback) return callback(globalThis, error, sites);
  return [String(error), ...sites.map((site) => `    at ${site.toString()}`)].join('\n');
}

const limit = (): number => {
  const value: unknown = (Error as ErrorClass).stackTraceLimit;
  return typeof value === 'number' ? value : 0;
};

const sitesOf = (raw: unknown): CallSite[] =>
  parseStack(typeof raw === 'string' ? raw : '')
    .slice(0, Math.max(0, limit()))
    .map((frame) => new CallSite(frame));

/** Gives `target` a `stack` that is made of `sites` when it is first read, as V8 does. */
function defineStack(target: object, sites: readonly CallSite[]): void {
  let pending: readonly CallSite[] | undefined = sites;
  let value: unknown;
  const descriptor = {
    get: function (this: unknown): unknown {
      if (pending) {
        const found = pending;
        pending = undefined;
        value = format(target, found);
      }
      return value;
    },
    set: function (this: unknown, next: unknown): void {
      pending = undefined;
      value = next;
    },
    enumerable: false,
    configurable: true,
  };
  made.add(target);
  Object.defineProperty(target, 'stack', descriptor);
}

/** Errors whose `stack` is ours already. */
const made = new WeakSet<object>();

type Kind = 'v8' | 'prototype' | 'property';

const kind: Kind = (() => {
  // The limit is asked first: for the stack of an error made here V8 would have to read this whole script again. WebKit
  // begins with a limit of 100, Firefox has none.
  if (NativeError.stackTraceLimit === DEFAULT_LIMIT || String(new NativeError('text').stack).startsWith('Error: text'))
    return 'v8';
  return Object.getOwnPropertyDescriptor(NativeError.prototype, 'stack')?.get ? 'prototype' : 'property';
})();

/** Whether the browser itself calls `Error.prepareStackTrace`. */
export const hasNativeSites = kind === 'v8';

/** Whether errors of the language have to be given their stack where they are caught. */
export const catchesNeedMarks = kind === 'property';

/** To be called before Node's library starts, which takes references to the constructors. */
export function installStacks(): void {
  if (kind === 'prototype') replacePrototypeAccessor();
  if (kind === 'property') {
    replaceConstructors();
    adoptRejections();
  }
}

/** Gives an error that the language threw the stack of one that a program made; returns it. */
export function adopt<Value>(error: Value): Value {
  if (kind !== 'property' || typeof error !== 'object' || error === null || made.has(error)) return error;
  const descriptor = Object.getOwnPropertyDescriptor(error, 'stack');
  if (
    error instanceof NativeError &&
    typeof descriptor?.value === 'string' &&
    descriptor.configurable &&
    isRaw(descriptor.value)
  ) {
    defineStack(error, sitesOf(descriptor.value));
    dropPlace(error);
  }
  return error;
}

/** Removes WebKit's own properties of an error, which would print with it. */
export function dropPlace(error: object): void {
  for (const name of ['line', 'column', 'sourceURL']) Reflect.deleteProperty(error, name);
}

const isRaw = (text: string): boolean => !/^ +at /m.test(text) && /^[^\n]*@/.test(text);

/** The source with `adopt` called first thing in every catch clause that has a variable. No code changes its line. */
export function markCatches(source: string, runtime: string): string {
  return source.replace(
    /(?<![.\w$])catch\s*\(\s*([A-Za-z_$][\w$]*)\s*\)\s*\{/g,
    (clause, name: string) => `${clause}${runtime}.adopt(${name});`,
  );
}

// ---- Firefox and WebKit

/** `captureStackTrace` on the browser's own, which leaves out the frames above the given function. */
function captureWith(native: ErrorClass['captureStackTrace'] | undefined): ErrorClass['captureStackTrace'] {
  return function captureStackTrace(target: object, above: Function = captureStackTrace): void {
    if ((typeof target !== 'object' && typeof target !== 'function') || target === null)
      throw new TypeError(`Invalid argument`);
    const taken: { stack?: unknown } = {};
    if (native) native.call(NativeError, taken, above);
    else taken.stack = new NativeError().stack;
    defineStack(target, sitesOf(taken.stack));
  };
}

const hidden = (value: unknown): PropertyDescriptor => ({
  value,
  writable: true,
  enumerable: false,
  configurable: true,
});

function replacePrototypeAccessor(): void {
  const native = Object.getOwnPropertyDescriptor(NativeError.prototype, 'stack');
  const values = new WeakMap<object, { value: unknown }>();
  Object.defineProperty(
    NativeError,
    'captureStackTrace',
    hidden(captureWith(NativeError.captureStackTrace as ErrorClass['captureStackTrace'] | undefined)),
  );
  Object.defineProperty(NativeError, 'stackTraceLimit', {
    value: DEFAULT_LIMIT,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  Object.defineProperty(NativeError.prototype, 'stack', {
    configurable: true,
    enumerable: false,
    get(this: object): unknown {
      const known = values.get(this);
      if (known) return known.value;
      const raw: unknown = native?.get?.call(this);
      if (typeof raw !== 'string') return raw;
      const entry = { value: '' as unknown };
      values.set(this, entry); // a handler that reads the stack of its own error gets the empty text
      entry.value = format(this, sitesOf(raw));
      return entry.value;
    },
    set(this: object, value: unknown): void {
      Object.defineProperty(this, 'stack', hidden(value));
    },
  });
}

/** Gives errors that reject promises their stack: they need not have passed a catch clause. */
function adoptRejections(): void {
  const native = Promise.prototype.then;
  const { then } = {
    then(this: Promise<unknown>, onFulfilled: unknown, onRejected: unknown): unknown {
      const adopting =
        typeof onRejected === 'function'
          ? (reason: unknown): unknown => (onRejected as (reason: unknown) => unknown)(adopt(reason))
          : onRejected;
      return Reflect.apply(native, this, [onFulfilled, adopting]);
    },
  };
  void Object.defineProperty(Promise.prototype, 'then', hidden(then));
}

const CONSTRUCTORS = [
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'SuppressedError',
] as const;

function replaceConstructors(): void {
  const scope = globalThis as unknown as Record<string, ErrorConstructor | undefined>;
  const capture = captureWith(NativeError.captureStackTrace);
  const Replaced = replaceConstructor('Error', NativeError);
  Object.defineProperty(Replaced, 'captureStackTrace', hidden(capture));
  Object.defineProperty(Replaced, 'stackTraceLimit', {
    value: DEFAULT_LIMIT,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  for (const name of CONSTRUCTORS) {
    const Native = scope[name];
    if (Native) Object.setPrototypeOf(replaceConstructor(name, Native), Replaced);
  }
}

function replaceConstructor(name: string, Native: ErrorConstructor): ErrorConstructor {
  const Replaced = function (this: unknown, ...args: unknown[]): object {
    const error = Reflect.construct(Native, args, new.target ?? Replaced) as object;
    const raw = Object.getOwnPropertyDescriptor(error, 'stack')?.value as unknown;
    defineStack(error, sitesOf(raw));
    dropPlace(error);
    return error;
  } as unknown as ErrorConstructor;
  Object.defineProperty(Replaced, 'name', { value: name, configurable: true });
  Object.defineProperty(Replaced, 'length', { value: Native.length, configurable: true });
  for (const key of Reflect.ownKeys(Native)) {
    if (['name', 'length', 'prototype', 'captureStackTrace', 'stackTraceLimit'].includes(String(key))) continue;
    Object.defineProperty(Replaced, key, Object.getOwnPropertyDescriptor(Native, key) as PropertyDescriptor);
  }
  Object.defineProperty(Replaced, 'prototype', {
    value: Native.prototype,
    writable: false,
    enumerable: false,
    configurable: false,
  });
  Object.defineProperty(Native.prototype, 'constructor', hidden(Replaced));
  Object.defineProperty(globalThis, name, hidden(Replaced));
  return Replaced;
}
