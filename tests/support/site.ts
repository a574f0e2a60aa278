/** The built site, served as any static host would, for tests that look at it in a browser. */
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as playwright, type Request } from '@playwright/test';
import { chapters } from '../../src/book.ts';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';

const root = join(import.meta.dirname, '../..');

export interface BuiltSite {
  readonly folder: string;
  /** The path it was built for. */
  readonly base: string;
}

export const sites = {
  root: { folder: join(root, 'dist'), base: '/' },
  book: { folder: join(root, '.cache/book'), base: '/book/' },
} as const satisfies Record<string, BuiltSite>;

/** @throws Error when the site has not been built */
export function mustBeBuilt({ folder, base }: BuiltSite): void {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(
      `There is no built site in ${folder}. Run “npm test -- build” first, which builds for / and for /book/ (this is ${base}).`,
    );
  }
}

/** @returns the paths of all pages, without the base: `/`, `/rate-limiting/`, `/404.html` */
export function pagesOf({ folder }: BuiltSite): string[] {
  return globSync('**/*.html', { cwd: folder, exclude: (path) => /^(_engine|pagefind)\b/.test(path) })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
    .sort();
}

/** The pages of chapters. */
export function chapterPages(site: BuiltSite): string[] {
  const known = new Set(chapters.map(({ slug }) => `/${slug}/`));
  return pagesOf(site).filter((page) => known.has(page));
}

/** Pages of single sandboxes. */
export function sandboxPages(site: BuiltSite): string[] {
  return pagesOf(site).filter((page) => /^\/sandboxes\/[^/]+\/[^/]+\/$/.test(page));
}

/**
 * The pages that are looked at one by one: all but those of sandboxes, which are made alike and are more than a
 * hundred. Of these the heaviest, an exercise, and one of every twenty.
 */
export function sampledPages(site: BuiltSite): string[] {
  const own = sandboxPages(site);
  const size = (page: string) => statSync(join(site.folder, page, 'index.html')).size;
  const heaviest = own.toSorted((one, other) => size(other) - size(one)).slice(0, 1);
  const exercise = own.filter((page) => page.endsWith('/exercise/')).slice(0, 1);
  const sample = new Set([...heaviest, ...exercise, ...own.filter((_, index) => index % 20 === 0)]);
  return pagesOf(site).filter((page) => !own.includes(page) || sample.has(page));
}

interface WorkerFixtures {
  readonly site: StaticSite;
}

interface TestFixtures {
  /** Fails the test when a page sent a request to another origin. */
  readonly sameOrigin: void;
}

/** Playwright's `test`, with the built site as base address; no test may reach another origin. */
export const test = playwright.extend<TestFixtures, WorkerFixtures>({
  site: [
    // Playwright wants the fixtures destructured, also when none is used.
    async ({}, use) => {
      mustBeBuilt(sites.root);
      const site = await serveStatic(sites.root.folder, sites.root.base, 0);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  sameOrigin: [
    async ({ context }, use) => {
      const foreign: Request[] = [];
      context.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (!['data:', 'blob:', 'about:'].includes(protocol) && !/(?:^|\.)localhost$/.test(hostname))
          foreign.push(request);
      });
      await use();
      // Requests that the site's own policy has stopped were never sent.
      expect(
        foreign.filter((request) => request.failure()?.errorText !== 'csp').map((request) => request.url()),
        'requests to other origins',
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
