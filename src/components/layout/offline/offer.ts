/**
 * A line at the foot of the window that offers a new edition to whoever keeps the whole book. Nothing is loaded and no page
 * changes before the reader says so; what they have changed in sandboxes stays.
 */
import { megabytes, wholeBook } from '../../../workbench/offline/whole-book.ts';
import { adoptStyle } from '../../../workbench/shared/adopt-style.ts';
import { watch } from '../../../workbench/stores/signal.ts';
import style from './offer.css?inline';

/** Goes on with a book that was being fetched, and shows the line when there is a newer one. */
export async function offerEdition(base: string): Promise<void> {
  const book = wholeBook(base);
  await book.look();
  if (book.newer === undefined) return;
  adoptStyle(style);
  const line = document.createElement('section');
  line.className = 'edition-offer';
  line.setAttribute('aria-label', 'A new edition');
  const words = document.createElement('p');
  words.setAttribute('role', 'status');
  const take = button('Take it', () => void (book.taken ? location.reload() : book.fetch()));
  line.append(
    words,
    take,
    button('Later', () => line.remove()),
  );
  document.body.append(line);
  const show = () => {
    const { state, newer, taken, had, size, problem } = book;
    words.textContent = taken
      ? 'The new edition is kept. Your changes in sandboxes stay.'
      : state === 'fetching'
        ? `The new edition is being loaded: ${megabytes(had)} of ${megabytes(size ?? had)}.`
        : (problem ?? `There is a new edition of the book, ${megabytes(newer ?? 0)} to load.`);
    take.textContent = taken ? 'Load this page again' : 'Take it';
    take.hidden = state === 'fetching';
  };
  watch(() => [book.state, book.newer, book.taken, book.had, book.size, book.problem].join(), show);
  show();
}

function button(words: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = words;
  made.addEventListener('click', onClick);
  return made;
}
