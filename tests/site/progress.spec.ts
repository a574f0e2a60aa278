/** Progress is remembered while the reader reads, marked where the book lists its chapters, and can be taken along. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import type { Outline } from '../../src/workbench/progress/outline.ts';
import { expect, sites, test } from '../support/site.ts';

const KEY = 'port3000.progress';
const outline = () => JSON.parse(readFileSync(`${sites.root.folder}/outline.json`, 'utf8')) as Outline;
const chapter = (slug: string) => outline().find((each) => each.slug === slug)!;

/** Opens the book as a reader with this progress. */
async function with_(page: Page, chapters: Readonly<Record<string, object>>): Promise<void> {
  await page.addInitScript(
    ([key, text]) => {
      if (sessionStorage.getItem('seeded') === null) localStorage.setItem(key, text);
      sessionStorage.setItem('seeded', '');
    },
    [KEY, JSON.stringify({ version: 1, chapters })] as const,
  );
}

const next = (page: Page) => page.getByRole('link', { name: /^Go on with/ });
const rail = (page: Page, slug: string) => page.locator(`.rail > ol > li > a[href$="/${slug}/"]`);
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(settings(page).getByRole('heading', { name: 'Your progress' })).toBeVisible();
}

const SOME = {
  'rate-limiting': { read: true, run: chapter('rate-limiting').sandboxes.slice(0, 2), at: 30 },
  methods: { read: true, solved: true, run: chapter('methods').sandboxes, at: 10 },
  indexes: { read: false, section: 'exercise', at: 20 },
};
// All of one chapter is done, so that its ring is whole.
const ALL = {
  ...SOME,
  methods: { ...SOME.methods, predicted: Object.fromEntries(chapter('methods').predictions.map((id) => [id, 'x'])) },
};

test('who has done nothing loads nothing for it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ['./', './contents/', './rate-limiting/']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  expect(asked.filter((path) => /outline|progress/.test(path))).toEqual([]);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => asked.some((path) => path.includes('outline.json'))).toBe(true);
});

test('a chapter that was read to its end is marked, and the book goes on with its exercise', async ({ page }) => {
  await page.goto('./rate-limiting/');
  await page.mouse.wheel(0, 400);
  await page.keyboard.press('End');
  const note = page.getByText('This chapter is marked as read.');
  await expect(note).toBeVisible();
  await expect(rail(page, 'rate-limiting')).toContainText('(read)');
  await page.getByRole('button', { name: 'Not yet' }).click();
  await expect(page.getByText('This chapter is not marked as read.')).toBeVisible();
  await expect(rail(page, 'rate-limiting')).not.toContainText('(read)');
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await page.goto('./');
  await expect(next(page)).toHaveText(`Go on with chapter ${chapter('rate-limiting').number}, exercise`);
  await expect(page.locator('.cards li', { hasText: 'Rate limiting' }).first()).toContainText(/read/);
  await expect(page.getByText('1 chapter read.', { exact: false })).toBeVisible();
  await next(page).click();
  await expect(page).toHaveURL(/\/rate-limiting\/#exercise$/);
  await page.goto('./contents/');
  await expect(next(page)).toBeVisible();
  await expect(page.locator('.contents li', { hasText: 'Rate limiting' })).toContainText('read');
});

test('one who left in the middle goes on there', async ({ page }) => {
  const { number, sections } = chapter('indexes');
  const middle = sections[2]!;
  await page.goto(`./indexes/`);
  await page.mouse.wheel(0, 100);
  await page.locator(`#${middle.id}`).scrollIntoViewIfNeeded();
  await page.evaluate((id) => document.getElementById(id)!.scrollIntoView({ behavior: 'instant' }), middle.id);
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), KEY)).toContain(`"section":"${middle.id}"`);
  await page.goto('./');
  await expect(next(page)).toHaveText(`Go on with chapter ${number}: ${middle.text}`);
  await expect(next(page)).toHaveAttribute('href', `/indexes/#${middle.id}`);
});

