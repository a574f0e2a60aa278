/** What axe finds in a sandbox, and whether it fits the screen: desktop and phone, light and dark. */
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import {
  button,
  expect,
  INSTANCES,
  PROGRAM,
  replaceFile,
  run,
  sandbox,
  status,
  test,
  WINDOW,
  type Locator,
  type Page,
} from './support/workbench.ts';

for (const { device, theme, viewport } of LOOKS) {
  test.describe(`${device}, ${theme}`, () => {
    test.use({ viewport });

    test('axe finds nothing: closed, running, editing, sent from a sentence', async ({ page, harness }) => {
      test.setTimeout(180_000);
      await page.goto(`${harness.url}#${theme}`);
      await expectAccessible(page, {}, 'closed');
      for (const recorded of await page.locator('summary:visible').all()) await recorded.click();
      const box = sandbox(page, WINDOW);
      const instances = sandbox(page, INSTANCES);
      await button(instances, 'Send all in order').click();
      await expect(instances.locator('.sandbox-outcome')).toHaveCount(11);
      await button(sandbox(page, PROGRAM), 'Run').click();
      await expect(status(sandbox(page, PROGRAM))).toHaveText('exited with code 0');
      await run(box);
      await button(box, /^Send: A burst that cannot be read/).click();
      await expect(box.locator('.sandbox-body')).toBeVisible();
      await replaceFile(box, '// edited\nexport const limit = 100;\n');
      await button(box, /^100 requests at 0:10/).click();
      await expectAccessible(page, {}, 'running and edited');
      await button(box, 'Raw bytes').click();
      await page.getByRole('button', { name: 'one request' }).click();
      await expect(page.getByRole('region', { name: /^Answer to/ })).toBeVisible();
      await expectAccessible(page, {}, 'answer open');
      await page.keyboard.press('Escape');
      await replaceAll(page, box, 'fake:exit');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(box.locator('[data-pane="failure"]')).toContainText('SyntaxError');
      await button(box, 'Reset').and(box.locator('[data-action="reset"]')).click();
      await button(box, 'Undo').click();
      await box.locator('.cm-content').focus();
      await page.keyboard.press('ControlOrMeta+f');
      await expect(box.locator('.cm-search')).toBeVisible();
      await button(box, 'File').click();
      await expectAccessible(page, {}, 'failed, searching, the file’s menu');
      await button(box, 'What I have changed').click();
      await expect(box.locator('.sandbox-difference')).toBeVisible();
      await expectAccessible(page, {}, 'compared with the book');
    });

    test('nothing makes the page scroll sideways', async ({ page, harness }) => {
      await page.goto(`${harness.url}#${theme}`);
      const box = sandbox(page, WINDOW);
      await button(box, 'Send all in order').click();
      await expect(box.locator('.sandbox-outcome')).toHaveCount(4);
      await page.getByRole('button', { name: 'one request' }).click();
      await expect(page.getByRole('region', { name: /^Answer to/ })).toBeVisible();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
    });
  });
}

/** Replaces the text in the editor that is open. */
async function replaceAll(page: Page, box: Locator, text: string): Promise<void> {
  await box.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}
