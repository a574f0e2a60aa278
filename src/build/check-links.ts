/**
 * Checks the built site: every link, image, script, style sheet and fragment must lead to something
 * that exists. Of links to other origins only the form is checked.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, elements, parseHtml } from './html.ts';

export interface BrokenLink {
  /** The file that has the link, relative to the site. */
  readonly file: string;
  readonly target: string;
  readonly reason: string;
}

/** Element to the attributes that hold addresses. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  audio: ['src'],
  form: ['action'],
  iframe: ['src'],
  img: ['src', 'srcset'],
  link: ['href'],
  'live-sandbox': ['data-engine-base'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcset'],
  use: ['href'],
  video: ['src', 'poster'],
};

interface Page {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
  readonly duplicates: readonly string[];
}

/**
 * @param folder the built site
 * @param base the path it is served under; starts and ends with `/`
 * @returns the links that lead nowhere
 */
export function checkLinks(folder: string, base: string): BrokenLink[] {
  const pages = new Map<string, Page>();
  for (const file of globSync('**/*.html', { cwd: folder, exclude: (path) => path.startsWith('_engine') })) {
    pages.set(file.replaceAll('\\', '/'), readPage(readFileSync(join(folder, file), 'utf8')));
  }
  const broken: BrokenLink[] = [];
  for (const [file, { links, duplicates }] of pages) {
    const address = `https://site.invalid${base}${file.replace(/index\.html$/, '')}`;
    for (const id of duplicates) broken.push({ file, target: `#${id}`, reason: 'two elements have this id' });
    for (const target of links) {
      const reason = check(target, address, folder, base, pages);
      if (reason !== null) broken.push({ file, target, reason });
    }
  }
  for (const file of globSync('**/*.css', { cwd: folder })) {
    const css = readFileSync(join(folder, file), 'utf8');
    const address = `https://site.invalid${base}${file.replaceAll('\\', '/')}`;
    for (const [, target = ''] of css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)) {
      if (target.startsWith('data:') || target.startsWith('#')) continue;
      const reason = check(target, address, folder, base, pages);
      if (reason !== null) broken.push({ file, target, reason });
    }
  }
  return broken;
}

function readPage(html: string): Page {
  const links: string[] = [];
  const ids = new Set<string>();
  const duplicates: string[] = [];
  for (const element of elements(parseHtml(html))) {
    const id = attribute(element, 'id');
    if (id !== undefined) {
      if (ids.has(id)) duplicates.push(id);
      ids.add(id);
    }
    for (const name of ADDRESSES[element.tagName] ?? []) {
      const value = attribute(element, name);
      if (value === undefined) continue;
      if (name === 'srcset') links.push(...value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? ''));
      else links.push(value);
    }
  }
  return { links, ids, duplicates };
}

function check(
  target: string,
  address: string,
  folder: string,
  base: string,
  pages: ReadonlyMap<string, Page>,
): string | null {
  if (target === '') return 'the address is empty';
  let url: URL;
  try {
    url = new URL(target, address);
  } catch {
    return 'this is no address';
  }
  if (url.protocol === 'mailto:' || url.protocol === 'data:') return null;
  if (url.hostname !== 'site.invalid') {
    return url.protocol === 'https:' ? null : 'write https:// for another site';
  }
  if (!url.pathname.startsWith(base))
    return `it leads out of ${base}; author links start with “/” and get the base by themselves`;
  const path = decodeURIComponent(url.pathname.slice(base.length));
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const page = pages.get(file);
  if (page === undefined) {
    const onDisk = join(folder, path);
    if (path.endsWith('/') && existsSync(onDisk)) return null;
    if (!existsSync(onDisk)) return 'there is no such page or file';
    if (statSync(onDisk).isDirectory()) return 'a page’s address ends with a slash';
    return null;
  }
  const fragment = decodeURIComponent(url.hash.slice(1));
  return fragment === '' || page.ids.has(fragment) ? null : `${file} has nothing with the id “${fragment}”`;
}
