/** A sandbox's files: the author's, the reader's edits, what programs wrote, and what the running processes have. */
import { Computed, sameItems, State } from './signal.ts';

/** How many files that programs create are shown. */
const CREATED_LIMIT = 20;

export class FilesStore {
  readonly #original: Readonly<Record<string, string>>;
  readonly #authorShown: readonly string[];
  readonly #created = new State<readonly string[]>([]);
  /** A text each, so that one who shows a file hears of that file. */
  readonly #texts = new Map<string, State<string>>();
  readonly #conflicts = new State<ReadonlyMap<string, string>>(new Map());
  readonly #replacements = new State(0);
  /** The files as the running processes have them. */
  readonly #running = new State<Readonly<Record<string, string>> | null>(null);
  readonly #edited = new Computed(() => this.shown.filter((path) => this.#isEdited(path)), sameItems);
  readonly #differs = new Computed(() => {
    const running = this.#running.value;
    return running !== null && this.shown.some((path) => this.text(path) !== running[path]);
  });

  /**
   * @param original every file as the author wrote it, by path
   * @param shown paths of those that the reader sees
   */
  constructor(original: Readonly<Record<string, string>>, shown: readonly string[]) {
    this.#original = original;
    this.#authorShown = shown;
    for (const [path, text] of Object.entries(original)) this.#texts.set(path, new State(text));
  }

  /** The files with a tab: the author's, then those that programs have created. */
  get shown(): readonly string[] {
    return [...this.#authorShown, ...this.#created.value];
  }

  /** Every file as it is now, by path. */
  get contents(): Readonly<Record<string, string>> {
    // Those that programs add are files too.
    void this.#created.value;
    return Object.fromEntries([...this.#texts].map(([path, { value }]) => [path, value]));
  }

  text(path: string): string {
    return this.#texts.get(path)?.value ?? '';
  }

  /** Whether it is, to the letter, what the author wrote. */
  isOriginal(path: string): boolean {
    return this.text(path) === this.#original[path];
  }

  edit(path: string, text: string): void {
    const known = this.#texts.get(path);
    if (known === undefined) this.#texts.set(path, new State(text));
    else known.value = text;
  }

  isEdited(path: string): boolean {
    return this.#edited.value.includes(path);
  }

  #isEdited(path: string): boolean {
    return path in this.#original && !this.isOriginal(path);
  }

  /** Whether anything differs from what the author wrote. */
  get edited(): boolean {
    return this.#created.value.length > 0 || this.#edited.value.length > 0;
  }

  /** How often texts were replaced by something other than typing. */
  get replacements(): number {
    return this.#replacements.value;
  }

  resetFile(path: string): void {
    this.edit(path, this.#original[path] ?? '');
    this.#replaced();
  }

  /** Everything as the author wrote it; nothing runs. */
  reset(): void {
    this.#created.value = [];
    this.#conflicts.value = new Map();
    this.#running.value = null;
    for (const path of this.#texts.keys()) if (!(path in this.#original)) this.#texts.delete(path);
    for (const [path, text] of Object.entries(this.#original)) this.edit(path, text);
    this.#replaced();
  }

  /** The processes have been given the files as they are now. */
  started(): void {
    this.#running.value = this.contents;
  }

  /** No process runs any more. */
  stopped(): void {
    this.#running.value = null;
  }

  /** Whether the reader has changed a file since the processes were started. */
  get differsFromRunning(): boolean {
    return this.#differs.value;
  }

  /** Files that a program wrote while they had edits of the reader's that had not been run: what it wrote. */
  get conflicts(): ReadonlyMap<string, string> {
    return this.#conflicts.value;
  }

  /** A program wrote a file. Edits that it did not know of are kept, and the reader is asked. */
  written(path: string, contents: string | Uint8Array): void {
    if (typeof contents !== 'string' || this.text(path) === contents) return;
    const running = this.#running.value?.[path];
    if (running !== undefined && this.text(path) !== running)
      this.#conflicts.value = new Map([...this.conflicts, [path, contents]]);
    else this.#accept(path, contents);
  }

  /** Takes what a program wrote in place of the reader's edits, or keeps these. */
  settleConflict(path: string, take: 'program' | 'reader'): void {
    const contents = this.conflicts.get(path);
    this.#conflicts.value = new Map([...this.conflicts].filter(([other]) => other !== path));
    if (take === 'program' && contents !== undefined) this.#accept(path, contents);
  }

  #accept(path: string, contents: string): void {
    const created = this.#created.value;
    const isNew = !this.shown.includes(path);
    if (isNew && created.length === CREATED_LIMIT) return;
    this.edit(path, contents);
    if (isNew) this.#created.value = [...created, path];
    const running = this.#running.value;
    if (running !== null) this.#running.value = { ...running, [path]: contents };
    this.#replaced();
  }

  #replaced(): void {
    this.#replacements.value += 1;
  }
}
