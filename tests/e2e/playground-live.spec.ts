/** The playground with the real engine: files, packages and processes of the reader's own. */
import {
  button,
  expect,
  expectAccessible,
  openBuilt,
  replaceBuilt,
  runBuilt,
  serveBuilt,
  status,
  test,
  type Locator,
} from './support/built.ts';

const site = serveBuilt();

async function openProject(box: Locator): Promise<Locator> {
  await button(box, 'More panes').click();
  await box
    .page()
    .getByRole('button', { name: /^Packages and processes/ })
    .click();
  const pane = box.locator('[data-pane="project"]');
  await expect(pane.getByText('Packages and processes')).toBeFocused();
  return pane;
}

for (const [path, name] of [
  ['playground/', 'express'],
  ['playground/sqlite/', 'sqlite'],
  ['playground/typescript/', 'typescript'],
  ['playground/node/', 'node'],
] as const) {
  test(`${name}: the project starts and answers`, async ({ page }) => {
    const box = await openBuilt(page, site(), path, `playground/${name}`);
    await runBuilt(box);
    await box
      .getByRole('button', { name: /^Send: / })
      .first()
      .click();
    await expect(box.locator('.sandbox-answer-status')).toContainText(/20[01] /);
  });
}

test('a package and a process are chosen, run, and kept', async ({ page }) => {
  const box = await openBuilt(page, site(), 'playground/', 'playground/express');
  const pane = await openProject(box);
  await pane.getByRole('checkbox', { name: /^zod/ }).check();
  await pane.getByRole('textbox', { name: 'Name' }).fill('Worker');
  await pane.getByRole('textbox', { name: 'Command' }).fill('node worker.js');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('alert')).toContainText('lower case');
  await pane.getByRole('textbox', { name: 'Name' }).fill('worker');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('alert')).toBeHidden();
  await expect(pane.getByRole('button', { name: 'Remove the process worker' })).toBeVisible();

  // A file of the reader's own has no listing: it is in the editor from the start.
  await box.getByRole('tab', { name: /^worker\.js/ }).click();
  await box.locator('.cm-content:visible').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    `import { createServer } from 'node:http';
import { z } from 'zod';

createServer((req, res) => {
  res.end(z.string().parse('from the worker'));
}).listen(4000);
`,
  );
  await button(box, 'Run').click();
  await expect(status(box)).toContainText('listening on 3000, 4000', { timeout: 30_000 });

  // What the reader has made is there when they come again, and runs.
  await expect(async () => {
    await page.reload();
    await box.hover();
    await expect(box.getByRole('tab', { name: /^worker\.js/ })).toBeVisible({ timeout: 3000 });
  }).toPass();
  await button(box, 'Run').click();
  await expect(status(box)).toContainText('listening on 3000, 4000', { timeout: 30_000 });
  await expect(box.locator('[role="tablist"][aria-label="Logs"]').getByRole('tab')).toHaveText([/app/, /worker/]);

  const again = await openProject(box);
  await expect(again.getByRole('checkbox', { name: /^zod/ })).toBeChecked();
  await again.getByRole('button', { name: 'Remove the process worker' }).click();
  await button(box, 'Restart').click();
  await expect(status(box)).toContainText(/listening on 3000 /, { timeout: 30_000 });
});

test('a package.json that cannot be read says so where Run is pressed, and in the pane', async ({ page }) => {
  const box = await openBuilt(page, site(), 'playground/node/', 'playground/node');
  await box.getByRole('tab', { name: 'package.json' }).click();
  await replaceBuilt(box, '{ "scripts": { "start": "npm run dev" } }');
  await button(box, 'Run').click();
  await expect(status(box)).toContainText('could not start');
  await expect(box.locator('[data-pane="problem"]')).toContainText('a process is started by node');
  await expect(await openProject(box)).toContainText('a process is started by node');
});

for (const [device, width, colorScheme] of [
  ['desktop', 1280, 'light'],
  ['phone', 390, 'dark'],
] as const) {
  test(`axe finds nothing in packages and processes, ${device}, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const box = await openBuilt(page, site(), 'playground/', 'playground/express');
    const pane = await openProject(box);
    await pane.getByRole('textbox', { name: 'Name' }).fill('A');
    await pane.getByRole('textbox', { name: 'Command' }).fill('x');
    await page.keyboard.press('Enter');
    await expect(pane.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
