import { illegalConstructor, illegalInvocation, isOwnError } from './errors.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * A function as C++ defines them in Node: `length` 0, not a constructor, and not in the stack of the
 * errors it throws, which then begin in the program's own line.
 *
 * @param name '' for the functions under a symbol.
 * @param body gets the receiver and all arguments.
 */
export function native(name: string, body: (self: unknown, args: unknown[]) => unknown): Method {
  const { method } = {
    method(this: unknown, ...args: unknown[]): unknown {
      try {
        return body(this, args);
      } catch (error) {
        if (isOwnError(error)) Error.captureStackTrace?.(error, method);
        throw error;
      }
    },
  };
  Object.defineProperty(method, 'name', { value: name, configurable: true });
  return method;
}

/** Puts methods on a prototype the way Node's C++ does: enumerable, in the order given. */
export function defineMethods(
  prototype: object,
  methods: Record<string, (self: unknown, args: unknown[]) => unknown>,
): void {
  for (const [name, body] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, {
      value: native(name, body),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}

/** Symbol.dispose, under which nothing fails, where the language has it. */
export function defineDispose(prototype: object, body: (self: unknown) => void): void {
  if (Symbol.dispose === undefined) return;
  const dispose = native('', (self) => {
    try {
      body(self);
    } catch (error) {
      if (!isOwnError(error)) throw error;
    }
  });
  Object.defineProperty(prototype, Symbol.dispose, {
    value: dispose,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Read-only properties that every instance has of its own, as Node's C++ templates give them. */
export function getters(bodies: Record<string, (self: unknown) => unknown>): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [
      name,
      { get: native('', body), enumerable: true, configurable: false },
    ]),
  );
}

/** A class that programs can see but not construct. */
export function internalClass(name: string): { new (): object; prototype: object } {
  const Class = function (): never {
    throw illegalConstructor();
  };
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
  return Class as unknown as { new (): object; prototype: object };
}

/** State of objects that programs cannot see, like C++'s behind Node's objects. */
export interface Brand<State> {
  set(object: object, state: State): void;
  /** Fails with Node's "Illegal invocation" on any other object. */
  get(object: unknown): State;
}

/** Private fields are the fastest store for it; a constructor that returns its argument puts them there. */
export function createBrand<State>(): Brand<State> {
  class Identity {
    constructor(object: object) {
      return object;
    }
  }
  class Marked extends Identity {
    #state: State;

    constructor(object: object, state: State) {
      super(object);
      this.#state = state;
    }

    static read(object: unknown): State {
      if (typeof object !== 'object' || object === null || !(#state in object)) throw illegalInvocation();
      return object.#state;
    }
  }
  return {
    set(object, state) {
      new Marked(object, state);
    },
    get: Marked.read,
  };
}
