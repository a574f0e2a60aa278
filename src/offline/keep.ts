/** Brings files of an edition into its cache, and says how far it is. It runs in the page; the worker only reads. */
import { choose, editionCache, editionCaches, isNamedByContents, LISTS } from './places.ts';

/** What a page needs to be read and run without the network (`_offline/visited.json`). */
export interface Visited {
  readonly edition: string;
  /** Files that every page needs, sandboxes running. Paths here and below have no base. */
  readonly always: readonly string[];
  /** A chapter's slug, or `playground` and the like, to the further files of its pages. */
  readonly chapters: Readonly<Record<string, readonly string[]>>;
}

/** Everything a reader can open (`_offline/whole.json`). */
export interface Whole {
  readonly edition: string;
  /** A path to the file's size in bytes. */
  readonly files: Readonly<Record<string, number>>;
}

/** How many files are asked for at a time. */
const AT_ONCE = 6;

/** The edition has changed on the server while its files were being fetched. */
export class EditionChanged extends Error {}

/** @throws TypeError without the network, Error when the server does not have the list */
export async function list<T extends Visited | Whole>(base: string, name: 'visited' | 'whole'): Promise<T> {
  const response = await fetch(`${base}${LISTS}${name}.json`, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`The list of files could not be loaded: the server answered ${response.status}.`);
  return (await response.json()) as T;
}

interface Wanted {
  readonly base: string;
  readonly edition: string;
  readonly paths: readonly string[];
  readonly signal?: AbortSignal;
  /** Called when a file is there. */
  readonly had?: (path: string) => void;
}

/**
 * Keeps files. Those that the cache has are not fetched again, so it goes on where it was stopped; files named by their
 * contents are taken from an earlier edition.
 *
 * @throws AbortError when it was stopped; EditionChanged; QuotaExceededError when the browser has no more room; Error
 *   when a file could not be loaded. What was kept so far stays.
 */
export async function keep({ base, edition, paths, signal, had }: Wanted): Promise<void> {
  const cache = await caches.open(editionCache(base, edition));
  const present = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const waiting = [...paths];
  let fetched = false;
  const one = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      signal?.throwIfAborted();
      if (!present.has(base + path)) {
        const response = await get(base, path, signal);
        if (response !== undefined) await cache.put(base + path, response);
        fetched = true;
      }
      had?.(path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  // Files without a hash in their names may come from another edition than the list says.
  if (fetched && (await list<Visited>(base, 'visited')).edition !== edition)
    throw new EditionChanged('The site has a new edition since the list of files was read.');
}

/** @returns `undefined` for a page that the site does not have (any more) */
async function get(base: string, path: string, signal: AbortSignal | undefined): Promise<Response | undefined> {
  const same = isNamedByContents(path);
  const earlier = same ? await caches.match(base + path) : undefined;
  if (earlier !== undefined) return earlier;
  const response = await fetch(base + path, {
    cache: same ? 'default' : 'reload',
    priority: 'low',
    ...(signal && { signal }),
  });
  if (response.status === 404 && isPage(path)) return undefined;
  if (!response.ok) throw new Error(`${path} could not be loaded: the server answered ${response.status}.`);
  if (!response.redirected) return response;
  // A page that is opened may not be answered with what came after a redirect.
  return new Response(response.body, { headers: response.headers });
}

/** Removes the caches of all editions but one. */
export async function removeOthers(base: string, edition: string): Promise<void> {
  const own = editionCache(base, edition);
  for (const name of await editionCaches(base)) if (name !== own) await caches.delete(name);
}

/** Removes everything that is kept. What the reader has chosen besides stays. */
export async function removeAll(base: string): Promise<void> {
  await choose(base, 'whole', undefined);
  for (const name of await editionCaches(base)) await caches.delete(name);
}

/** The first page has the base's path itself. */
const isPage = (path: string): boolean => path === '' || path.endsWith('/');

/** @returns paths of all files that are kept, of any edition, without the base */
export async function keptPaths(base: string): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const name of await editionCaches(base))
    for (const { url } of await (await caches.open(name)).keys()) paths.add(new URL(url).pathname.slice(base.length));
  return paths;
}

/** @returns paths of the pages that are kept, without the base; in no order */
export async function keptPages(base: string): Promise<string[]> {
  return [...(await keptPaths(base))].filter(isPage);
}
