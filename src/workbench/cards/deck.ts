/** The cards there are for a reader: the entries of the bank that they have chosen, in the order in which they are begun. */
import type { Chapters } from '../progress/progress.ts';
import { partOfEntry, type Bank, type BankEntry } from './bank.ts';
import type { Choices } from './store.ts';

/**
 * @param chapters what was read: its cards come before others
 * @returns entries in the order of the book, those of chapters that were read first
 */
export function deckOf(bank: Bank, { without, topics }: Choices, chapters: Chapters): readonly BankEntry[] {
  const questions = new Set(bank.entries.filter(({ kind }) => kind === 'question').map(({ ask }) => ask));
  const wanted = bank.entries.filter(
    (entry) =>
      // A topic that a chapter asks in the same words is one card, the chapter's.
      (entry.kind === 'question' || (topics && !questions.has(entry.ask))) &&
      !without.includes(partOfEntry(bank, entry)),
  );
  const isRead = ({ chapter }: BankEntry) => chapters[chapter]?.read === true;
  return [...wanted.filter(isRead), ...wanted.filter((entry) => !isRead(entry))];
}
