/** Bytes that the built site sends a reader: before any interaction, for the first sandbox, for the first search. */
import type { Browser, Page } from '@playwright/test';
import { serveStatic } from '../../scripts/lib/static-server.ts';
import { chapterPages } from '../support/site.ts';
import { withBrotli, withGzip, weigh, type Loaded } from '../support/weigh.ts';

/** Bytes; how each is compressed is said beside it. */
export interface SiteBytes {
  /** How many chapters were weighed. */
  readonly chapters: number;
  /** The path of the heaviest one. */
  readonly heaviest: string;
  /** Gzip, all that the heaviest chapter loads before any interaction. */
  readonly page: number;
  /** Gzip, the scripts among that. */
  readonly scripts: number;
  /** Brotli, what a sandbox loads when a pointer comes near. */
  readonly workbench: number;
  /** Brotli, what its Edit button loads on top. */
  readonly editor: number;
  /** The bytes that the first search loads, not compressed any further. */
  readonly search: number;
}

/** Milliseconds within which files that a loaded file asks for have come. */
const QUIET = 3000;

const sum = (files: readonly Loaded[], size: (file: Loaded) => number) =>
  files.reduce((total, file) => total + size(file), 0);

/** @param folder a site that was built for `/` */
export async function weighSite(browser: Browser, folder: string): Promise<SiteBytes> {
  const site = await serveStatic(folder, '/', 0);
  const at = (path: string) => new URL(path, site.url).href;
  const visit = async <Result>(measure: (page: Page) => Promise<Result>): Promise<Result> => {
    const context = await browser.newContext();
    try {
      return await measure(await context.newPage());
    } finally {
      await context.close();
    }
  };
  try {
    const chapters = chapterPages({ folder, base: '/' });
    const pages = [];
    for (const path of chapters) {
      const files = await visit(async (page) => {
        const loaded = weigh(page);
        await page.goto(at(path), { waitUntil: 'networkidle' });
        return await loaded();
      });
      const scripts = files.filter(({ type }) => type === 'script');
      pages.push({ path, page: sum(files, withGzip), scripts: sum(scripts, withGzip) });
    }
    const heaviest = pages.reduce((one, other) => (other.page > one.page ? other : one));
    const sandbox = await visit((page) => weighSandbox(page, at(chapters[0]!)));
    const search = await visit((page) => weighSearch(page, site.url));
    return {
      chapters: chapters.length,
      heaviest: heaviest.path,
      page: heaviest.page,
      scripts: heaviest.scripts,
      ...sandbox,
      search,
    };
  } finally {
    await site.close();
  }
}

/** The engine is not counted: it has rows of its own. */
async function weighSandbox(page: Page, address: string): Promise<{ workbench: number; editor: number }> {
  await page.goto(address, { waitUntil: 'networkidle' });
  const own = ({ url }: Loaded) => /\/_astro\/.*\.(js|css)$/.test(url);
  const box = page.locator('live-sandbox').first();
  const first = weigh(page);
  await box.hover();
  await page.locator('live-sandbox[data-active]').first().waitFor();
  await page.waitForTimeout(QUIET);
  const workbench = (await first()).filter(own);
  const second = weigh(page);
  await box.getByRole('button', { name: /^Edit / }).click();
  await box.locator('.cm-content').waitFor();
  await page.waitForTimeout(QUIET);
  const before = new Set(workbench.map(({ url }) => url));
  const editor = (await second()).filter((file) => own(file) && !before.has(file.url));
  return { workbench: sum(workbench, withBrotli), editor: sum(editor, withBrotli) };
}

async function weighSearch(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'networkidle' });
  const loaded = weigh(page);
  await page.keyboard.press('/');
  await page.keyboard.type('rate limit');
  await page.locator('.search-result').first().waitFor();
  await page.waitForLoadState('networkidle');
  return sum(await loaded(), ({ body }) => body.length);
}
