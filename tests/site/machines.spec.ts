/** What programs read instead of pages: the list of chapters, and each as Markdown. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapterPages, expect, pagesOf, sites, test, type BuiltSite } from '../support/site.ts';

test('llms.txt leads to every chapter as Markdown, whose links lead on', async ({ page, request }) => {
  await page.goto('./');
  const list = await request.get(new URL('llms.txt', page.url()).href);
  expect(list.headers()['content-type']).toBe('text/plain; charset=utf-8');
  const addresses = [...(await list.text()).matchAll(/\]\((\/[\w/-]+\.md)\)/g)].map(([, address]) => address!);
  expect(addresses.map((address) => address.replace(/\.md$/, '/')).toSorted()).toEqual(
    chapterPages(sites.root).toSorted(),
  );
  for (const address of addresses) {
    const chapter = await request.get(new URL(address, page.url()).href);
    expect(chapter.headers()['content-type'], address).toBe('text/markdown; charset=utf-8');
    const text = await chapter.text();
    expect(text, address).toContain('\n## Exercise\n');
    const links = [...text.matchAll(/\]\((\/[\w/-]*?)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
    expect(links.length, address).toBeGreaterThan(5);
    for (const link of links) expect(existsSync(join(sites.root.folder, link)), `${link} in ${address}`).toBe(true);
  }
});

test('a chapter’s page names its Markdown', async ({ page }) => {
  await page.goto('./transactions/');
  const href = await page.locator('link[rel=alternate][type="text/markdown"]').getAttribute('href');
  expect(new URL(href!, page.url()).pathname).toMatch(/\/transactions\.md$/);
});

test('a site that knows its origin has a sitemap and canonical addresses, another has neither', () => {
  const text = (file: string, site: BuiltSite = sites.book) => readFileSync(join(site.folder, file), 'utf8');
  const listed = [...text('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  const pages = pagesOf(sites.book).filter((path) => !['/404.html', '/offline/'].includes(path));
  expect(listed).toEqual(pages.map((path) => `https://example.com/book${path}`).toSorted());
  expect(text('robots.txt')).toMatch(/\nSitemap: https:\/\/example\.com\/book\/sitemap\.xml\n$/);
  expect(text('transactions/index.html')).toContain(
    '<link rel="canonical" href="https://example.com/book/transactions/">',
  );
  expect(text('llms.txt')).toContain('](https://example.com/book/transactions.md)');
  expect(existsSync(join(sites.root.folder, 'sitemap.xml'))).toBe(false);
  expect(text('robots.txt', sites.root)).not.toContain('Sitemap');
  expect(text('transactions/index.html', sites.root)).not.toContain('canonical');
});

test('a site that knows its origin says in schema.org’s terms what a page is', () => {
  const dataOf = (file: string, site: BuiltSite = sites.book): unknown => {
    const html = readFileSync(join(site.folder, file), 'utf8');
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    return json === undefined ? undefined : JSON.parse(json);
  };
  expect(dataOf('transactions/index.html')).toMatchObject({
    '@context': 'https://schema.org',
    '@type': ['Chapter', 'TechArticle'],
    headline: 'Transactions and integrity',
    position: 21,
    timeRequired: expect.stringMatching(/^PT\d+M$/),
    url: 'https://example.com/book/transactions/',
    isPartOf: { '@type': 'Book', url: 'https://example.com/book/' },
  });
  const book = dataOf('index.html') as { readonly hasPart: readonly { readonly url: string }[] };
  expect(book.hasPart.map(({ url }) => url).toSorted()).toEqual(
    chapterPages(sites.book).map((path) => `https://example.com/book${path}`),
  );
  expect(dataOf('transactions/index.html', sites.root)).toBeUndefined();
  expect(dataOf('index.html', sites.root)).toBeUndefined();
});

test('a site that knows its origin has a feed of what is new, whose entries lead to the page', async ({ page }) => {
  const xml = readFileSync(join(sites.book.folder, 'feed.xml'), 'utf8');
  await page.goto('./new/');
  const entries = await page.evaluate((source) => {
    const feed = new DOMParser().parseFromString(source, 'application/xml');
    return [...feed.querySelectorAll('entry')].map((entry) => ({
      title: entry.querySelector('title')?.textContent,
      href: entry.querySelector('link')?.getAttribute('href'),
    }));
  }, xml);
  const headings = page.locator('main h2');
  expect(entries.map(({ title }) => title)).toEqual(await headings.allTextContents());
  const ids = await headings.evaluateAll((all) => all.map(({ id }) => id));
  expect(entries.map(({ href }) => href)).toEqual(ids.map((id) => `https://example.com/book/new/#${id}`));
  expect(existsSync(join(sites.root.folder, 'feed.xml'))).toBe(false);
  await expect(page.locator('a[href$="feed.xml"], link[href$="feed.xml"]')).toHaveCount(0);
  expect(readFileSync(join(sites.book.folder, 'new/index.html'), 'utf8')).toContain('href="/book/feed.xml"');
});
