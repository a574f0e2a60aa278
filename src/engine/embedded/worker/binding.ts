/**
 * What a binding is given. A binding is the part below Node's JavaScript library that C++ supplies in
 * real Node: each file in `bindings/` is the browser's version of one `internalBinding(name)` and is a
 * function from this context to the object that Node's library expects.
 */
export interface BindingContext {
  /** Another binding, the same object that Node's library gets. */
  internalBinding(name: string): Record<string, unknown>;
  /** A module of Node's library, internal ones included; may be called after start-up only. */
  require(id: string): unknown;
  /**
   * Runs `callback` as a task of its own on the event loop, nextTicks and microtasks after it, as libuv
   * does with the callback of a finished operation. The process stays alive until it has run.
   */
  defer(callback: () => void): void;
  /** Like `defer`, for the work of one of libuv's threads: waits until a thread is free. */
  deferInPool(callback: () => void): void;
  /**
   * Calls `start` when one of libuv's threads is free; the thread is taken until `start`'s argument is called, once.
   */
  occupyThread(start: (free: () => void) => void): void;
  /**
   * Marks an operation that is under way and keeps the process alive. The returned function ends it and
   * runs its callback like `defer`; it may be called from any browser callback, once.
   */
  begin(): (callback: () => void) => void;
  /** Keeps the process alive, though nothing is under way, until the returned function is called, once. */
  keepAlive(): () => void;
}

export type BindingFactory = (context: BindingContext) => object;

/** `require` of Node's library, internal modules included. */
export type Require = (id: string) => Record<string, unknown>;

export type InternalBinding = (name: string) => Record<string, unknown>;
