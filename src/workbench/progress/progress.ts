/**
 * What the reader has done in each chapter, kept in this browser only. One record of a known version; what is
 * damaged, of another version or cannot be stored costs what was kept, never the page.
 */
import { State } from '../stores/signal.ts';

/** The key in `localStorage`. */
export const PROGRESS_KEY = 'port3000.progress';

const VERSION = 1;

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
}

interface Kept {
  readonly version: typeof VERSION;
  readonly chapters: Readonly<Record<string, ChapterProgress>>;
}

const NOTHING: ChapterProgress = { read: false, run: [], predicted: {}, solved: false };

export class ProgressStore {
  readonly #storage: Storage | null;
  readonly #chapters: State<Readonly<Record<string, ChapterProgress>>>;
  readonly #problem = new State<string | null>(null);

  /** @param storage `null` where there is none: then it holds as long as the page */
  constructor(storage: Storage | null) {
    this.#storage = storage;
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

  /** Why what is done is not kept, in a sentence; `null` while it is. */
  get problem(): string | null {
    return this.#problem.value;
  }

  markRead(slug: string): void {
    this.#change(slug, () => ({ read: true }));
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
    this.#chapters.value = {};
    this.#write();
  }

  #change(slug: string, change: (before: ChapterProgress) => Partial<ChapterProgress>): void {
    // Another tab may have written since: what it says is not undone. What could not be stored is only here.
    const kept = this.problem === null ? this.#read() : this.#chapters.value;
    const before = kept[slug] ?? NOTHING;
    this.#chapters.value = { ...kept, [slug]: { ...before, ...change(before) } };
    this.#write();
  }

  #read(): Readonly<Record<string, ChapterProgress>> {
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
export function readProgress(text: string | null): Readonly<Record<string, ChapterProgress>> {
  if (text === null) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {};
  }
  if (!isRecord(json) || json['version'] !== VERSION || !isRecord(json['chapters'])) return {};
  return Object.fromEntries(
    Object.entries(json['chapters']).flatMap(([slug, value]) => (isRecord(value) ? [[slug, chapterOf(value)]] : [])),
  );
}

function chapterOf({ read, run, predicted, solved }: Readonly<Record<string, unknown>>): ChapterProgress {
  const isText = (value: unknown): value is string => typeof value === 'string';
  return {
    read: read === true,
    run: Array.isArray(run) ? run.filter(isText) : [],
    predicted: isRecord(predicted)
      ? Object.fromEntries(Object.entries(predicted).filter((entry): entry is [string, string] => isText(entry[1])))
      : {},
    solved: solved === true,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
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
  ofPage ??= new ProgressStore(pageStorage());
  return ofPage;
}

function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
