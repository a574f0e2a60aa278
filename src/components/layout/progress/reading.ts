/** Remembers how far the reader has come in the chapter that a page is. */
import { progress } from '../../../workbench/progress/progress.ts';
import { slugOfLink } from './links.ts';

/** Remembers from now on which section is read, and whether the chapter's end was reached. */
export function followReading(): void {
  const current = document.querySelector<HTMLAnchorElement>('.rail > ol > li > [aria-current]');
  const sections = document.querySelector('[data-sections]');
  const end = document.querySelector('.foot');
  if (current === null || sections === null || end === null) return;
  const slug = slugOfLink(current);
  const left = document.createElement('p');
  left.className = 'progress-left';
  sections.before(left);
  const noteSection = () => {
    const link = sections.querySelector<HTMLAnchorElement>('a[aria-current]');
    if (link !== null) progress().markSection(slug, decodeURIComponent(link.hash.slice(1)));
  };
  const sayLeft = () => {
    const words = timeLeft();
    if (left.textContent !== words) left.textContent = words;
  };
  addEventListener('scroll', sayLeft, { passive: true });
  sayLeft();
  // The page's own script marks the section that is read; this only follows the mark.
  new MutationObserver(noteSection).observe(sections, { subtree: true, attributeFilter: ['aria-current'] });
  noteSection();
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    if (progress().chapter(slug).read) return;
    progress().markRead(slug);
    sayRead(slug);
  }).observe(end);
}

/** @returns how long the rest of the chapter takes, by its share of the page's height; nothing at the end */
function timeLeft(): string {
  const article = document.querySelector<HTMLElement>('[data-minutes]');
  if (article === null) return '';
  const { top, height } = article.getBoundingClientRect();
  const rest = Math.min(1, Math.max(0, (top + height - innerHeight) / height));
  const minutes = Math.ceil(Number(article.dataset['minutes']) * rest);
  return minutes === 0 ? '' : `About ${minutes === 1 ? '1 minute' : `${minutes} minutes`} left`;
}

/** Says at the end of the text that the chapter was read, with a button that takes this back. */
function sayRead(slug: string): void {
  const note = document.createElement('p');
  note.className = 'progress-note';
  note.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  const show = () => {
    const store = progress();
    const { read } = store.chapter(slug);
    const words = [
      `This chapter is ${read ? '' : 'not '}marked as read.`,
      ...(store.problem === null ? [] : [store.problem]),
    ].join(' ');
    note.replaceChildren(words, button);
    button.textContent = read ? 'Not yet' : 'Mark as read';
  };
  button.addEventListener('click', () => {
    progress().markRead(slug, !progress().chapter(slug).read);
    show();
    button.focus();
  });
  document.querySelector('main')?.append(note);
  show();
}
