/** Short values that are kept in this browser, as far as it lets us; else they hold as long as the page. */
import { State } from './signal.ts';

export class StoredValues {
  readonly #storage: Storage | null;
  /** What could not be stored. */
  readonly #kept = new Map<string, string | null>();
  /** Counted up with every change: what is read from a `Storage` cannot be watched. */
  readonly #changes = new State(0);

  /** @param storage `null` where there is none */
  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  read(key: string): string | null {
    void this.#changes.value;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param value `null` forgets it */
  write(key: string, value: string | null): void {
    try {
      if (this.#storage === null) this.#kept.set(key, value);
      else if (value === null) this.#storage.removeItem(key);
      else this.#storage.setItem(key, value);
    } catch {
      this.#kept.set(key, value);
    }
    this.#changes.value += 1;
  }
}

/** @returns what the page can keep values in; `null` where that is forbidden */
export function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
