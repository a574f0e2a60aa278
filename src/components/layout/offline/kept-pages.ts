/** Fills the list of kept pages on the page that stands for one that is not kept. */
import { keptPages } from '../../../offline/keep.ts';

/** @param base the path that the site is served under */
export async function listKeptPages(base: string): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-kept]');
  const items = place?.querySelector('ul');
  const known = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.rail a[href]')].map((link) => [link.pathname, link.textContent]),
  );
  for (const page of (await keptPages(base)).sort()) {
    // Chapters by their names, as the rail has them; of the others the address says what they are.
    if (page === 'offline/') continue;
    const link = document.createElement('a');
    link.href = base + page;
    link.textContent = known.get(base + page)?.trim() || (page === '' ? 'The first page' : page.replace(/\/$/, ''));
    const item = document.createElement('li');
    item.append(link);
    items?.append(item);
  }
  if (place && items) place.hidden = items.childElementCount === 0;
}
