/**
 * Runs callbacks by way of the browser's event dispatch, which reports an exception with the place where it was thrown;
 * a string that is caught in JavaScript does not tell its place.
 */
/** Where a value was thrown, as the browser reports it. */
export interface ThrowPlace {
  readonly file: string;
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

interface Outcome {
  /** Whether the callback ran to its end. */
  readonly whole: boolean;
  readonly thrown: { readonly error: unknown; readonly place: ThrowPlace } | undefined;
}

export class LocatedCall {
  readonly #dispatch: () => void;
  readonly #isNotError: () => boolean;
  #running = false;
  #callback: (() => void) | undefined;
  #thrown: Outcome['thrown'];

  /**
   * @param isNotError whether the exception under way only unwinds the stack, so that the browser need not report it
   */
  constructor(isNotError: () => boolean) {
    this.#isNotError = isNotError;
    const target = new EventTarget();
    const event = new Event('run');
    const dispatch = target.dispatchEvent.bind(target);
    target.addEventListener('run', () => this.#callback?.());
    this.#dispatch = () => void dispatch(event);
  }

  run(callback: () => void): Outcome {
    let whole = false;
    this.#callback = () => {
      this.#callback = undefined;
      try {
        callback();
        whole = true;
      } finally {
        // eslint-disable-next-line no-unsafe-finally
        if (!whole && this.#isNotError()) return;
      }
    };
    this.#running = true;
    this.#dispatch();
    this.#running = false;
    const thrown = this.#thrown;
    this.#thrown = undefined;
    return { whole, thrown };
  }

  /** The browser reports an exception; true when it came out of the callback that runs. */
  report(error: unknown, place: ThrowPlace): boolean {
    if (!this.#running) return false;
    this.#thrown = { error, place };
    return true;
  }
}
