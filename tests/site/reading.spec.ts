/** How a chapter is read: size, width and contrast of its text, copies of listings, the way on, and where one was. */
import type { Page } from '@playwright/test';
import { lookWithAxe } from '../support/axe.ts';
import { expect, test } from '../support/site.ts';

const CHAPTER = './pools/';

const choose = async (page: Page, legend: string, label: string) => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('group', { name: legend }).getByRole('radio', { name: label, exact: true }).check();
  await page.keyboard.press('Escape');
};

/** Font size and width of the first paragraph, in pixels. */
const paragraph = (page: Page) =>
  page
    .locator('.prose > p')
    .first()
    .evaluate((element) => ({
      size: Number.parseFloat(getComputedStyle(element).fontSize),
      width: Number.parseFloat(getComputedStyle(element).maxWidth),
    }));

test('size and width of text are chosen, kept, and there before anything is painted', async ({ page }) => {
  await page.goto(CHAPTER);
  const normal = await paragraph(page);
  await choose(page, 'Size of text', 'Larger');
  const larger = await paragraph(page);
  expect(larger.size / normal.size).toBeCloseTo(1.375 / 1.0625, 2);
  await choose(page, 'Width of text', 'Wide');
  const wide = await paragraph(page);
  expect(wide.size).toBe(larger.size);
  expect(wide.width / larger.width).toBeCloseTo(44 / 36, 2);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.body === null) return;
      observer.disconnect();
      document.documentElement.dataset['atFirst'] = document.documentElement.dataset['reading'] ?? 'not set';
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-at-first', 'larger wide');
  expect(await paragraph(page)).toEqual(wide);
  await choose(page, 'Size of text', 'Normal');
  await choose(page, 'Width of text', 'Normal');
  expect(await paragraph(page)).toEqual(normal);
  expect(await page.evaluate(() => localStorage.getItem('port3000-reading'))).toBeNull();
});

test('the reader’s own size of text in the browser is kept to', async ({ page }) => {
  await page.goto(CHAPTER);
  const { size } = await paragraph(page);
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 20 } });
  await page.reload();
  expect((await paragraph(page)).size).toBeCloseTo((size * 20) / 16, 1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`contrast as in print is the highest there is, in ${theme} colors`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(CHAPTER);
    await choose(page, 'Contrast', 'As in print');
    const colors = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement);
      return [color, backgroundColor];
    });
    const [black, white] = ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'];
    expect(colors).toEqual(theme === 'light' ? [black, white] : [white, black]);
    const { found } = await lookWithAxe(page, { rules: ['color-contrast', 'link-in-text-block'] });
    expect(found).toEqual([]);
  });
}

test('the largest text, wide, fits the smallest screen', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('port3000-reading', 'larger wide'));
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['./', './contents/', './questions/', './sandboxes/', CHAPTER]) {
    await page.goto(path);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, path).toBeLessThanOrEqual(0);
  }
});

test('a listing is copied as it is, by mouse and by keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(CHAPTER);
  const listing = page.locator('.prose pre.listing').first();
  await listing.scrollIntoViewIfNeeded();
  const before = await listing.boundingBox();
  await listing.hover();
  const button = page.getByRole('button', { name: 'Copy this listing' }).first();
  await expect(button).toHaveCSS('opacity', '1');
  expect(await listing.boundingBox(), 'the button moves nothing').toEqual(before);
  await button.click();
  await expect(page.locator('.copied-listing [role="status"]').first()).toHaveText('Copied');
  const text = ((await listing.textContent()) ?? '').replace(/\n$/, '');
  expect(text).not.toBe('');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await listing.focus();
  await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await expect(button).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test('n and p go to the next chapter and back, but not from a field or a dialog', async ({ page }) => {
  await page.goto('./backends/');
  await page.keyboard.press('/');
  await page.keyboard.type('n');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/backends\/$/);
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/event-loop\/$/);
  await page.waitForLoadState();
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/\/backends\/$/);
});

test('the rail says how long the rest takes', async ({ page }) => {
  await page.goto(CHAPTER);
  const minutes = Number(await page.locator('[data-minutes]').getAttribute('data-minutes'));
  expect(minutes).toBeGreaterThan(1);
  const left = page.locator('.progress-left');
  await page.mouse.wheel(0, 300);
  await expect(left).toHaveText(/^About \d+ minutes left$/);
  const number = async () => Number(/\d+/.exec((await left.textContent()) ?? '')?.[0] ?? 0);
  const atStart = await number();
  expect(atStart).toBeLessThanOrEqual(minutes);
  const heading = page.locator('.prose > h2').nth(5);
  await heading.evaluate((element) => element.scrollIntoView());
  await expect.poll(number).toBeLessThan(atStart);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(left).toHaveText('');
});

test('coming back to a chapter is coming back to the place in it', async ({ page }) => {
  await page.goto(CHAPTER);
  const heading = page.locator('.prose > h2').nth(4);
  await heading.evaluate((element) => element.scrollIntoView());
  // The sandboxes near it load, and may change what is above.
  await page.waitForLoadState('networkidle');
  await heading.evaluate((element) => element.scrollIntoView());
  const top = () => heading.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  await page.goto('./contents/');
  await page.goBack();
  await expect.poll(top).toBeGreaterThan(before - 60);
  expect(await top()).toBeLessThan(before + 60);
});

test('nothing moves when an engine starts', async ({ page }) => {
  await page.goto(CHAPTER);
  const box = page.locator('live-sandbox').first();
  await box.scrollIntoViewIfNeeded();
  await box.hover();
  const run = box.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  await page.waitForLoadState('networkidle');
  const next = box.locator('xpath=following-sibling::*[self::p or self::h2][1]');
  const top = () => next.evaluate((element) => Math.round(element.getBoundingClientRect().top + scrollY));
  const before = await top();
  await run.click();
  await expect(box.locator('.sandbox-status')).toContainText(/listening|running/i, { timeout: 30_000 });
  expect(await top()).toBe(before);
});
