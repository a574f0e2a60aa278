/** The settings: the engine of all sandboxes, the agreement, and isolation on a host without headers. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import { servePlainly, type PlainHost } from '../support/plain-host.ts';
import { expect, sites, test } from '../support/site.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test('the engine of all sandboxes is chosen by keyboard, agreed to, remembered and taken back', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  const settings = dialog(page);
  await expect(settings.getByRole('radio', { name: /^Embedded engine/ })).toBeChecked();
  await settings.getByRole('radio', { name: /^Embedded engine/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(settings.getByRole('link', { name: 'terms of service' })).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await settings.getByRole('button', { name: 'Agree', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(settings.getByRole('radio', { name: /^WebContainer when it can be reached/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
  await page.reload();
  const box = page.locator('live-sandbox').first();
  await box.hover();
  await expect(box.getByRole('button', { name: 'Engine: WebContainer' })).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings.getByRole('button', { name: 'Take that back' }).click();
  await expect(settings.getByRole('radio', { name: /^Embedded engine/ })).toBeChecked();
  await expect(box.getByRole('button', { name: 'Engine: Embedded engine' })).toBeAttached();
});

for (const { device, theme, viewport } of LOOKS) {
  test(`axe finds nothing in the settings, ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto('./');
    await page.getByRole('button', { name: 'Settings' }).click();
    await dialog(page)
      .getByRole('radio', { name: /^WebContainer The full/ })
      .click();
    await expect(dialog(page).getByRole('button', { name: 'Agree', exact: true })).toBeVisible();
    await expect(dialog(page).getByText('host isolates its pages')).toBeVisible();
    await expectAccessible(page, { within: '#settings' });
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/settings-${device}-${theme}.png` });
  });
}

test.describe('on a host that sends no headers', () => {
  let host: PlainHost;

  test.beforeAll(async () => {
    host = await servePlainly(sites.book);
  });

  test.afterAll(() => host?.close());

  test('a service worker isolates pages when the reader wants it, and goes when they do not; sandboxes run both ways', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const runs = async () => {
      const box = page.locator('live-sandbox').first();
      await box.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 30_000 });
    };
    const isolated = () => page.evaluate(() => crossOriginIsolated);
    const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await page.goto(host.address);
    await runs();
    expect([await isolated(), await workers()]).toEqual([false, 0]);
    await page.getByRole('button', { name: 'Settings' }).click();
    await Promise.all([
      page.waitForEvent('load'),
      dialog(page).getByRole('button', { name: 'Isolate pages by a service worker' }).click(),
    ]);
    expect([await isolated(), await workers()]).toEqual([true, 1]);
    await runs();
    await page.keyboard.press('/');
    await page.keyboard.type('429');
    await expect(page.locator('.search-result').first()).toBeVisible();
    await page
      .getByRole('dialog', { name: 'Search the book' })
      .getByRole('button', { name: /^Close/ })
      .click();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(dialog(page).getByText('A service worker in your browser isolates the pages')).toBeVisible();
    await Promise.all([
      page.waitForEvent('load'),
      dialog(page).getByRole('button', { name: 'Stop isolating pages' }).click(),
    ]);
    expect([await isolated(), await workers()]).toEqual([false, 0]);
  });
});
