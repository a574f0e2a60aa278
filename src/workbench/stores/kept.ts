/**
 * The reader's changes to a sandbox's files and requests, kept from one visit to the next. What was changed when the
 * author's files were other ones is not put over them: the reader chooses.
 */
import type { FileChanges, FilesStore } from './files.ts';
import type { RequestChanges, RequestsStore } from './requests.ts';
import { State, watch } from './signal.ts';
import type { UndoStore } from './undo.ts';
import { versionOf } from './version-of.ts';

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
  /** Left out when no request was changed. */
  readonly requests?: KeptRequests;
}

export interface KeptRequests extends RequestChanges {
  /** When, in milliseconds since 1970. */
  readonly saved: number;
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
  readonly #requests: RequestsStore;
  readonly #restoredRequests = new State<KeptRequests | null>(null);
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
    requests: RequestsStore,
  ) {
    this.#sandbox = sandbox;
    this.#version = versionOf(original);
    this.#files = files;
    this.#undo = undo;
    this.#shelf = shelf;
    this.#requests = requests;
  }

  /** Changes that have come back at this visit, until the reader has taken note. */
  get restored(): KeptFiles | null {
    return this.#restored.value;
  }

  /** Changes of requests that have come back at this visit, until the reader has taken note. */
  get restoredRequests(): KeptRequests | null {
    return this.#restoredRequests.value;
  }

  /** Changes of the files as the author had them before. */
  get earlier(): KeptFiles | null {
    return this.#earlier.value;
  }

  /** Why changes will be lost when the page is left; `null` when they will not. */
  get trouble(): string | null {
    return this.#files.changes === null && this.#requests.changes === null ? null : this.#trouble.value;
  }

  /** Whether there is anything to say. */
  get any(): boolean {
    const back = this.restored !== null || this.restoredRequests !== null;
    return back || this.earlier !== null || this.trouble !== null;
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
      if (record?.requests !== undefined && this.#requests.changes === null) {
        const { restoreRequests } = await import('./restore-requests.ts');
        restoreRequests(this.#requests, record.requests);
        this.#restoredRequests.value = record.requests;
      }
    } catch (error) {
      this.#fail(error);
    }
    const changed = () => (this.#timer ??= setTimeout(() => void this.flush(), PAUSE));
    watch(() => this.#files.changes, changed);
    watch(() => this.#requests.changes, changed);
    // What was written while the browser took its time.
    const written = this.#files.changes !== null && this.#restored.value === null;
    if (written || (this.#requests.changes !== null && this.#restoredRequests.value === null)) changed();
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
    this.#restoredRequests.value = null;
  }

  /** The author's files and requests in place of those that have come back; can be undone. */
  useBook(): void {
    const { restored, restoredRequests } = this;
    this.noted();
    const restoreFiles = restored === null ? null : this.#files.reset();
    const restoreRequests = restoredRequests === null ? null : this.#requests.reset();
    const what = restored === null ? 'requests' : restoredRequests === null ? 'files' : 'files and requests';
    this.#undo.offer(`All ${what} are the book’s again.`, () => {
      restoreFiles?.();
      restoreRequests?.();
      this.#restored.value = restored;
      this.#restoredRequests.value = restoredRequests;
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
    const requests = this.#requests.changes;
    const { earlier } = this;
    const nothing = current === null && earlier === null && requests === null;
    const record = nothing
      ? null
      : { current, earlier, ...(requests !== null && { requests: { ...requests, saved: Date.now() } }) };
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
