/**
 * Keeps what the reader visits: the page, and what its sandboxes need to run. Whoever reads a while in a chapter finds it
 * again without the network. Nothing is kept where the book comes from the reader's own computer, where they have said
 * no, or where their browser saves data.
 */
import { keep, keptPages, list, removeOthers, type Visited } from './keep.ts';
import { registerWorker } from './register.ts';
import { choice, editionCaches, editionCache } from './places.ts';
import { keepsVisited } from './wishes.ts';

/** Keeps this page. @param base the path that the site is served under */
export async function keepThisPage(base: string): Promise<void> {
  if (!keepsVisited()) return;
  await navigator.locks.request(`port3000 ${base} keep`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    await registerWorker(base);
    if ((await choice(base, 'whole')) !== undefined) return;
    const visited = await list<Visited>(base, 'visited');
    const path = location.pathname.slice(base.length).replace(/index\.html$/, '');
    if (path !== '' && !path.endsWith('/')) return;
    const isNew = !(await editionCaches(base)).includes(editionCache(base, visited.edition));
    // A new edition has the pages that the earlier one had, as far as there still are such.
    const pages = [...new Set([path, ...(isNew ? await keptPages(base) : [])])];
    const files = pages.flatMap((page) => visited.chapters[chapterOf(page)] ?? []);
    await keep({ base, edition: visited.edition, paths: [...new Set([...visited.always, ...pages, ...files])] });
    await removeOthers(base, visited.edition);
  });
}

/** `rate-limiting` of `rate-limiting/` and of `sandboxes/rate-limiting/boundary/`. */
function chapterOf(page: string): string {
  const [first = '', second = ''] = page.split('/');
  return first === 'sandboxes' ? second : first;
}
