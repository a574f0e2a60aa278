/**
 * Keeps the page that is being read, and offers a new edition to readers who keep the whole book. This is a chunk of its
 * own, loaded once the reader reads, or on every page when something is kept.
 */
import { choice } from '../../../offline/places.ts';
import { keepThisPage } from '../../../offline/visited.ts';
import { canKeep, isOwnComputer, wantsWholeBook } from '../../../offline/wishes.ts';

/** Milliseconds that somebody stays who reads. */
const READING = 5000;

let started = false;

/** Calling it again changes nothing. @param base the path that the site is served under */
export async function startOffline(base: string): Promise<void> {
  if (started || !canKeep() || isOwnComputer()) return;
  started = true;
  setTimeout(() => {
    // Without the network or without room the page is not kept; nobody has asked for it.
    keepThisPage(base).catch((error: unknown) => console.info('This page is not kept:', error));
  }, READING);
  if ((await choice(base, 'whole')) === undefined && wantsWholeBook() === undefined) return;
  const { offerEdition } = await import('./offer.ts');
  await offerEdition(base);
}
