/** Code that is loaded when something that needs it is first shown. */

export class Lazy<T extends object> {
  readonly #load: () => Promise<T>;
  #loading: Promise<void> | null = null;
  #value: T | null = null;
  /** It could not be loaded the last time; `retry` tries again. */
  failed = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /**
   * @param later is called once, when it is there or could not be loaded, unless it is there already
   * @returns what was loaded; `null` while it is on its way, and after it could not be loaded
   */
  want(later: () => void): T | null {
    if (this.#value !== null || this.failed) return this.#value;
    this.#loading ??= this.#load().then(
      (value) => {
        this.#value = value;
      },
      (error: unknown) => {
        this.failed = true;
        this.#loading = null;
        console.error(error);
      },
    );
    void this.#loading.then(later);
    return null;
  }

  /** From now on it is wanted again. */
  retry(): void {
    this.failed = false;
  }
}
