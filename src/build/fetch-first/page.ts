/**
 * What runs in the page in place of Vite's preloading: before a chunk is imported, it and all that it imports is
 * fetched. A module that a browser could not fetch once it will not fetch again at that address, and what another
 * module imports cannot be asked for under a new one. So no module is asked for before its file is in the cache;
 * what could not be fetched is fetched again when the chunk is wanted again.
 */

/** Scripts that are in the cache or on their way, and style sheets that are in the page. */
const had = new Map<string, Promise<void>>();

/**
 * @param load a function of the form `() => import('./chunk.js')`
 * @param deps the files that the chunk needs, itself among them when there is more than one
 * @returns what `load` does; rejects when a file could not be had
 */
export async function __vitePreload<T>(load: () => Promise<T>, deps: readonly string[] = []): Promise<T> {
  const own = /import\(\s*["'`]([^"'`]+)/.exec(String(load))?.[1];
  const names = (own === undefined ? deps : [own, ...deps]).map((path) => path.slice(path.lastIndexOf('/') + 1));
  // All chunks are in one folder, this module's.
  await Promise.all(names.map((name) => have(new URL(name, import.meta.url).href)));
  return load();
}

function have(url: string): Promise<void> {
  let file = had.get(url);
  if (file === undefined) {
    file = url.endsWith('.css') ? addStyles(url) : fetchWhole(url);
    had.set(url, file);
    file.catch(() => had.delete(url));
  }
  return file;
}

async function fetchWhole(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be loaded: the server answered ${response.status}`);
  await response.arrayBuffer();
}

function addStyles(href: string): Promise<void> {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} could not be loaded`));
    };
  });
}
