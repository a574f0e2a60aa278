/** Files and requests as the reader changes them, with the mouse and by keyboard alone. */
import { button, expect, replaceFile, run, status, test, type Locator } from './support/workbench.ts';

/** The top of a line's letters, not of its box, which depends on the fonts of the machine. */
const topOfText = (line: Locator): Promise<number> =>
  line.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects()[0]!.top;
  });

test.describe('editing', () => {
  test('an edit is marked, says that a restart is needed, and is applied by Ctrl+S', async ({ page, open }) => {
    const box = await open();
    await run(box);
    await box
      .locator('.sandbox-listing')
      .first()
      .click({ position: { x: 200, y: 30 } });
    await expect(box.locator('.cm-content')).toBeFocused();
    await page.keyboard.type('// mine ');
    await expect(status(box)).toContainText('edited, restart to apply');
    await expect(box.getByRole('tab', { name: 'limiter.js (edited)' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(status(box)).toHaveText(/^\s*listening on 3000 · started in \d+ ms\s*$/);
    await expect(box.locator('.cm-content')).toContainText('// mine');
    await button(box, 'File').click();
    await button(box, 'Reset limiter.js').click();
    await expect(box.locator('.cm-content')).not.toContainText('// mine');
    await expect(box.getByText('limiter.js is the book’s again.')).toBeVisible();
    await button(box, 'Undo').click();
    await expect(box.locator('.cm-content')).toContainText('// mine');
  });

  test('Reset brings files and requests back', async ({ open }) => {
    const box = await open();
    await replaceFile(box, 'nothing left');
    await button(box, 'New request').click();
    await expect(box.locator('.sandbox-request')).toHaveCount(5);
    await button(box, 'Reset').and(box.locator('[data-action="reset"]')).click();
    await expect(box.locator('.sandbox-request')).toHaveCount(4);
    await expect(box.locator('.cm-content:visible')).toContainText('export function clockWindow');
    await button(box, 'Undo').click();
    await expect(box.locator('.cm-content:visible')).toContainText('nothing left');
    await expect(box.locator('.sandbox-request')).toHaveCount(5);
  });

  test('the editor shows the listing as it was, line by line', async ({ open }) => {
    const box = await open();
    const listing = await box.locator('.sandbox-listing').first().textContent();
    const top = await topOfText(box.locator('.sandbox-listing tk-l').first());
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-line').first()).toBeVisible();
    expect((await box.locator('.cm-line').allTextContents()).slice(0, 10)).toEqual(listing!.split('\n').slice(0, 10));
    const editorTop = await topOfText(box.locator('.cm-line').first());
    expect(Math.abs(editorTop - top)).toBeLessThanOrEqual(2);
  });

  test('a request can be changed, sent, found wrong in words, and reset', async ({ page, open }) => {
    const box = await open();
    await button(box, /^A burst that cannot be read/).click();
    const text = box.getByRole('textbox', { name: 'Request: A burst that cannot be read' });
    await text.fill('GET http://localhost:3000/nowhere\nAccept: */*\n');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('404 Not Found');
    await text.fill('GET http://example.com/\n');
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('sandbox-answer')).toContainText(
      '“example.com” is outside this page; a sandbox reaches only its own servers',
    );
    await button(box, 'Reset request').click();
    await expect(text).toHaveValue(/replay\/clock\?send=100/);
  });

  test('a new request is the reader’s own and can be removed', async ({ open }) => {
    const box = await open();
    await button(box, 'New request').click();
    const text = box.getByRole('textbox', { name: 'Request: Your request' });
    await expect(text).toBeFocused();
    await button(box, /^Send: Your request/).click();
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('404');
    await button(box, 'Remove').click();
    await expect(text).toHaveCount(0);
  });
});

test.describe('by keyboard', () => {
  test('whoever comes with Tab keeps their place, and Enter runs', async ({ page, open }) => {
    const box = await open();
    await page.keyboard.press('Tab'); // the button in the sentence
    await page.keyboard.press('Tab');
    await expect(box).toHaveAttribute('data-active');
    await expect(button(box, 'Run')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('arrow keys choose the file, Enter edits it, Tab leaves', async ({ page, open }) => {
    const box = await open();
    await box.getByRole('tab', { name: 'limiter.js' }).focus();
    await expect(box).toHaveAttribute('data-active');
    await page.keyboard.press('ArrowRight');
    await expect(box.getByRole('tab', { name: 'replay.js' })).toBeFocused();
    await expect(box.getByRole('tabpanel', { name: 'replay.js' })).toBeVisible();
    await expect(box.getByRole('tabpanel', { name: 'limiter.js' })).toBeHidden();
    await page.keyboard.press('Tab'); // Edit
    await page.keyboard.press('Tab'); // File
    await page.keyboard.press('Tab'); // the listing
    await page.keyboard.press('Enter');
    const editor = box.getByRole('textbox', { name: 'replay.js' });
    await expect(editor).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await expect(box.getByRole('checkbox', { name: 'Tab indents' })).toBeFocused();
  });

  test('Tab indents when the reader wants it, and Esc then Tab still leaves', async ({ page, open }) => {
    const box = await open();
    await button(box, /^Edit /).click();
    await box.getByRole('checkbox', { name: 'Tab indents' }).check();
    const editor = box.locator('.cm-content');
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Tab');
    await expect(editor).toBeFocused();
    await expect(box.locator('.cm-line').first()).toHaveText(/^ {2}\/\//);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
  });
});
