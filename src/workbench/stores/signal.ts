/**
 * Values that know who has read them. A `State` is set, a `Computed` follows from others; a `Reading` notes
 * what is read while a function runs and hears when one of those values has become another. So whoever shows
 * two values of a store is told of these two, without a list that could be wrong.
 */

/** The reading that is under way. */
let current: Reading | null = null;
/** Those that have to look again once all that follows from a new value has been marked as not fresh. */
let pending = new Set<Reading>();

type Equals<T> = (one: T, other: T) => boolean;

/** A value that can be read; who reads it within a `Reading` hears of its changes. */
export abstract class Signal<T> {
  /** How many values there have been. */
  version = 0;
  readonly #readings = new Set<Reading>();

  abstract get value(): T;

  /** Brings value and version up to date. */
  refresh(): void {}

  join(reading: Reading): void {
    this.#readings.add(reading);
  }

  leave(reading: Reading): void {
    this.#readings.delete(reading);
  }

  protected tell(): void {
    for (const reading of [...this.#readings]) reading.stale();
  }
}

/** A value that is set. What is equal to the value before is no news. */
export class State<T> extends Signal<T> {
  #value: T;

  constructor(value: T) {
    super();
    this.#value = value;
  }

  get value(): T {
    current?.note(this);
    return this.#value;
  }

  set value(next: T) {
    if (Object.is(this.#value, next)) return;
    this.#value = next;
    this.version += 1;
    this.tell();
    const told = pending;
    pending = new Set();
    for (const reading of told) reading.look();
  }
}

/** A value that follows from other signals; computed when it is read and something that it depends on has changed. */
export class Computed<T> extends Signal<T> {
  readonly #compute: () => T;
  readonly #equals: Equals<T>;
  readonly #reading = new Reading(() => this.#onStale(), true);
  #value: T | undefined;
  #fresh = false;

  /** @param equals decides what is no news: by default the same value, for lists `sameItems` */
  constructor(compute: () => T, equals: Equals<T> = Object.is) {
    super();
    this.#compute = compute;
    this.#equals = equals;
  }

  get value(): T {
    this.refresh();
    current?.note(this);
    return this.#value as T;
  }

  override refresh(): void {
    if (this.#fresh) return;
    if (this.version === 0 || this.#reading.changed) {
      const next = this.#reading.run(this.#compute);
      if (this.version === 0 || !this.#equals(this.#value as T, next)) {
        this.#value = next;
        this.version += 1;
      }
    }
    this.#fresh = true;
  }

  #onStale(): void {
    if (!this.#fresh) return;
    this.#fresh = false;
    this.tell();
  }
}

/** What a function has read the last time it ran. */
export class Reading {
  readonly #onStale: () => void;
  readonly #marks: boolean;
  readonly #versions = new Map<Signal<unknown>, number>();

  /**
   * @param onStale is called when something that was read may have changed; `changed` tells whether it has
   * @param marks whether it only marks something as not fresh, which comes before anybody looks
   */
  constructor(onStale: () => void, marks = false) {
    this.#onStale = onStale;
    this.#marks = marks;
  }

  /** Runs a function and notes what it reads, in place of what was noted before. */
  run<R>(read: () => R): R {
    this.end();
    const outer = begin(this);
    try {
      return read();
    } finally {
      current = outer;
    }
  }

  /** Whether something that was read has another value now. */
  get changed(): boolean {
    for (const [signal, version] of this.#versions) {
      signal.refresh();
      if (signal.version !== version) return true;
    }
    return false;
  }

  note(signal: Signal<unknown>): void {
    this.#versions.set(signal, signal.version);
    signal.join(this);
  }

  stale(): void {
    if (this.#marks) this.#onStale();
    else pending.add(this);
  }

  look(): void {
    this.#onStale();
  }

  /** Forgets what was read: nothing is heard any more. */
  end(): void {
    for (const signal of this.#versions.keys()) signal.leave(this);
    this.#versions.clear();
  }
}

/** @returns the reading that was under way */
function begin(reading: Reading | null): Reading | null {
  const outer = current;
  current = reading;
  return outer;
}

/** Runs a function whose reads concern nobody who is reading now. */
export function untracked<R>(read: () => R): R {
  const outer = begin(null);
  try {
    return read();
  } finally {
    current = outer;
  }
}

/**
 * Calls `listener` at once whenever what `read` returns has become another value.
 *
 * @returns ends it
 */
export function watch<T>(read: () => T, listener: (value: T) => void): () => void {
  let last: T;
  const reading = new Reading(() => {
    if (!reading.changed) return;
    const next = reading.run(read);
    if (Object.is(next, last)) return;
    last = next;
    untracked(() => listener(next));
  });
  last = reading.run(read);
  return () => reading.end();
}

/** Whether two lists hold the same values in the same order. */
export function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
}
