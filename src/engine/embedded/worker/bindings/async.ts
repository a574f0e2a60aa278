/** Bindings of asynchronous bookkeeping: async_wrap, async_context_frame, task_queue, timers. */
import type { Facts } from '../facts.ts';
import type { EventLoop, TimerCallbacks } from '../loop.ts';

const K_STACK_LENGTH = 7;

/** `internalBinding('async_wrap')` (src/async_wrap.cc): ids and the stack of execution contexts. */
export function createAsyncWrapBinding(facts: Facts, context: AsyncContext): object {
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
    /** Hooks that want to see promises: there are no events of promises here, but their callbacks keep the execution id. */
    setPromiseHooks(init: unknown, before: unknown): void {
      context.follow(typeof init === 'function' || typeof before === 'function' ? ids : undefined);
    },
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

/** What code after an `await` gets back while async hooks watch promises: the frame, and who is running. */
class Moment {
  readonly frame: unknown;
  readonly id: number;
  readonly trigger: number;

  constructor(frame: unknown, ids: Float64Array) {
    this.frame = frame;
    this.id = ids[0] ?? 0;
    this.trigger = ids[1] ?? 0;
  }
}

/**
 * The current AsyncContextFrame, which V8 would carry along. Promise callbacks get theirs from the patched
 * `then` below, code after an `await` from the rewritten source (`transform/await-context.ts`).
 */
export class AsyncContext {
  #frame: unknown;
  /** Set with the first frame: until then nothing has to be carried. */
  #used = false;
  /** Execution and trigger id of async_hooks, while hooks watch promises. */
  #ids: Float64Array | undefined;

  readonly binding = {
    getContinuationPreservedEmbedderData: (): unknown => this.#frame,
    setContinuationPreservedEmbedderData: (frame: unknown): void => {
      if (frame !== undefined) this.#used = true;
      this.#frame = frame;
    },
  };

  /** The functions that rewritten sources call. */
  readonly runtime = {
    current: (): unknown => (this.#ids ? new Moment(this.#frame, this.#ids) : this.#frame),
    restore: (moment: unknown): void => {
      this.#restore(moment);
    },
    resume: (moment: unknown, value: unknown): unknown => {
      this.#restore(moment);
      return value;
    },
  };

  /** From now on execution ids go where frames go; promises have no ids of their own here. */
  follow(ids: Float64Array | undefined): void {
    this.#ids = ids;
  }

  #restore(moment: unknown): void {
    if (!(moment instanceof Moment)) {
      this.#frame = moment;
      return;
    }
    this.#frame = moment.frame;
    const ids = this.#ids;
    if (ids) [ids[0], ids[1]] = [moment.id, moment.trigger];
  }

  /** A browser task starts without a frame. */
  clear(): void {
    this.#frame = undefined;
    this.#ids?.fill(0, 0, 2);
  }

  /** Replaces `Promise.prototype.then`; before anything else has taken a reference to it. */
  patchThen(): void {
    const native = Promise.prototype.then;
    const context = this;
    const bound = (moment: unknown, callback: unknown): unknown =>
      typeof callback !== 'function'
        ? callback
        : (value: unknown): unknown => {
            const before = context.runtime.current();
            context.#restore(moment);
            try {
              return (callback as (value: unknown) => unknown)(value);
            } finally {
              context.#restore(before);
            }
          };
    const { then } = {
      then(this: Promise<unknown>, onFulfilled: unknown, onRejected: unknown): unknown {
        if (!context.#used && !context.#ids) return Reflect.apply(native, this, [onFulfilled, onRejected]);
        const moment = context.runtime.current();
        return Reflect.apply(native, this, [bound(moment, onFulfilled), bound(moment, onRejected)]);
      },
    };
    void Object.defineProperty(Promise.prototype, 'then', { value: then, writable: true, configurable: true });
  }
}

export type RejectCallback = (type: number, promise: Promise<unknown>, reason: unknown) => void;

/** `internalBinding('task_queue')` (src/node_task_queue.cc). */
export function createTaskQueueBinding(
  facts: Facts,
  loop: EventLoop,
  on: { tick(callback: () => void): void; reject(callback: RejectCallback): void },
): object {
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
    setupTimers(
      processImmediate: TimerCallbacks['processImmediate'],
      processTimers: TimerCallbacks['processTimers'],
    ): void {
      loop.timers = { processImmediate, processTimers };
    },
    getLibuvNow: () => loop.now(),
    scheduleTimer: (delay: number) => loop.scheduleTimer(delay),
    toggleTimerRef: () => loop.wake(),
    toggleImmediateRef: () => loop.wake(),
  };
}
