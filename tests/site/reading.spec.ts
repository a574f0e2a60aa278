/** Buttons that are pressed before the scripts have come, and links whose targets stay in view while sandboxes grow. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { chapterPages, expect, sites, test } from '../support/site.ts';

const path = chapterPages(sites.root).find((page) => page === '/rate-limiting/') ?? chapterPages(sites.root)[0]!;

test('a Run pressed before the scripts have come is kept and done', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_astro\/.*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`.${path}`, { waitUntil: 'commit' });
  const box = page.locator('live-sandbox').first();
  await box.getByRole('button', { name: 'Run' }).click();
  await page.locator('port-send button').first().click();
  release();
  await expect(box.locator('.sandbox-status')).toContainText('listening on', { timeout: 60_000 });
  await expect(page.locator('.port-answer')).toBeVisible({ timeout: 60_000 });
});

/** Makes each sandbox higher, by so many CSS pixels, as a log that appears does. */
const grow = (page: Page, height: number) =>
  page.evaluate((px) => {
    for (const strip of document.querySelectorAll('live-sandbox [data-part="strip"]')) {
      const line = document.createElement('div');
      line.style.height = `${px}px`;
      strip.append(line);
    }
  }, height);

for (const width of [1440, 390]) {
  test(`an anchor is reached though sandboxes above it grow, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`.${path}`);
    const ids = await page.locator('article h2[id]').evaluateAll((headings) => headings.map(({ id }) => id));
    // The last headings may be too near the end of the page to be scrolled to its top.
    const id = ids.at(-4)!;
    const distance = () =>
      page.evaluate((target) => {
        const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
        return Math.abs(document.getElementById(target)!.getBoundingClientRect().top - padding);
      }, id);
    // The page is loaded with the fragment, and later a link to it is followed.
    await page.goto(`.${path}#${id}`);
    await grow(page, 77);
    await expect.poll(distance).toBeLessThan(3);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await page.evaluate((target) => {
      location.hash = '';
      location.hash = target;
    }, id);
    await grow(page, 77);
    await expect.poll(distance).toBeLessThan(3);
    await grow(page, 300);
    await expect.poll(distance).toBeLessThan(3);
    // A reader who moves on is not brought back.
    await page.mouse.wheel(0, -400);
    await expect.poll(distance).toBeGreaterThan(100);
    const before = await page.evaluate(() => scrollY);
    await page.evaluate(() => document.querySelector('footer')!.append(document.createElement('hr')));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(await page.evaluate(() => scrollY)).toBeLessThanOrEqual(before);
  });
}

test('an address whose end is no text leaves the page as it is', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto('./rate-limiting/#%zz');
  await expect(page.getByRole('button', { name: 'Dark colors' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a link with changes is shown in its sandbox on the page, and nothing of it runs', async ({ page }) => {
  const contents = {
    files: { 'limiter.js': '// somebody’s\n' },
    removed: [],
    requests: { changed: [], added: ['GET http://localhost:3000/theirs\n'] },
    panes: ['log'],
    version: 'of another book',
  };
  const packed = deflateRawSync(JSON.stringify(contents)).toString('base64url');
  await page.goto(`./rate-limiting/#open=rate-limiting/boundary~1~${packed}`);
  const box = page.locator('live-sandbox[data-name="rate-limiting/boundary"]');
  const note = box.getByText(/holds changes that somebody has made to this sandbox: limiter\.js, 1 request\./);
  await expect(note).toContainText('The book’s files have become other ones since it was made.');
  await expect(box.locator('.sandbox-bar')).toBeInViewport();
  await expect(box.locator('.sandbox-status')).toHaveAttribute('data-phase', 'idle');
  await box.getByRole('button', { name: 'Leave it' }).click();
  await expect(note).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe('');
  await expect(box.locator('.sandbox-listing').first()).not.toContainText('somebody’s');
});
