/** A sandbox's files: the author's, the reader's edits, what programs wrote, and what the running processes have. */
import { Computed, sameItems, State } from './signal.ts';
import { UndoStore } from './undo.ts';

/** How many files that programs create are shown. */
const CREATED_LIMIT = 20;

/** How a file that is there differs from the author's. */
export type FileChange = 'edited' | 'new';

/** What makes the author's files the reader's. */
export interface FileChanges {
  /** Path to text, of edited and of new files. */
  readonly texts: Readonly<Record<string, string>>;
  /** Files of the author's that are no longer there. */
  readonly removed: readonly string[];
}

/** A place in a file; the line is counted from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

export class FilesStore {
  /** Resolves when the reader's earlier changes are there; `null` when nobody has looked for them. */
  ready: Promise<void> | null = null;
  readonly #original: Readonly<Record<string, string>>;
  readonly #authorShown: readonly string[];
  readonly #undo: UndoStore;
  readonly #shown: State<readonly string[]>;
  /** A text each, so that one who shows a file hears of that file. */
  readonly #texts = new Map<string, State<string>>();
  /** Files that a program has written and the reader has not touched. */
  readonly #programs = new Set<string>();
  readonly #conflicts = new State<ReadonlyMap<string, string>>(new Map());
  readonly #replacements = new State(0);
  readonly #revealed = new State<Place | null>(null);
  /** The files as the running processes have them. */
  readonly #running = new State<Readonly<Record<string, string>> | null>(null);
  readonly #edited = new Computed(
    () => this.shown.filter((path) => path in this.#original && !this.isOriginal(path)),
    sameItems,
  );
  readonly #removed = new Computed(() => {
    const { shown } = this;
    return this.#authorShown.filter((path) => !shown.includes(path));
  }, sameItems);
  readonly #differs = new Computed(() => {
    const running = this.#running.value;
    return running !== null && (this.lacksRunning || this.shown.some((path) => this.text(path) !== running[path]));
  });

  /**
   * @param original every file as the author wrote it, by path
   * @param shown paths of those that the reader sees
   */
  constructor(original: Readonly<Record<string, string>>, shown: readonly string[], undo = new UndoStore()) {
    this.#original = original;
    this.#authorShown = shown;
    this.#undo = undo;
    this.#shown = new State(shown);
    for (const [path, text] of Object.entries(original)) this.#texts.set(path, new State(text));
  }

  /** The files with a tab: the author's, then new ones. */
  get shown(): readonly string[] {
    return this.#shown.value;
  }

  /** Every file as it is now, by path. */
  get contents(): Readonly<Record<string, string>> {
    // Those that are added and taken away are files too.
    void this.shown;
    return Object.fromEntries([...this.#texts].map(([path, { value }]) => [path, value]));
  }

  text(path: string): string {
    return this.#texts.get(path)?.value ?? '';
  }

  /** Whether there is such a file, with a tab or without. */
  has(path: string): boolean {
    return this.#texts.has(path);
  }

  /** The author's text; `undefined` of a file that is none of theirs. */
  original(path: string): string | undefined {
    return this.#original[path];
  }

  /** Whether it is, to the letter, what the author wrote. */
  isOriginal(path: string): boolean {
    return this.text(path) === this.#original[path];
  }

  /** The reader types. */
  edit(path: string, text: string): void {
    this.#programs.delete(path);
    this.#set(path, text);
  }

  isEdited(path: string): boolean {
    return this.#edited.value.includes(path);
  }

  change(path: string): FileChange | null {
    if (!(path in this.#original)) return 'new';
    return this.isEdited(path) ? 'edited' : null;
  }

  /** Whether anything differs from what the author wrote. */
  get edited(): boolean {
    return this.#edited.value.length > 0 || this.shown.length > this.#authorShown.length || this.removed.length > 0;
  }

  /** Files of the author's that the reader has deleted or renamed. */
  get removed(): readonly string[] {
    return this.#removed.value;
  }

  /** What the reader has changed; `null` when that is nothing. What programs have created is left out. */
  get changes(): FileChanges | null {
    const changed = this.shown.filter((path) => !this.isOriginal(path) && !this.#programs.has(path));
    if (changed.length === 0 && this.removed.length === 0) return null;
    return { texts: Object.fromEntries(changed.map((path) => [path, this.text(path)])), removed: this.removed };
  }

  /** The place that the reader was last led to. */
  get revealed(): Place | null {
    return this.#revealed.value;
  }

  /** Brings a file to the front, in the editor, with the caret in a line. */
  reveal(path: string, line: number): void {
    if (this.shown.includes(path)) this.#revealed.value = { path, line };
  }

  /** How often texts were replaced by something other than typing. */
  get replacements(): number {
    return this.#replacements.value;
  }

  /**
   * Puts several files in place of what is there; the reader can undo all of it at once.
   *
   * @param texts path to text; `null` takes the file away
   * @param done says what was done: “limiter.js is the book’s again.”
   */
  put(texts: Readonly<Record<string, string | null>>, done: string): void {
    this.#undo.offer(done, this.#put(texts));
  }

  /**
   * Makes the files what changes say, whatever they are now.
   *
   * @returns brings back what was there
   */
  become({ texts, removed }: FileChanges): () => void {
    const gone = [...this.#texts.keys()].filter((path) => !(path in this.#original));
    const none = Object.fromEntries([...gone, ...removed].map((path) => [path, null] as const));
    return this.#put({ ...this.#original, ...none, ...texts });
  }

  /** Adds an empty file, or one with a text. */
  create(path: string, text = ''): void {
    this.#put({ [path]: text });
  }

  rename(path: string, to: string): void {
    const place = this.shown.indexOf(path);
    this.put({ [to]: this.text(path), [path]: null }, `${path} is now called ${to}.`);
    const others = this.shown.filter((other) => other !== to);
    this.#shown.value = [...others.slice(0, place), to, ...others.slice(place)];
  }

  remove(path: string): void {
    this.put({ [path]: null }, `${path} was deleted.`);
  }

  /** One file as the author wrote it. */
  resetFile(path: string): void {
    this.put({ [path]: this.#original[path] ?? '' }, `${path} is the book’s again.`);
  }

  /**
   * Everything as the author wrote it; nothing runs.
   *
   * @returns brings back what was there
   */
  reset(): () => void {
    this.#conflicts.value = new Map();
    this.#running.value = null;
    const added = [...this.#texts.keys()].filter((path) => !(path in this.#original));
    const restore = this.#put({ ...Object.fromEntries(added.map((path) => [path, null])), ...this.#original });
    this.#shown.value = this.#authorShown;
    return restore;
  }

  /** Brings back what the reader had changed at an earlier visit. */
  restore({ texts, removed }: FileChanges): void {
    this.#apply({ ...Object.fromEntries(removed.map((path) => [path, null])), ...texts });
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

  /** Whether the processes have a file that is no longer there. */
  get lacksRunning(): boolean {
    void this.shown;
    return Object.keys(this.#running.value ?? {}).some((path) => !this.has(path));
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
    const isNew = !this.shown.includes(path);
    const created = this.shown.filter((other) => !this.#authorShown.includes(other));
    if (isNew && created.length >= CREATED_LIMIT) return;
    // An untouched file of the author's that a program rewrites is no change of the reader's either.
    if (isNew || this.isOriginal(path)) this.#programs.add(path);
    this.#apply({ [path]: contents });
    const running = this.#running.value;
    if (running !== null) this.#running.value = { ...running, [path]: contents };
  }

  #set(path: string, text: string): void {
    const known = this.#texts.get(path);
    if (known === undefined) this.#texts.set(path, new State(text));
    else known.value = text;
  }

  /** @returns brings back what was there */
  #put(texts: Readonly<Record<string, string | null>>): () => void {
    const { shown } = this;
    const paths = Object.keys(texts);
    const before = Object.fromEntries(paths.map((path) => [path, this.has(path) ? this.text(path) : null]));
    for (const path of paths) this.#programs.delete(path);
    this.#apply(texts);
    return () => {
      this.#apply(before);
      // What has come meanwhile keeps its tab.
      const added = this.shown.filter((path) => !shown.includes(path));
      this.#shown.value = [...shown, ...added].filter((path) => this.has(path));
    };
  }

  /** Sets texts and tabs, and tells those who show files. */
  #apply(texts: Readonly<Record<string, string | null>>): void {
    let { shown } = this;
    for (const [path, text] of Object.entries(texts)) {
      if (text === null) {
        this.#texts.delete(path);
        shown = shown.filter((other) => other !== path);
        continue;
      }
      // The author's hidden files get a tab only when they become other than they were.
      const hidden = path in this.#original && !this.#authorShown.includes(path);
      this.#set(path, text);
      if (!shown.includes(path) && !(hidden && this.isOriginal(path))) shown = [...shown, path];
    }
    if (!sameItems(shown, this.shown)) this.#shown.value = shown;
    this.#replacements.value += 1;
  }
}
