/** Bindings of asynchronous bookkeeping: async_wrap, async_context_frame, task_queue, timers. */
import type { Facts } from '../facts.ts';
import type { EventLoop, TimerCallbacks } from '../loop.ts';

const K_STACK_LENGTH = 7;

/** `internalBinding('async_wrap')` (src/async_wrap.cc): ids and the stack of execution contexts. */
export function createAsyncWrapBinding(facts: Facts): object {
  const fields = new Uint32Array(9);
  const ids = new Float64Array(4);
  fields[6] = 1; // kCheck
  ids[2] = 1; // kAsyncIdCounter
  ids[3] = -1; // kDefaultTriggerAsyncId: none
  const resources: unknown[] = [];
  const stack = new Float64Array(32);
  let overflow: [number, number][] = [];

  const binding = {
    ...facts.bindings['async_wrap'],
    async_hook_fields: fields,
    async_id_fields: ids,
    async_ids_stack: stack,
    execution_async_resources: resources,
    setupHooks() {},
    setCallbackTrampoline() {},
    registerDestroyHook() {},
    queueDestroyAsyncId() {},
    setPromiseHooks() {},
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
    executionAsyncResource: (index: number) => resources[index],
    /** Called when the fixed stack of Node's library is full. */
    pushAsyncContext(asyncId: number, triggerId: number): void {
      overflow.push([ids[0] ?? 0, ids[1] ?? 0]);
      fields[K_STACK_LENGTH] = (fields[K_STACK_LENGTH] ?? 0) + 1;
      ids[0] = asyncId;
      ids[1] = triggerId;
    },
    popAsyncContext(_asyncId: number): boolean {
      const previous = overflow.pop();
      if (!previous) return false;
      fields[K_STACK_LENGTH] = (fields[K_STACK_LENGTH] ?? 1) - 1;
      [ids[0], ids[1]] = previous;
      return (fields[K_STACK_LENGTH] ?? 0) > 0;
    },
    clearAsyncIdStack(): void {
      overflow = [];
      fields[K_STACK_LENGTH] = 0;
      ids[0] = 0;
      ids[1] = 0;
      resources.length = 0;
    },
  };
  return binding;
}

/**
 * The current AsyncContextFrame, which V8 would carry along. Promise callbacks get theirs from the patched
 * `then` below, code after an `await` from the rewritten source (`transform/await-context.ts`).
 */
export class AsyncContext {
  #frame: unknown;
  /** Set with the first frame: until then nothing has to be carried. */
  #used = false;

  readonly binding = {
    getContinuationPreservedEmbedderData: (): unknown => this.#frame,
    setContinuationPreservedEmbedderData: (frame: unknown): void => {
      if (frame !== undefined) this.#used = true;
      this.#frame = frame;
    },
  };

  /** The functions that rewritten sources call. */
  readonly runtime = {
    current: (): unknown => this.#frame,
    restore: (frame: unknown): void => {
      this.#frame = frame;
    },
    resume: (frame: unknown, value: unknown): unknown => {
      this.#frame = frame;
      return value;
    },
  };

  /** A browser task starts without a frame. */
  clear(): void {
    this.#frame = undefined;
  }

  /** Replaces `Promise.prototype.then`; before anything else has taken a reference to it. */
  patchThen(): void {
    const native = Promise.prototype.then;
    const context = this;
    const bound = (frame: unknown, callback: unknown): unknown =>
      typeof callback !== 'function'
        ? callback
        : (value: unknown): unknown => {
            const before = context.#frame;
            context.#frame = frame;
            try {
              return callback(value);
            } finally {
              context.#frame = before;
            }
          };
    const { then } = {
      then(this: Promise<unknown>, onFulfilled: unknown, onRejected: unknown): unknown {
        if (!context.#used) return Reflect.apply(native, this, [onFulfilled, onRejected]);
        const frame = context.#frame;
        return Reflect.apply(native, this, [bound(frame, onFulfilled), bound(frame, onRejected)]);
      },
    };
    Object.defineProperty(Promise.prototype, 'then', { value: then, writable: true, configurable: true });
  }
}

export type RejectCallback = (type: number, promise: Promise<unknown>, reason: unknown) => void;

/** `internalBinding('task_queue')` (src/node_task_queue.cc). */
export function createTaskQueueBinding(facts: Facts, loop: EventLoop, on: { tick(callback: () => void): void; reject(callback: RejectCallback): void }): object {
  const nativeQueueMicrotask = globalThis.queueMicrotask.bind(globalThis);
  return {
    ...facts.bindings['task_queue'],
    tickInfo: loop.tickInfo,
    runMicrotasks: loop.runMicrotasks,
    // An exception in a microtask reaches the loop like any other.
    enqueueMicrotask: (callback: () => void) => nativeQueueMicrotask(() => loop.microtask(callback)),
    setTickCallback: on.tick,
    setPromiseRejectCallback: on.reject,
  };
}

/** `internalBinding('timers')` (src/timers.cc). */
export function createTimersBinding(loop: EventLoop): object {
  return {
    immediateInfo: loop.immediateInfo,
    timeoutInfo: loop.timeoutInfo,
    setupTimers(processImmediate: TimerCallbacks['processImmediate'], processTimers: TimerCallbacks['processTimers']): void {
      loop.timers = { processImmediate, processTimers };
    },
    getLibuvNow: () => loop.now(),
    scheduleTimer: (delay: number) => loop.scheduleTimer(delay),
    toggleTimerRef: () => loop.wake(),
    toggleImmediateRef: () => loop.wake(),
  };
}
