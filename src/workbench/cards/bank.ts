/** The bank of questions as the site has it: `cards/bank.json`, and the answers beside it. */

/** A question that an interviewer asks, or a topic of the curriculum, which no answer of a few lines exhausts. */
export type EntryKind = 'question' | 'topic';

/** A place of the book: its title, and its path below the site's. */
export type Place = readonly [title: string, path: string];

export interface BankEntry {
  /** `rate-limiting/why-not-call-incr-and-then-expire`, or a topic's id. */
  readonly id: string;
  readonly kind: EntryKind;
  /** HTML of a line. */
  readonly ask: string;
  /** What is asked next: HTML, a line each. */
  readonly next: readonly string[];
  /** The slug of its chapter. */
  readonly chapter: string;
  /** Ids of topics that it asks about. */
  readonly topics: readonly string[];
  readonly explained: readonly Place[];
  /** The sandbox that shows it, if one does. */
  readonly sandbox: Place | null;
}

export interface BankPart {
  readonly number: number;
  readonly numeral: string;
  readonly title: string;
}

export interface BankChapter {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  /** The number of its part. */
  readonly part: number;
}

export interface Bank {
  readonly parts: readonly BankPart[];
  readonly chapters: readonly BankChapter[];
  /** In the order of the book. */
  readonly entries: readonly BankEntry[];
  /** The questions of topics, by their ids: lines of HTML. */
  readonly topics: Readonly<Record<string, string>>;
}

export interface Answer {
  /** HTML. */
  readonly answer: string;
  /** Answers to what is asked next, in its order. */
  readonly next: readonly string[];
}

/** Answers by the ids of their entries. */
export type Answers = Readonly<Record<string, Answer>>;

/** @returns the number of an entry's part */
export function partOfEntry(bank: Bank, entry: BankEntry): number {
  return bank.chapters.find(({ slug }) => slug === entry.chapter)?.part ?? 0;
}

/**
 * @param base the path that the site is served under
 * @throws Error when it cannot be loaded
 */
export async function loadBank(base: string): Promise<Bank> {
  return load<Bank>(`${base}cards/bank.json`);
}

/** The answers are more than the questions, and wanted only once something is asked. @throws Error */
export async function loadAnswers(base: string): Promise<Answers> {
  return load<Answers>(`${base}cards/answers.json`);
}

async function load<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} was answered ${response.status}`);
  return (await response.json()) as T;
}
