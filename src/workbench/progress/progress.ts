/**
 * What the reader has done in each chapter, kept in this browser only. One record of a known version; what is
 * damaged, of another version or cannot be stored costs what was kept, never the page.
 */
import { State } from '../stores/signal.ts';

/** The key in `localStorage`. */
export const PROGRESS_KEY = 'port3000.progress';

/** The version of what is kept, and of its copies. */
export const VERSION = 1;

/** What was done in one chapter. */
export interface ChapterProgress {
  /** The reader has come to its end. */
  readonly read: boolean;
  /** Ids of the sandboxes that were run. */
  readonly run: readonly string[];
  /** What was predicted, by the prediction's id: the choice as it was shown, or lines in the reader's order. */
  readonly predicted: Readonly<Record<string, string>>;
  /** The exercise's check has passed. */
  readonly solved: boolean;
  /** The id of the section that was last read; `null` before the first. */
  readonly section: string | null;
  /** When something was last done in it, in milliseconds since 1970; 0 when that is not known. */
  readonly at: number;
}

/** What was done, by the slug of the chapter. */
export type Chapters = Readonly<Record<string, ChapterProgress>>;

interface Kept {
  readonly version: typeof VERSION;
  readonly chapters: Chapters;
}

const NOTHING: ChapterProgress = { read: false, run: [], predicted: {}, solved: false, section: null, at: 0 };

export class ProgressStore {
  readonly #storage: Storage | null;
  readonly #now: () => number;
  readonly #chapters: State<Chapters>;
  readonly #problem = new State<string | null>(null);

  /**
   * @param storage `null` where there is none: then it holds as long as the page
   * @param now milliseconds since 1970
   */
  constructor(storage: Storage | null, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
    this.#chapters = new State(this.#read());
    if (storage === null) this.#problem.value = 'This browser keeps nothing for this page: progress is lost with it.';
    else if (isNewer(this.#text()))
      this.#problem.value =
        'A newer version of this book has kept progress here: it is left as it is, and this page’s is lost with the page.';
  }

  /** @param slug a chapter's */
  chapter(slug: string): ChapterProgress {
    return this.#chapters.value[slug] ?? NOTHING;
  }

  /** Slugs of the chapters in which something was done. */
  get chapters(): readonly string[] {
    return Object.keys(this.#chapters.value);
  }

  /** Everything that was done. */
  get all(): Chapters {
    return this.#chapters.value;
  }

  /** Why what is done is not kept, in a sentence; `null` while it is. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** @param read whether the reader has come to its end; `false` takes it back */
  markRead(slug: string, read = true): void {
    if (this.chapter(slug).read !== read) this.#change(slug, () => ({ read }));
  }

  /** @param section the id of the heading under which the reader reads */
  markSection(slug: string, section: string): void {
    if (this.chapter(slug).section !== section) this.#change(slug, () => ({ section }));
  }

  /** @param id a sandbox's: `rate-limiting/boundary` */
  markRun(slug: string, id: string): void {
    if (this.chapter(slug).run.includes(id)) return;
    this.#change(slug, ({ run }) => ({ run: [...run.filter((other) => other !== id), id] }));
  }

  markSolved(slug: string): void {
    this.#change(slug, () => ({ solved: true }));
  }

  /** @param id the prediction's @param said what the reader chose; `null` takes it back */
  predict(slug: string, id: string, said: string | null): void {
    this.#change(slug, ({ predicted }) => {
      const others = Object.entries(predicted).filter(([other]) => other !== id);
      return { predicted: Object.fromEntries(said === null ? others : [...others, [id, said]]) };
    });
  }

  /** Forgets everything. */
  clear(): void {
    this.replace({});
  }

  /** Puts other progress in place of what there is. */
  replace(chapters: Chapters): void {
    this.#chapters.value = chapters;
    this.#write();
  }

  /** Reads again what is stored: another tab may have written. */
  reload(): void {
    if (this.problem === null) this.#chapters.value = this.#read();
  }

  #change(slug: string, change: (before: ChapterProgress) => Partial<ChapterProgress>): void {
    // Another tab may have written since: what it says is not undone. What could not be stored is only here.
    const kept = this.problem === null ? this.#read() : this.#chapters.value;
    const before = kept[slug] ?? NOTHING;
    this.#chapters.value = { ...kept, [slug]: { ...before, ...change(before), at: this.#now() } };
    this.#write();
  }

  #read(): Chapters {
    return readProgress(this.#text());
  }

  #text(): string | null {
    try {
      return this.#storage?.getItem(PROGRESS_KEY) ?? null;
    } catch {
      return null;
    }
  }

  #write(): void {
    if (this.problem !== null) return;
    const kept: Kept = { version: VERSION, chapters: this.#chapters.value };
    try {
      this.#storage?.setItem(PROGRESS_KEY, JSON.stringify(kept));
    } catch {
      this.#problem.value = 'This browser’s storage for the page is full or forbidden: progress is lost with the page.';
    }
  }
}

/** @returns what a stored text says of chapters; what cannot be read is left out */
export function readProgress(text: string | null): Chapters {
  if (text === null) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {};
  }
  return isRecord(json) && json['version'] === VERSION && isRecord(json['chapters'])
    ? chaptersOf(json['chapters'])
    : {};
}

/** @returns what can be read of chapters that were stored; the rest is left out */
export function chaptersOf(json: Readonly<Record<string, unknown>>): Chapters {
  return Object.fromEntries(
    Object.entries(json).flatMap(([slug, value]) => (isRecord(value) ? [[slug, chapterOf(value)]] : [])),
  );
}

function chapterOf({ read, run, predicted, solved, section, at }: Readonly<Record<string, unknown>>): ChapterProgress {
  const isText = (value: unknown): value is string => typeof value === 'string';
  return {
    read: read === true,
    run: Array.isArray(run) ? run.filter(isText) : [],
    predicted: isRecord(predicted)
      ? Object.fromEntries(Object.entries(predicted).filter((entry): entry is [string, string] => isText(entry[1])))
      : {},
    solved: solved === true,
    section: isText(section) ? section : null,
    at: typeof at === 'number' && at > 0 ? at : 0,
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNewer(text: string | null): boolean {
  try {
    const json: unknown = JSON.parse(text ?? 'null');
    return isRecord(json) && typeof json['version'] === 'number' && json['version'] > VERSION;
  } catch {
    return false;
  }
}

let ofPage: ProgressStore | null = null;

/** @returns the progress that everything on this page shares */
export function progress(): ProgressStore {
  ofPage ??= listening(new ProgressStore(pageStorage()));
  return ofPage;
}

/** What other pages write is heard, also after the reader has come back to this one. */
function listening(store: ProgressStore): ProgressStore {
  addEventListener('storage', ({ key }) => {
    if (key === PROGRESS_KEY || key === null) store.reload();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) store.reload();
  });
  return store;
}

function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
