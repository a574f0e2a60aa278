/**
 * Where the kept book is: names that the page and the service worker share.
 *
 * An edition is one build of the site. Its files are in one cache, named by the edition; a second edition comes into a
 * cache of its own, and the first is removed when the second is whole. What the reader has chosen is in a cache, too,
 * since a service worker has no `localStorage`.
 */

/** The folder of the lists that say what belongs to an edition. They are never answered from a cache. */
export const LISTS = '_offline/';

/** What the reader has chosen: each is an entry of the cache of choices, and there or not. */
export type Choice = 'whole' | 'isolated';

/** @param base the path that the site is served under, as all functions here take it */
export const prefixOf = (base: string): string => `port3000 ${base} `;

export const editionCache = (base: string, edition: string): string => `${prefixOf(base)}edition ${edition}`;

/** Names of the caches with editions, the oldest first. */
export async function editionCaches(base: string): Promise<string[]> {
  const beginning = `${prefixOf(base)}edition `;
  return (await caches.keys()).filter((name) => name.startsWith(beginning));
}

const choicesCache = (base: string): string => `${prefixOf(base)}choices`;
const choiceUrl = (base: string, choice: Choice): string =>
  new URL(`${base}${LISTS}chosen/${choice}`, location.origin).href;

/** @returns the value of a choice; `undefined` when it is not made */
export async function choice(base: string, name: Choice): Promise<string | undefined> {
  if (!(await caches.has(choicesCache(base)))) return undefined;
  const found = await (await caches.open(choicesCache(base))).match(choiceUrl(base, name));
  return found?.text();
}

/** @param value what is to be remembered; `undefined` takes the choice back */
export async function choose(base: string, name: Choice, value: string | undefined): Promise<void> {
  const cache = await caches.open(choicesCache(base));
  if (value === undefined) await cache.delete(choiceUrl(base, name));
  else await cache.put(choiceUrl(base, name), new Response(value));
}

/** Whether a file's name has a hash of its contents, so that it never changes. */
export const isNamedByContents = (path: string): boolean =>
  /^(?:_astro|_engine)\//.test(path) ? !path.endsWith('manifest.json') : /^pagefind\/.*\.pf_\w+$/.test(path);
