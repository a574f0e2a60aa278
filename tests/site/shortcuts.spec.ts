/** The list of keyboard shortcuts, and single keys that can be switched off (WCAG 2.2, 2.1.4). */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import { expect, test } from '../support/site.ts';

const shortcuts = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const search = (page: Page) => page.getByRole('dialog', { name: 'Search the book' });

test('a question mark opens the list, and Escape leads back', async ({ page }) => {
  await page.goto('./methods/');
  const box = page.locator('live-sandbox').first();
  const run = box.locator('[data-action="run"]');
  await run.focus();
  await expect(box).toHaveAttribute('data-active');
  await expect(run).toBeFocused();
  await page.keyboard.press('?');
  await expect(shortcuts(page)).toBeVisible();
  await expect(shortcuts(page).getByRole('definition').first()).toHaveText('Search the book');
  await page.keyboard.press('Escape');
  await expect(shortcuts(page)).toBeHidden();
  await expect(run).toBeFocused();
});

test('typed into a field it is a question mark', async ({ page }) => {
  await page.goto('./');
  await page.keyboard.press('/');
  await page.keyboard.type('?');
  await expect(page.getByRole('combobox', { name: 'Search' })).toHaveValue('?');
  await expect(shortcuts(page)).toBeHidden();
});

test('single keys are switched off, which stays; Ctrl+K works on', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  const check = shortcuts(page).getByRole('checkbox', {
    name: 'The single keys / ? n p and those of cards do something',
  });
  await check.uncheck();
  await page.reload();
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  // Both would have opened before this one, which opens the search.
  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search(page)).toBeHidden();
  await expect(shortcuts(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(check).not.toBeChecked();
  await check.check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(search(page)).toBeVisible();
});

test('where nothing can be kept, switching off says so', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await page.goto('./');
  await page.keyboard.press('?');
  await shortcuts(page).getByRole('checkbox').click();
  await expect(shortcuts(page).getByRole('status')).toHaveText(/keeps nothing/);
  await expect(shortcuts(page).getByRole('checkbox')).toBeChecked();
});

test('without the network the list is missing, which is said, and is there when it is back', async ({ page }) => {
  await page.goto('./');
  let offline = true;
  await page.route(/\/_astro\/shortcuts\..*\.js$/, (route) => (offline ? route.abort() : route.continue()));
  await page.keyboard.press('?');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.locator('.shortcuts-told')).toHaveText(/could not be loaded. Check the connection/);
  offline = false;
  await settings.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(shortcuts(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings.locator('.shortcuts-told')).toBeEmpty();
});

for (const { device, theme, viewport } of LOOKS) {
  test(`axe finds nothing in the list: ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto('./');
    await page.keyboard.press('?');
    await expect(shortcuts(page)).toBeVisible();
    await expectAccessible(page, { within: '.shortcuts' });
    const wider = await shortcuts(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wider).toBeLessThanOrEqual(0);
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/shortcuts-${device}-${theme}.png` });
  });
}
