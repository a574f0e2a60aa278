/** Copies of the reader's progress, cards included: a file they save here and add there. */
import { cardsOf, interviewsOf, type LearnedCopy } from '../cards/store.ts';
import { chaptersOf, isRecord, VERSION, type ChapterProgress, type Chapters } from './progress.ts';

/** What the file says that it is. */
const KIND = 'Port 3000: progress';

/** Characters; years of reading take a few thousand. */
const LIMIT = 2_000_000;

/** A copy that was read, or a sentence on why it could not be. */
export type CopyResult =
  | {
      readonly ok: true;
      readonly chapters: Chapters;
      readonly learned: LearnedCopy;
      /** How many cards of the copy cannot be read. */
      readonly unreadable: number;
    }
  | { readonly ok: false; readonly message: string };

const NO_CARDS: LearnedCopy = { cards: {}, interviews: [] };

/** @returns the text of a copy */
export function writeCopy(chapters: Chapters, { cards, interviews }: LearnedCopy = NO_CARDS): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, chapters, cards, interviews }, null, 2)}\n`;
}

/** @param text what the file holds that the reader has chosen */
export function readCopy(text: string): CopyResult {
  if (text.length > LIMIT) return refused('The file is too large for a copy of your progress.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('The file is no copy of your progress, or it is damaged: it is not JSON.');
  }
  if (!isRecord(json) || json['kind'] !== KIND) return refused('The file is JSON, but no copy of your progress.');
  const { version, chapters } = json;
  if (typeof version === 'number' && version > VERSION)
    return refused('The copy was saved by a newer version of this book, which this page cannot read. Reload the page.');
  if (version !== VERSION || !isRecord(chapters))
    return refused('The copy is damaged: it does not say what was done in which chapter.');
  // Copies that were saved before there were cards have none.
  const { cards = {}, interviews = [] } = json;
  if (!isRecord(cards)) return refused('The copy is damaged: it does not say which cards were learned.');
  if (!Array.isArray(interviews)) return refused('The copy is damaged: its interviews are no list.');
  const read = cardsOf(cards);
  return {
    ok: true,
    chapters: chaptersOf(chapters),
    learned: { cards: read.cards, interviews: interviewsOf(interviews) },
    unreadable: read.unreadable,
  };
}

const refused = (message: string): CopyResult => ({ ok: false, message });

/** @returns what was done in either; where both have said something else, what was said here stays */
export function added(here: Chapters, copy: Chapters): Chapters {
  const slugs = [...new Set([...Object.keys(here), ...Object.keys(copy)])];
  return Object.fromEntries(slugs.map((slug) => [slug, either(here[slug], copy[slug])]));
}

function either(here: ChapterProgress | undefined, copy: ChapterProgress | undefined): ChapterProgress {
  if (here === undefined || copy === undefined) return (here ?? copy)!;
  const later = copy.at > here.at ? copy : here;
  return {
    read: here.read || copy.read,
    run: [...new Set([...here.run, ...copy.run])],
    predicted: { ...copy.predicted, ...here.predicted },
    solved: here.solved || copy.solved,
    section: later.section ?? here.section ?? copy.section,
    at: later.at,
  };
}
