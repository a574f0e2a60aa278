/** A program that ends with an error says so where the reader looks, and shows the line. */
import { button, expect, replaceFile, status, test } from './support/workbench.ts';

for (const width of [1440, 390]) {
  test(`a crash is red, says its first line, and leads to the line of it, ${width} pixels wide`, async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    const box = await open();
    await box.getByRole('tab', { name: 'server.js' }).click();
    await replaceFile(box, '// one\n// two\nfake:exit\n// four\n');
    await box.getByRole('tab', { name: 'limiter.js' }).click();
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('exited with code 1');
    await expect(status(box)).toHaveAttribute('data-phase', 'crashed');
    const alert = box.getByRole('alert');
    await expect(alert).toContainText("SyntaxError: Unexpected token ':'");
    // The failure is above the code, and far above the log.
    const top = async (selector: string) => (await box.locator(selector).first().boundingBox())!.y;
    expect(await top('[role="alert"]')).toBeLessThan(await top('.sandbox-files'));
    await expect(box.getByRole('tab', { name: 'server.js (edited) (error)' })).toBeVisible();
    await button(box, 'Go to line 3 of server.js').click();
    const editor = box.getByRole('textbox', { name: 'server.js' });
    await expect(editor).toBeFocused();
    await expect(editor.locator('.sandbox-error')).toHaveText('fake:exit');
    await expect(editor.locator('.sandbox-line-error')).toHaveText("SyntaxError: Unexpected token ':'");
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.insertText('// mended\n');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(status(box)).toContainText('listening on');
    await expect(alert).toBeHidden();
    await expect(editor.locator('.sandbox-error')).toHaveCount(0);
    await expect(box.getByRole('tab', { name: 'server.js (edited)', exact: true })).toBeVisible();
  });
}

test('the line is marked in a file that is not in an editor, too', async ({ open }) => {
  const box = await open();
  await replaceFile(box, 'fake:exit');
  await button(box, 'Run').click();
  await expect(status(box)).toHaveText('exited with code 1');
  await box.getByRole('tab', { name: /^server.js/ }).click();
  await expect(box.locator('.sandbox-listing:visible tk-l').nth(2)).toHaveAttribute(
    'data-error',
    "SyntaxError: Unexpected token ':'",
  );
});
