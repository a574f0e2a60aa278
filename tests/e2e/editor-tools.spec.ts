/** The editor beyond typing: search, folding, comments, files of the reader's own. */
import { button, expect, test } from './support/workbench.ts';

test('search finds what is not drawn, folding and comments are there', async ({ page, open }) => {
  const box = await open();
  await button(box, /^Edit /).click();
  const editor = box.locator('.cm-content');
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(`${'const line = 1;\n'.repeat(400)}const needle = 2;\n`);
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(editor).not.toContainText('needle');
  await page.keyboard.press('ControlOrMeta+f');
  await expect(box.getByRole('textbox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type('needle');
  await page.keyboard.press('Enter');
  await expect(box.locator('.cm-searchMatch')).toHaveText('needle');
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('function f() {\n  return 1;\n}\n');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Shift+BracketLeft');
  await expect(box.locator('.cm-foldPlaceholder')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+BracketRight');
  await expect(box.locator('.cm-foldPlaceholder')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+/');
  await expect(box.locator('.cm-line').first()).toHaveText('// function f() {');
});

test('a file can be added, renamed and deleted; a name that will not do is refused in words', async ({
  page,
  open,
}) => {
  const box = await open();
  await button(box, 'File').click();
  await button(box, 'New file').click();
  const name = box.getByRole('textbox', { name: 'Name of the new file' });
  await expect(name).toBeFocused();
  await page.keyboard.type('../helper.sql');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('alert')).toHaveText('A file stays in the sandbox’s own folder: no “..”.');
  await name.fill('helper.sql');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('tab', { name: 'helper.sql (new)' })).toHaveAttribute('aria-selected', 'true');
  await expect(box.getByRole('textbox', { name: 'helper.sql' })).toBeFocused();
  await page.keyboard.insertText('SELECT 1;\n');
  await expect(box.locator('.cm-line .tk-k')).toHaveText('SELECT');
  await button(box, 'File').click();
  await button(box, 'Rename helper.sql').click();
  await box.getByRole('textbox', { name: 'New name of helper.sql' }).fill('query.sql');
  await page.keyboard.press('Enter');
  await expect(box.getByText('helper.sql is now called query.sql.')).toBeVisible();
  await button(box, 'File').click();
  await button(box, 'Delete query.sql').click();
  await expect(box.getByRole('tab', { name: /query/ })).toHaveCount(0);
  await button(box, 'Undo').click();
  await box.getByRole('tab', { name: 'query.sql (new)' }).click();
  await expect(box.getByRole('tabpanel', { name: /query/ })).toContainText('SELECT 1;');
});