test('what was run is remembered', async ({ page }) => {
  await page.goto('./');
  const box = page.locator('live-sandbox').first();
  await box.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 30_000 });
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), KEY)).toContain('"backends/hello"');
  await page.reload();
  await expect(page.getByText('1 sandbox run.', { exact: false })).toBeVisible();
  await expect(next(page)).toHaveText(/^Go on with chapter 1: /);
});

test('a copy is saved, cleared progress can be had back, and the copy adds to what another browser has', async ({
  page,
  browser,
  site,
}) => {
  await with_(page, SOME);
  await page.goto('./contents/');
  await page.getByRole('button', { name: 'Copy or clear it' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    settings(page).getByRole('button', { name: 'Save a copy' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^port3000-progress-\d{4}-\d\d-\d\d\.json$/);
  const copy = readFileSync(await download.path(), 'utf8');
  await settings(page).getByRole('button', { name: 'Clear' }).click();
  await expect(settings(page).getByText('Your progress was cleared.')).toBeVisible();
  await expect(page.locator('.progress-mark')).toHaveCount(0);
  await settings(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.progress-mark').first()).toBeAttached();
  await settings(page).getByRole('button', { name: 'Clear' }).click();
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.progress-mark')).toHaveCount(0);

  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await with_(elsewhere, { headers: { read: true, at: 5 } });
  await elsewhere.goto(`${site.url}contents/`);
  await openSettings(elsewhere);
  const choose = (text: string) =>
    settings(elsewhere)
      .locator('input[type="file"]')
      .setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  for (const [text, sentence] of [
    ['{"kind":', 'it is not JSON. Nothing was changed.'],
    ['{"version":1}', 'no copy of your progress. Nothing was changed.'],
    [copy.replace('"version": 1', '"version": 2'), 'a newer version of this book'],
  ] as const) {
    await choose(text);
    await expect(settings(elsewhere).getByText(sentence)).toBeVisible();
    expect(await elsewhere.evaluate((key) => localStorage.getItem(key), KEY)).toContain('"headers":{"read":true');
  }
  await choose(copy);
  await expect(settings(elsewhere).getByText('Progress in 3 chapters was added.')).toBeVisible();
  await expect(settings(elsewhere).getByText('3 chapters read, ', { exact: false }).first()).toBeVisible();
  await settings(elsewhere).getByRole('button', { name: 'Undo' }).click();
  await expect(settings(elsewhere).getByText('1 chapter read.')).toBeVisible();
  await other.close();
});

test('a browser that keeps nothing says so, and the page is what it was', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('No.', 'SecurityError');
      },
    });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto('./rate-limiting/');
  await page.mouse.wheel(0, 400);
  await page.keyboard.press('End');
  await expect(page.getByText('This chapter is marked as read.')).toContainText('lost with it');
  await openSettings(page);
  await expect(settings(page).getByText('This browser keeps nothing for this page')).toBeVisible();
  expect(errors).toEqual([]);
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing where progress is shown, ${device}, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    await with_(page, ALL);
    const look = async (name: string) => {
      await expectAccessible(page);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, `pixels that ${name} is too wide`).toBeLessThanOrEqual(0);
      if (process.env['SHOTS'] !== undefined)
        await page.screenshot({ path: `${process.env['SHOTS']}/progress-${name}-${device}-${theme}.png` });
    };
    await page.goto('./');
    await expect(next(page)).toBeVisible();
    await look('landing');
    await page.goto('./contents/');
    await expect(next(page)).toBeVisible();
    await look('contents');
    await expect(rail(page, 'rate-limiting')).toContainText('(read');
    await page.goto('./methods/');
    await expect(rail(page, 'methods')).toContainText('exercise solved');
    if (device === 'phone') await page.getByRole('button', { name: 'Chapters' }).click();
    await look('rail');
    if (device === 'phone') await page.keyboard.press('Escape');
    await openSettings(page);
    await settings(page).getByRole('button', { name: 'Clear' }).click();
    await settings(page).getByText('Your progress was cleared.').scrollIntoViewIfNeeded();
    await look('settings');
  });
