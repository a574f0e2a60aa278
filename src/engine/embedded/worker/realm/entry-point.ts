/** The promise of the program's own module until it is settled; Node's library puts it where C++ finds it. */
export class EntryPoint {
  #promise: Promise<unknown> | undefined;

  /** Whether the program's module has neither come to its end nor failed. */
  get pending(): boolean {
    return this.#promise !== undefined;
  }

  /** @param symbol under which Node's library puts the promise on the global object */
  watch(symbol: PropertyKey): void {
    Object.defineProperty(globalThis, symbol, {
      get: () => this.#promise,
      set: (promise: Promise<unknown>) => {
        this.#promise = promise;
        void promise.finally(() => {
          if (this.#promise === promise) this.#promise = undefined;
        });
      },
    });
  }
}

/** @param places of top-level awaits that never ended, as `EsmLoader.stalled` gives them */
export const unsettledWarning = (places: readonly string[]): string =>
  places.map((place) => `Warning: Detected unsettled top-level await at ${place}\n\n\n\n`).join('');
