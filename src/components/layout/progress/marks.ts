/** Shows the reader's progress where the book lists its chapters. */
import { doneOf, nextStep, totalOf, wordsOf, type Done, type Outline } from '../../../workbench/progress/outline.ts';
import type { Chapters } from '../../../workbench/progress/progress.ts';
import { slugOfLink } from './links.ts';
import { ring } from './ring.ts';

/** The lists of chapters: their links, and the elements that say in words how much of each was done. */
const LISTS = [
  { links: '.rail > ol > li > a', words: false },
  { links: '.contents-title a', words: true },
  { links: '.cards h3 a', words: true },
] as const;

/** @param base the path that the site is served under */
export function showProgress(outline: Outline, progress: Chapters, base: string): void {
  const done = new Map(outline.map((chapter) => [chapter.slug, doneOf(chapter, progress[chapter.slug])]));
  for (const { links, words } of LISTS)
    for (const link of document.querySelectorAll<HTMLAnchorElement>(links))
      markChapter(link, done.get(slugOfLink(link)) ?? null, words);
  showNext(outline, progress, base);
  showTotal(progress);
}

function markChapter(link: HTMLAnchorElement, done: Done | null, inWords: boolean): void {
  const place = inWords ? link.closest('li')! : link;
  place.querySelector('.progress-mark')?.remove();
  if (done === null) return;
  const mark = document.createElement(inWords ? 'p' : 'span');
  mark.className = 'progress-mark';
  const words = document.createElement('span');
  words.textContent = inWords ? done.words : ` (${done.words})`;
  mark.append(ring(done.share), words);
  if (inWords) (place.querySelector('div') ?? place).append(mark);
  else link.append(mark);
}

/** Makes the way on the first button, on the first page and in the contents. */
function showNext(outline: Outline, progress: Chapters, base: string): void {
  const place = document.querySelector<HTMLElement>('.landing-go, .contents-part');
  if (place === null) return;
  const step = nextStep(outline, progress);
  const link = wayOn(place);
  link.hidden = step === null;
  const first = place.querySelector<HTMLElement>('.primary:not([data-next-step])');
  if (first !== null) first.hidden = step !== null;
  if (step === null) return;
  link.href = base + step.path;
  link.textContent = `Go on with ${step.words}`;
}

/** The link of the way on: in place of the button that begins the book, or in front of the parts. */
function wayOn(place: HTMLElement): HTMLAnchorElement {
  const known = document.querySelector<HTMLAnchorElement>('[data-next-step]');
  if (known !== null) return known;
  const link = document.createElement('a');
  link.className = 'button primary';
  link.dataset['nextStep'] = '';
  if (place.matches('.landing-go')) place.prepend(link);
  else {
    const line = document.createElement('p');
    line.append(link);
    place.before(line);
  }
  return link;
}

function showTotal(progress: Chapters): void {
  const place = document.querySelector('.landing-words, .prose:has(> .contents-part) > .opening');
  if (place === null) return;
  const known = document.querySelector<HTMLElement>('.progress-total');
  const words = wordsOf(totalOf(progress));
  known?.remove();
  if (words === '') return;
  const line = document.createElement('p');
  line.className = 'progress-total';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy or clear it';
  button.addEventListener('click', () => document.querySelector<HTMLElement>('[data-settings-open]')?.click());
  line.append(`${words}. Kept in this browser only. `, button);
  place.append(line);
}
