/**
 * A sandbox of the built site in WebContainer, with the real client. The far side is a stand-in for StackBlitz
 * (tests/webcontainer/stand-in) that hands the files to real Node. So these tests show that the site's policy and
 * headers let the client work, but nothing about StackBlitz's own container.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';
import { installStandIn } from '../webcontainer/stand-in/install.ts';
import { Machine } from '../webcontainer/stand-in/machine.ts';

const folder = join(import.meta.dirname, '../../dist');

let site: StaticSite;
test.beforeAll(async () => {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
  site = await serveStatic(folder, '/', 0);
});
test.afterAll(() => site?.close());

test('a program runs in the stand-in’s real Node, a shell opens, and the embedded engine takes over', async ({
  page,
  context,
}) => {
  const machine = await installStandIn(context, new Machine());
  try {
    await page.goto(`${site.url}rate-limiting/`);
    const box = page.locator('live-sandbox[data-name="rate-limiting/algorithms"]');
    const button = (name: string | RegExp) => box.getByRole('button', { name });
    await button(/^Engine/).click();
    const menu = page.getByRole('dialog', { name: 'Engine of this sandbox' });
    await menu.getByRole('radio', { name: /^WebContainer/ }).click();
    await menu.getByRole('button', { name: 'Agree and use it' }).click();
    expect(machine.builds).toBe(0);
    await button('Run').click();
    await expect(box.locator('.sandbox-status')).toHaveText('exited with code 0', { timeout: 30_000 });
    expect(machine.builds).toBe(1);
    await expect(box.getByRole('log')).toContainText('Promise:');

    await button('Open the terminal').click();
    await expect(box.locator('.sandbox-terminal textarea')).toBeFocused();

    await button(/^Engine/).click();
    await menu.getByRole('radio', { name: /^Embedded engine/ }).click();
    await menu.getByRole('button', { name: 'Close' }).click();
    await button('Run').click();
    await expect(box.locator('.sandbox-status')).toHaveText('exited with code 0', { timeout: 30_000 });
    await expect(box.locator('sandbox-terminal')).toBeHidden();
  } finally {
    await machine.close();
  }
});
