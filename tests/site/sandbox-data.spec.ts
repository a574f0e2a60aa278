/** The data of a chapter's sandboxes is a file of its own: it comes on intent, once, and a failure is told and mended. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/site.ts';

const FILE = /\/methods\/sandboxes\.json\?[0-9a-f]{8}$/;

/** Notes the requests for the file. */
function asked(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (FILE.test(request.url())) urls.push(request.url());
  });
  return urls;
}

test('it comes on intent, once for all sandboxes of the page', async ({ page }) => {
  const urls = asked(page);
  await page.goto('./methods/');
  await page.waitForLoadState('networkidle');
  expect(urls).toEqual([]);
  const boxes = page.locator('live-sandbox');
  for (const index of [0, 1]) {
    await boxes.nth(index).locator('[data-action="run"]').focus();
    await expect(boxes.nth(index)).toHaveAttribute('data-active');
  }
  expect(urls).toHaveLength(1);
});

test('when it cannot be loaded, the sandbox says so, and pressing again runs it', async ({ page }) => {
  let broken = true;
  await page.route(FILE, (route) => (broken ? route.fulfill({ status: 503, body: 'later' }) : route.continue()));
  await page.goto('./methods/');
  const box = page.locator('live-sandbox').first();
  const status = box.locator('.sandbox-status');
  await box.locator('[data-action="run"]').click();
  await expect(status).toHaveText('could not be loaded: check the connection and press again');
  broken = false;
  await box.locator('[data-action="run"]').click();
  await expect(status).toContainText('listening on 3000', { timeout: 60_000 });
});
