/**
 * `internalBinding('async_context_frame')` (src/async_context_frame.cc): which AsyncContextFrame is current. In Node V8
 * carries it from a promise to its callbacks and over an `await`; in a browser this file does.
 */

/** What is put back for the code after an `await` while async hooks watch promises: the frame and the ids. */
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
  /** Whether a frame was ever set: until then nothing has to be carried. */
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
    after: (value: unknown, moment: unknown): unknown => this.runtime.resume(moment, value),
    pass: (value: unknown): unknown => value,
  };

  /** Execution ids go where frames go from now on; promises have no ids of their own in this engine. */
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
