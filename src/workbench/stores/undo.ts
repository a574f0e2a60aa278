/** What the reader can take back: the last thing that replaced work of theirs, in words. */
import { State } from './signal.ts';

interface Offer {
  readonly done: string;
  readonly restore: () => void;
}

export class UndoStore {
  readonly #offer = new State<Offer | null>(null);

  /** A sentence on what was done and can be undone; `null` when there is nothing. */
  get done(): string | null {
    return this.#offer.value?.done ?? null;
  }

  /** @param restore brings back what was there before */
  offer(done: string, restore: () => void): void {
    this.#offer.value = { done, restore };
  }

  undo(): void {
    const offer = this.#offer.value;
    this.forget();
    offer?.restore();
  }

  /** What was done stays so. */
  forget(): void {
    this.#offer.value = null;
  }
}
