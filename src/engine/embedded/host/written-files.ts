/** Files that programs write in a watched folder, as a session tells of them. */
import type { SessionEvent } from '../../engine.ts';
import { textOf } from '../../shared/text-of.ts';

export class WrittenFiles {
  readonly #folder: string;
  readonly #emit: (event: SessionEvent) => void;
  /** What was told last, by path. */
  readonly #told = new Map<string, string | Uint8Array>();

  /** @param folder the project's, with a slash at its end */
  constructor(folder: string, emit: (event: SessionEvent) => void) {
    this.#folder = folder;
    this.#emit = emit;
  }

  /** Tells of a file, once for what it holds: processes that share their files report the same one each. */
  take(absolute: string, bytes: Uint8Array): void {
    if (!absolute.startsWith(this.#folder)) return;
    const path = absolute.slice(this.#folder.length);
    const contents = textOf(bytes) ?? bytes;
    if (typeof contents === 'string' && this.#told.get(path) === contents) return;
    this.#told.set(path, contents);
    this.#emit({ type: 'written', path, contents });
  }

  /** From now on what is written is told, also when it is what was told last: another program has written it. */
  forget(): void {
    this.#told.clear();
  }
}
