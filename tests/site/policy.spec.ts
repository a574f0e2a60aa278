/** The content security policy of the built site is strict, and a sandbox keeps to it (pages.spec.ts: every page). */
import { watchPolicy } from '../support/policy.ts';
import { expect, test } from '../support/site.ts';

declare global {
  interface Window {
    injected?: boolean;
  }
}

test.beforeEach(({ page }) => watchPolicy(page));

test('a sandbox runs, is edited and answers without offending', async ({ page }) => {
  await page.goto('./');
  const box = page.locator('live-sandbox').first();
  await box.getByRole('button', { name: /^Edit / }).click();
  await expect(box.locator('.cm-content')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 30_000 });
  await box.getByRole('button', { name: 'Send: Say hello', exact: true }).click();
  await expect(box.locator('.sandbox-answer-status')).toContainText('200 OK');
  expect(await page.evaluate(() => window.violations)).toEqual([]);
});

test('what is slipped into a page does not run, load or send', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.injected = true';
    const foreign = document.createElement('script');
    foreign.src = 'https://example.com/x.js';
    const handler = document.createElement('img');
    handler.setAttribute('onerror', 'window.injected = true');
    handler.src = 'https://example.com/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(inline, foreign, handler, frame);
    await fetch('https://example.com/').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await page.evaluate(() => window.injected)).toBeUndefined();
  const violated = await page.evaluate(() => window.violations.map((violation) => violation.split(' ')[0]));
  expect([...new Set(violated)].sort()).toEqual([
    'connect-src',
    'frame-src',
    'img-src',
    'script-src-attr',
    'script-src-elem',
  ]);
});
