/** What programs read instead of pages: the list of chapters, and each as Markdown. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chapterPages, expect, sites, test } from '../support/site.ts';

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
