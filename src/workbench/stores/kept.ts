/**
 * The reader's changes to a sandbox's files, kept from one visit to the next. What was changed when the author's files
 * were other ones is not put over them: the reader chooses.
 */
import type { FileChanges, FilesStore } from './files.ts';
import { State, watch } from './signal.ts';
import type { UndoStore } from './undo.ts';

export interface KeptFiles extends FileChanges {
  /** Of the author's files that were changed: `versionOf` them. */
  readonly version: string;
  /** When, in milliseconds since 1970. */
  readonly saved: number;
}

/** What is kept of one sandbox. */
export interface KeptRecord {
  readonly current: KeptFiles | null;
  /** Changes of other author's files, about which the reader has not decided. */
  readonly earlier: KeptFiles | null;
}

/** Where records are kept, by the sandbox's id. Rejects where the browser keeps nothing, or no more. */
export interface Shelf {
  read(sandbox: string): Promise<KeptRecord | undefined>;
  /** @param record `null` forgets it */
  write(sandbox: string, record: KeptRecord | null): Promise<void>;
}

/** How long after the last change it is written, in milliseconds. */
const PAUSE = 300;

export class KeptStore {
  readonly #sandbox: string;
  readonly #version: string;
  readonly #files: FilesStore;
  readonly #undo: UndoStore;
  readonly #shelf: Shelf;
  readonly #restored = new State<KeptFiles | null>(null);
  readonly #earlier = new State<KeptFiles | null>(null);
  readonly #trouble = new State<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param original the author's files, all of them, by path */
  constructor(
    sandbox: string,
    original: Readonly<Record<string, string>>,
    files: FilesStore,
    undo: UndoStore,
    shelf: Shelf,
  ) {
    this.#sandbox = sandbox;
    this.#version = versionOf(original);
    this.#files = files;
    this.#undo = undo;
    this.#shelf = shelf;
  }

  /** Changes that have come back at this visit, until the reader has taken note. */
  get restored(): KeptFiles | null {
    return this.#restored.value;
  }

  /** Changes of the files as the author had them before. */
  get earlier(): KeptFiles | null {
    return this.#earlier.value;
  }

  /** Why changes will be lost when the page is left; `null` when they will not. */
  get trouble(): string | null {
    return this.#files.changes === null ? null : this.#trouble.value;
  }

  /** Whether there is anything to say. */
  get any(): boolean {
    return this.restored !== null || this.earlier !== null || this.trouble !== null;
  }

  /** Brings back what is kept, and keeps what is changed from now on. */
  async begin(): Promise<void> {
    try {
      const record = await this.#shelf.read(this.#sandbox);
      const current = record?.current ?? null;
      if (current?.version === this.#version) {
        this.#earlier.value = record?.earlier ?? null;
        // Whoever has begun to write already goes on with that.
        if (this.#files.changes === null) {
          this.#files.restore(current);
          this.#restored.value = current;
        }
      } else this.#earlier.value = current ?? record?.earlier ?? null;
    } catch (error) {
      this.#fail(error);
    }
    watch(
      () => this.#files.changes,
      () => (this.#timer ??= setTimeout(() => void this.flush(), PAUSE)),
    );
  }

  /** Writes now what has not been written. */
  async flush(): Promise<void> {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    await this.#write();
  }

  /** The reader has read that their changes are back. */
  noted(): void {
    this.#restored.value = null;
  }

  /** The author's files in place of those that have come back; can be undone. */
  useBook(): void {
    const restored = this.restored;
    this.noted();
    const restore = this.#files.reset();
    this.#undo.offer('All files are the book’s again.', () => {
      restore();
      this.#restored.value = restored;
    });
  }

  /** The reader's earlier files in place of the book's new ones; can be undone. */
  async useEarlier(): Promise<void> {
    const earlier = this.earlier;
    if (earlier === null) return;
    const gone = Object.fromEntries(earlier.removed.map((path) => [path, null]));
    this.#files.put({ ...gone, ...earlier.texts }, 'Your files are in place of the book’s new ones.');
    await this.#settle(null);
  }

  /** The book's files stay, and the reader's earlier ones are given up; can be undone. */
  async dropEarlier(): Promise<void> {
    const earlier = this.earlier;
    this.#undo.offer('Your earlier changes are given up.', () => void this.#settle(earlier));
    await this.#settle(null);
  }

  async #settle(earlier: KeptFiles | null): Promise<void> {
    this.#earlier.value = earlier;
    await this.#write();
  }

  async #write(): Promise<void> {
    const { changes } = this.#files;
    const current = changes === null ? null : { ...changes, version: this.#version, saved: Date.now() };
    const record = current === null && this.earlier === null ? null : { current, earlier: this.earlier };
    try {
      await this.#shelf.write(this.#sandbox, record);
      this.#trouble.value = null;
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const full = error instanceof Error && error.name === 'QuotaExceededError';
    this.#trouble.value = full
      ? 'Your changes will be gone when you leave this page: the browser’s storage for this site is full.'
      : 'Your changes will be gone when you leave this page: the browser does not let it keep them, as in a private window.';
  }
}

/** A short name for what files hold: FNV-1a, twice 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function versionOf(files: Readonly<Record<string, string>>): string {
  const text = JSON.stringify(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  const hash = (basis: number) => {
    let value = basis;
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x050c5d1f);
}
