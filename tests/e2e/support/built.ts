/** Sandboxes of the built site with the real engine, for the tests of panes that steer a running session. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../../scripts/lib/static-server.ts';

export { expectAccessible } from '../../support/axe.ts';
export { expect, test, type Locator, type Page };

/** Where the built site is. */
export const folder = join(import.meta.dirname, '../../..', process.env['PORT3000_OUT'] ?? 'dist');

export const button = (box: Locator, name: string | RegExp): Locator => box.getByRole('button', { name });
export const status = (box: Locator): Locator => box.locator('.sandbox-status');

/** Serves the built site while a file's tests run. @returns tells its address */
export function serveBuilt(): () => string {
  let site: StaticSite | undefined;
  test.beforeAll(async () => {
    if (!existsSync(join(folder, 'index.html')))
      throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
    site = await serveStatic(folder, '/', 0);
  });
  test.afterAll(() => site?.close());
  return () => site!.url;
}

/** Opens the page that has it. @returns the sandbox: that of the landing page when nothing is said */
export async function openBuilt(page: Page, url: string, path = '', name = 'backends/hello'): Promise<Locator> {
  await page.goto(`${url}${path}`);
  const box = page.locator(`live-sandbox[data-name="${name}"]`);
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  return box;
}

/** Starts it, or starts it again, until it listens. */
export async function runBuilt(box: Locator): Promise<void> {
  await button(box, /^(Run|Restart)$/).click();
  await expect(status(box)).toContainText('listening on', { timeout: 30_000 });
}

/** Opens one of the panes that “More” has. */
export async function openPane(box: Locator, title: string): Promise<Locator> {
  await button(box, 'More panes').click();
  await box
    .page()
    .getByRole('dialog', { name: 'More panes' })
    .getByRole('button', { name: new RegExp(`^${title}`) })
    .click();
  const pane = box.locator(`[data-pane="${title.toLowerCase()}"]`);
  await expect(pane).toBeVisible();
  return pane;
}

/** Puts `text` in place of the file in front, by the editor. */
export async function replaceBuilt(box: Locator, text: string): Promise<void> {
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content:visible')).toBeFocused();
  await box.page().keyboard.press('ControlOrMeta+a');
  await box.page().keyboard.insertText(text);
}
