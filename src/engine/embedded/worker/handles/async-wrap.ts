import type { BindingContext } from '../binding.ts';

interface AsyncWrapBinding {
  readonly async_id_fields: Float64Array;
  readonly constants: { readonly kAsyncIdCounter: number };
}

interface AsyncContextFrameBinding {
  getContinuationPreservedEmbedderData(): unknown;
  setContinuationPreservedEmbedderData(frame: unknown): void;
}

/**
 * The base of what is an AsyncWrap in Node's C++: it has an id, and its callbacks run in the async context
 * (AsyncLocalStorage) in which it was made.
 */
export class AsyncWrap {
  readonly #id: number;
  readonly #contexts: AsyncContextFrameBinding;
  readonly #frame: unknown;

  constructor(context: BindingContext) {
    const { async_id_fields: fields, constants } = context.internalBinding('async_wrap') as unknown as AsyncWrapBinding;
    this.#id = (fields[constants.kAsyncIdCounter] ?? 0) + 1;
    fields[constants.kAsyncIdCounter] = this.#id;
    this.#contexts = context.internalBinding('async_context_frame') as unknown as AsyncContextFrameBinding;
    this.#frame = this.#contexts.getContinuationPreservedEmbedderData();
  }

  getAsyncId(): number {
    return this.#id;
  }

  /** Calls into the program, as MakeCallback in src/async_wrap.cc does. */
  protected makeCallback(call: () => void): void {
    const contexts = this.#contexts;
    const before = contexts.getContinuationPreservedEmbedderData();
    contexts.setContinuationPreservedEmbedderData(this.#frame);
    try {
      call();
    } finally {
      contexts.setContinuationPreservedEmbedderData(before);
    }
  }
}
