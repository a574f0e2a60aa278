/** What axe finds in a sandbox, and whether it fits the screen: desktop and phone, light and dark. */
import AxeBuilder from '@axe-core/playwright';
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
  type Page,
} from './support/workbench.ts';

for (const theme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [
    ['desktop', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${device}, ${theme}`, () => {
      test.use({ viewport });

      test('axe finds nothing: closed, running, editing, sent from a sentence', async ({ page, harness }) => {
        test.setTimeout(60_000);
        await page.goto(`${harness.url}#${theme}`);
        await expectAccessible(page, 'closed');
        for (const recorded of await page.locator('summary').all()) await recorded.click();
        const box = sandbox(page, WINDOW);
        const instances = sandbox(page, INSTANCES);
        await button(instances, 'Send all in order').click();
        await expect(instances.locator('.sandbox-outcome')).toHaveCount(10);
        await button(sandbox(page, PROGRAM), 'Run').click();
        await expect(status(sandbox(page, PROGRAM))).toHaveText('exited with code 0');
        await run(box);
        await button(box, /^Send: A burst that cannot be read/).click();
        await expect(box.locator('.sandbox-body')).toBeVisible();
        await replaceFile(box, '// edited\nexport const limit = 100;\n');
        await button(box, /^100 requests at 0:10/).click();
        await expectAccessible(page, 'running and edited');
        await button(box, 'Raw bytes').click();
        await page.getByRole('button', { name: 'one request' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, 'answer open');
      });

      test('nothing makes the page scroll sideways', async ({ page, harness }) => {
        await page.goto(`${harness.url}#${theme}`);
        const box = sandbox(page, WINDOW);
        await button(box, 'Send all in order').click();
        await expect(box.locator('.sandbox-outcome')).toHaveCount(4);
        await page.getByRole('button', { name: 'one request' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(viewport.width);
      });
    });
  }
}

async function expectAccessible(page: Page, when: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`).join('\n')}`,
  );
  expect(found, when).toEqual([]);
}
