/** Files that programs write in a watched folder, as a session tells of them. */
import type { SessionEvent } from '../../engine.ts';
import { textOf } from '../../shared/text-of.ts';

export class WrittenFiles {
  readonly #folder: string;
  readonly #emit: (event: SessionEvent) => void;
  /** The contents that were told last, by path. */
  readonly #told = new Map<string, string | Uint8Array>();

  /** @param folder the project's folder, with a slash at its end */
  constructor(folder: string, emit: (event: SessionEvent) => void) {
    this.#folder = folder;
    this.#emit = emit;
  }

  /** Tells of a file, once for the same contents: processes that share their files each report it. */
  take(absolute: string, bytes: Uint8Array): void {
    if (!absolute.startsWith(this.#folder)) return;
    const path = absolute.slice(this.#folder.length);
    const contents = textOf(bytes) ?? bytes;
    if (typeof contents === 'string' && this.#told.get(path) === contents) return;
    this.#told.set(path, contents);
    this.#emit({ type: 'written', path, contents });
  }

  /**
   * Tells of the next write of each file even if its contents are those that were told last: another program wrote
   * them.
   */
  forget(): void {
    this.#told.clear();
  }
}
