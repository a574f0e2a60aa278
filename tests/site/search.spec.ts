/** Search: with the keyboard alone, for symbols, with little to load. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { chapterPages, expect, sites, test } from '../support/site.ts';
import { weigh, withGzip } from '../support/weigh.ts';

/** The bytes that the first query may load, as a server sends them that compresses. */
const FIRST_QUERY = 250_000;

const results = (page: Page) => page.locator('.search-result');

async function open(page: Page, key = '/'): Promise<void> {
  await page.goto('./');
  await page.keyboard.press(key);
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused();
}

for (const key of ['/', 'Control+k', 'Meta+k']) {
  test(`${key} opens the search and one Escape closes it`, async ({ page }) => {
    await open(page, key);
    await page.keyboard.type('limit');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeHidden();
  });
}

test('a slash that is typed into a field is a slash', async ({ page }) => {
  await open(page);
  await page.keyboard.type('application/json');
  await expect(page.getByRole('combobox')).toHaveValue('application/json');
});

test('arrows choose, Enter opens the place itself', async ({ page }) => {
  await open(page);
  await page.keyboard.type('Retry-After');
  await expect(results(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(0)).toHaveAttribute('aria-selected', 'false');
  await expect(results(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox')).toHaveAttribute('aria-activedescendant', 'search-result-1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(results(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  const target = await results(page).first().getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target!.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeHidden();
  const { hash } = new URL(page.url());
  if (hash !== '') await expect(page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`)).toBeInViewport();
});

test('Enter that ends an input method’s composition opens nothing', async ({ page }) => {
  await open(page);
  await page.keyboard.type('index');
  await expect(results(page).first()).toBeVisible();
  const press = (init: { readonly isComposing?: boolean; readonly keyCode?: number }) =>
    page
      .getByRole('combobox')
      .evaluate(
        (input, keys) =>
          input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...keys })),
        init,
      );
  // The dialog leaves the key to the input method.
  expect(await press({ isComposing: true })).toBe(true);
  expect(await press({ keyCode: 229 })).toBe(true);
  await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await press({})).toBe(false);
  await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeHidden();
});

for (const [query, expected] of [
  ['res.json', 'res.json'],
  ['express.json', 'express.json'],
  ['node:sqlite', 'node:sqlite'],
  ['Retry-After', 'Retry-After'],
  ['429', '429'],
  ['idempotent', 'idempotent'],
  ['DatabaseSync', 'DatabaseSync'],
] as const) {
  test(`“${query}” is found, with the part and the chapter it is in`, async ({ page }) => {
    await open(page);
    await page.keyboard.type(query);
    await expect(results(page).first()).toBeVisible();
    await expect(results(page).first().locator('.search-place')).toHaveText(/^[IV]+ · .+ › \d+ .+$/);
    await expect(
      results(page)
        .locator('mark', { hasText: new RegExp(expected.replaceAll('.', '\\.'), 'i') })
        .first(),
    ).toBeVisible();
    await expect(page.locator('.search-results mark', { hasText: /.[.,:;]$/ })).toHaveCount(0);
    // The spaces that end words in the index are not the text's.
    await expect(page.locator('.search-results')).not.toContainText('\u2063');
  });
}

for (const operator of ['===', '=>', '%']) {
  test(`“${operator}” is found in code and text`, async ({ page }) => {
    await open(page);
    await page.keyboard.type(operator);
    await expect(results(page).first().locator('mark').first()).toHaveText(operator);
    await expect(page.locator('.search-results')).not.toContainText('zq');
  });
}

for (const [query, chapter] of [
  ['CORS', '/cors/'],
  ['JWT', '/passwords-sessions-tokens/'],
] as const) {
  test(`“${query}” leads to its chapter, or says that it is not written yet`, async ({ page }) => {
    await open(page);
    await page.keyboard.type(query);
    const first = results(page).first();
    await expect(first).toBeVisible();
    if (chapterPages(sites.root).includes(chapter)) await expect(first).toHaveAttribute('href', new RegExp(chapter));
    else await expect(first.locator('.search-kind')).toHaveText('not written yet');
    await expect(page.locator('.search-results')).not.toContainText(/\bcores\b/i);
  });
}

for (const [name, kind, address] of [
  ['Text', '', /#[\w-]+$|\/$/],
  ['Questions', 'question', /#[\w-]+$/],
  ['Often taught', 'often taught', /#correction-e\d+$/],
  ['Sandboxes', 'sandbox', /#sandbox-[\w-]+$/],
] as const) {
  test(`a kind is chosen by keyboard: ${name}`, async ({ page }) => {
    await open(page);
    await page.getByRole('combobox').fill('transaction');
    await expect(results(page).first()).toBeVisible();
    const choice = page.getByRole('group', { name: 'What to find' }).getByRole('radio', { name });
    const count = Number(/\d+$/.exec((await choice.locator('..').textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    while (!(await choice.isChecked())) await page.keyboard.press('ArrowRight');
    await expect(page.locator('.search-status')).toHaveText(
      count > 8 ? `The best 8 of ${count} places` : /^\d+ places?$/,
    );
    for (const result of await results(page).all()) {
      await expect(result).toHaveAttribute('href', address);
      await expect(result.locator('.search-kind')).toHaveText(kind === '' ? [] : [kind]);
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused();
  });
}

for (const [where, start] of [
  ['another page', './'],
  ['the same page', './rate-limiting/'],
] as const) {
  test(`what was searched is there again on going back from ${where}`, async ({ page }) => {
    await page.goto(start);
    await page.keyboard.press('/');
    await page.keyboard.type('token bucket');
    await expect(results(page).first()).toBeVisible();
    await page.getByRole('radio', { name: 'Questions' }).check();
    await expect(results(page).first().locator('.search-kind')).toHaveText('question');
    const titles = await results(page).locator('.search-title').allTextContents();
    await page.getByRole('combobox').focus();
    const at = await results(page).evaluateAll((all) =>
      all.findIndex((result) => (result as HTMLAnchorElement).pathname.includes('/rate-limiting/')),
    );
    for (let index = 0; index < at; index += 1) await page.keyboard.press('ArrowDown');
    const before = page.url();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeHidden();
    await page.goBack();
    await expect(page.getByRole('combobox', { name: 'Search' })).toHaveValue('token bucket');
    await expect(results(page).locator('.search-title')).toHaveText(titles);
    await expect(page.getByRole('radio', { name: 'Questions' })).toBeChecked();
    await expect(results(page).nth(at)).toHaveAttribute('aria-selected', 'true');
    // The page alone is what is loaded again.
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeHidden();
  });
}

test('a result that is opened in another tab leaves the search open', async ({ page }) => {
  await open(page);
  await page.keyboard.type('idempotent');
  await results(page)
    .first()
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByRole('dialog', { name: 'Search the book' })).toBeVisible();
});

test('what is not there is said not to be there', async ({ page }) => {
  await open(page);
  await page.keyboard.type('zzxqyw');
  await expect(page.locator('.search-status')).toHaveText('Nothing found for “zzxqyw”.');
});

for (const [what, pattern] of [
  ['the code of search', /\/_astro\/search-client\..*\.js$/],
  ['the index', /\/pagefind\/pagefind\.js/],
] as const) {
  test(`without the network ${what} is missing, which is said, and is there when it is back`, async ({ page }) => {
    await page.goto('./');
    let offline = true;
    await page.route(pattern, (route) => (offline ? route.abort() : route.continue()));
    await page.keyboard.press('/');
    await page.keyboard.type('idempotent');
    await expect(page.locator('.search-status')).toContainText('could not be loaded');
    const again = page.getByRole('button', { name: 'Try again' });
    await again.click();
    await expect(page.locator('.search-status')).toContainText('could not be loaded');
    await expect(again).toBeVisible();
    offline = false;
    await again.click();
    await expect(results(page).first()).toBeVisible();
    await expect(again).toBeHidden();
  });
}

test('the first query with all it loads stays below 250 kB', async ({ page }) => {
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  const loaded = weigh(page);
  await page.keyboard.press('/');
  await page.keyboard.type('rate limit');
  await expect(results(page).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const bytes = (await loaded()).reduce((sum, file) => sum + withGzip(file), 0);
  console.log(`first query: ${bytes} bytes`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_QUERY);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the open dialog is accessible in ${theme} colors`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page);
    await page.keyboard.type('limit');
    await expect(results(page).first()).toBeVisible();
    await expectAccessible(page, { within: '#search' });
  });
}
