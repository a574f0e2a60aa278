/** A button on each listing of the text that copies it; those of sandboxes have their own menu. */
import { adoptStyle } from '../../../workbench/shared/adopt-style.ts';
import style from './copy-listings.css?inline';

/** How long the button says what it has done, in milliseconds. */
const TOLD = 2000;

let added = false;

/** Calling it again changes nothing. */
export function addCopyButtons(): void {
  if (added) return;
  added = true;
  adoptStyle(style);
  for (const listing of document.querySelectorAll<HTMLElement>('.prose pre.listing')) {
    const place = document.createElement('div');
    place.className = 'copied-listing';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy this listing');
    const told = document.createElement('span');
    told.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      const text = (listing.textContent ?? '').replace(/\n$/, '');
      const tell = (words: string) => {
        told.textContent = words;
        setTimeout(() => (told.textContent = ''), TOLD);
      };
      navigator.clipboard.writeText(text).then(
        () => tell('Copied'),
        () => tell('The browser did not allow it'),
      );
    });
    listing.replaceWith(place);
    place.append(listing, told, button);
  }
}
