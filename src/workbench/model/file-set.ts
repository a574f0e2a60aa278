/** A sandbox's files: the author's, the reader's edits, what programs wrote, and what the running processes have. */

/** How many files that programs create are shown. */
const CREATED_LIMIT = 20;

/** What somebody who shows the files has to hear of. */
export interface FileSetListener {
  changed(): void;
  /** Texts were replaced by something other than typing. */
  replaced(): void;
}

export class FileSet {
  /** Files that a program wrote while they had edits of the reader's that had not been run: what it wrote. */
  readonly conflicts = new Map<string, string>();
  readonly #original: Readonly<Record<string, string>>;
  readonly #authorShown: readonly string[];
  readonly #listener: FileSetListener;
  #created: readonly string[] = [];
  #files: Record<string, string>;
  /** The files as the running processes have them. */
  #running: Record<string, string> | null = null;

  /**
   * @param original every file as the author wrote it, by path
   * @param shown paths of those that the reader sees
   */
  constructor(original: Readonly<Record<string, string>>, shown: readonly string[], listener: FileSetListener) {
    this.#original = original;
    this.#authorShown = shown;
    this.#listener = listener;
    this.#files = { ...original };
  }

  /** The files with a tab: the author's, then those that programs have created. */
  get shown(): readonly string[] {
    return [...this.#authorShown, ...this.#created];
  }

  /** Every file as it is now, by path. */
  get contents(): Readonly<Record<string, string>> {
    return this.#files;
  }

  text(path: string): string {
    return this.#files[path] ?? '';
  }

  edit(path: string, text: string): void {
    if (this.#files[path] === text) return;
    this.#files[path] = text;
    this.#listener.changed();
  }

  isEdited(path: string): boolean {
    return path in this.#original && this.#files[path] !== this.#original[path];
  }

  /** Whether anything differs from what the author wrote. */
  get edited(): boolean {
    return this.#created.length > 0 || this.#authorShown.some((path) => this.isEdited(path));
  }

  resetFile(path: string): void {
    this.edit(path, this.#original[path] ?? '');
    this.#listener.replaced();
  }

  /** Everything as the author wrote it; nothing runs. */
  reset(): void {
    this.#created = [];
    this.conflicts.clear();
    this.#files = { ...this.#original };
    this.#running = null;
    this.#listener.replaced();
  }

  /** The processes have been given the files as they are now. */
  started(): void {
    this.#running = { ...this.#files };
  }

  /** No process runs any more. */
  stopped(): void {
    this.#running = null;
  }

  /** Whether the reader has changed a file since the processes were started. */
  get differsFromRunning(): boolean {
    const running = this.#running;
    return running !== null && this.shown.some((path) => this.#files[path] !== running[path]);
  }

  /** A program wrote a file. Edits that it did not know of are kept, and the reader is asked. */
  written(path: string, contents: string | Uint8Array): void {
    if (typeof contents !== 'string' || this.#files[path] === contents) return;
    const running = this.#running?.[path];
    if (running !== undefined && this.#files[path] !== running) this.conflicts.set(path, contents);
    else this.#accept(path, contents);
  }

  /** Takes what a program wrote in place of the reader's edits, or keeps these. */
  settleConflict(path: string, take: 'program' | 'reader'): void {
    const contents = this.conflicts.get(path);
    this.conflicts.delete(path);
    if (take === 'program' && contents !== undefined) this.#accept(path, contents);
    this.#listener.changed();
  }

  #accept(path: string, contents: string): void {
    if (!this.shown.includes(path)) {
      if (this.#created.length === CREATED_LIMIT) return;
      this.#created = [...this.#created, path];
    }
    this.#files[path] = contents;
    if (this.#running !== null) this.#running[path] = contents;
    this.#listener.replaced();
  }
}
