/**
 * Runs in the page in place of Vite's preloading: before a chunk is imported, its file and those of all chunks that it
 * imports are fetched. A browser that could not fetch a module once will not fetch it again at that address, and the
 * address of a module that another one imports cannot be changed. So no module is imported before its file is in the
 * cache; a file that could not be fetched is fetched again when the chunk is wanted again.
 */

/** Scripts that are in the cache or on their way, and style sheets that are in the page. */
const had = new Map<string, Promise<void>>();

/**
 * @param load a function of the form `() => import('./chunk.js')`
 * @param deps the files that the chunk needs, itself among them when there is more than one
 * @returns the result of `load`; rejects when a file could not be fetched
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
