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
  const noteSection = () => {
    const link = sections.querySelector<HTMLAnchorElement>('a[aria-current]');
    if (link !== null) progress().markSection(slug, decodeURIComponent(link.hash.slice(1)));
  };
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
