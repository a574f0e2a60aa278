/**
 * Promises that every page keeps, tested in one visit (of the pages of single sandboxes, to a sample): its weight before
 * the reader has done anything, that it is accessible in both themes, fits every screen, keeps to its policy and logs no
 * error.
 */
import type { Page } from '@playwright/test';
import { lookWithAxe } from '../support/axe.ts';
import { chapterPages, expect as must, sampledPages, sandboxPages, sites, test } from '../support/site.ts';
import { watchPolicy } from '../support/policy.ts';
import { withGzip, weigh } from '../support/weigh.ts';

/** Soft assertions: a page that breaks one promise is still tested for the others. */
const expect = must.configure({ soft: true });

/** What depends on colors, and may so be right in one theme and wrong in the other. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** The weight of a page in bytes, about as a server that compresses sends it. */
const PAGE = 90_000;
const SCRIPTS = 25_000;
const FONTS = 65_000;

const all = sampledPages(sites.root);
const playground = all.filter((path) => path.startsWith('/playground/'));
const budgeted = [
  '/',
  '/sandboxes/',
  '/questions/',
  '/cards/',
  '/interview/',
  ...chapterPages(sites.root),
  ...sandboxPages(sites.root),
  ...playground,
];

for (const path of all) {
  test(`${path} keeps what every page promises`, async ({ page }) => {
    test.setTimeout(180_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await watchPolicy(page);
    await page.emulateMedia({ colorScheme: 'light' });
    const loaded = weigh(page);
    await page.goto(`.${path}`);
    await page.waitForLoadState('networkidle');

    if (budgeted.includes(path)) {
      const files = (await loaded()).map((file) => ({ ...file, bytes: withGzip(file) }));
      const sum = (type?: string) =>
        files.filter((item) => type === undefined || item.type === type).reduce((total, { bytes }) => total + bytes, 0);
      const list = files.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
      expect(sum('document'), 'the page itself has been counted').toBeGreaterThan(1000);
      expect(sum('font'), `bytes of fonts before any interaction\n${list}`).toBeLessThanOrEqual(FONTS);
      expect(sum('font'), 'fonts have been counted').toBeGreaterThan(1000);
      expect(sum('script'), `bytes of scripts before any interaction\n${list}`).toBeLessThanOrEqual(SCRIPTS);
      expect(sum(), `bytes before any interaction\n${list}`).toBeLessThanOrEqual(PAGE);
      console.log(`${path}: ${sum()} bytes, of them ${sum('script')} scripts, ${sum('font')} fonts`);
    }

    await accessible(page, 'light');
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, `pixels wider than a screen of ${width}`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole('button', { name: 'Dark colors' }).click();
    await accessible(page, 'dark', COLOR_RULES);

    await page.keyboard.press('/');
    await page.keyboard.type('429');
    await expect(page.locator('.search-result').first(), 'search finds something').toBeVisible();
    expect(await page.evaluate(() => crossOriginIsolated), 'the page is isolated').toBe(true);
    expect(await page.evaluate(() => window.violations), 'offenses against the policy').toEqual([]);
    expect(errors, 'errors in the console').toEqual([]);
  });
}

test('axe finds what is wrong, in the page and in a part of it', async ({ page }) => {
  await page.setContent('<main><h1>One</h1><img src="x.png"><p style="color: #bbb">pale</p></main>');
  const whole = (await lookWithAxe(page)).found.map((offense) => offense.split(':')[0]);
  expect(whole).toEqual(expect.arrayContaining(['image-alt', 'color-contrast', 'html-has-lang']));
  const part = (await lookWithAxe(page, { within: 'p' })).found;
  expect(part).toHaveLength(1);
  expect(part[0]).toContain('color-contrast');
});

test('a page is dark from the start when the system is', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

async function accessible(page: Page, theme: 'light' | 'dark', rules?: readonly string[]): Promise<void> {
  await expect(page.locator('html'), 'theme').toHaveAttribute('data-theme', theme);
  const { found, held } = await lookWithAxe(page, rules && { rules });
  expect(found, `what axe finds in ${theme} colors`).toEqual([]);
  expect(held, `what axe has looked at in ${theme} colors`).toContain('color-contrast');
  if (theme === 'light') expect(held.length, 'rules of axe that held').toBeGreaterThan(10);
}
