/**
 * Cross-origin isolation, which WebContainer needs. A host that sends the headers gives it; where it does
 * not, a service worker can add them (`src/offline/worker.ts`), if the reader wants it.
 */
import { choice, choose, editionCaches } from '../offline/places.ts';
import { registeredWorker, registerWorker } from '../offline/register.ts';

/**
 * `host`: by headers; `worker`: by our service worker; `none`: not, but it can be had; `refused`: the service
 * worker is there, and the browser does not isolate the page all the same; `impossible`: not at all.
 */
export type Isolation = 'host' | 'worker' | 'none' | 'refused' | 'impossible';

/** @param base the site's path, ending with `/` */
export async function isolation(base: string): Promise<Isolation> {
  const asked = (await registeredWorker(base)) !== undefined && (await choice(base, 'isolated')) !== undefined;
  if (asked) return crossOriginIsolated ? 'worker' : 'refused';
  if (crossOriginIsolated) return 'host';
  return isSecureContext && 'serviceWorker' in navigator ? 'none' : 'impossible';
}

/** Asks the service worker for it; the page is isolated once it has been loaded again. */
export async function isolate(base: string): Promise<void> {
  await choose(base, 'isolated', 'yes');
  await registerWorker(base);
}

/** Takes it back; the next page that is loaded is as the host sends it. */
export async function endIsolation(base: string): Promise<void> {
  await choose(base, 'isolated', undefined);
  if ((await editionCaches(base)).length === 0) await (await registeredWorker(base))?.unregister();
}
