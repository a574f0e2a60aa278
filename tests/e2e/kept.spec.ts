/** Changes of the reader are there again after a reload, and visibly differ from the book's files. */
import { button, expect, replaceFile, run, status, test, WINDOW, type Page } from './support/workbench.ts';

/** The changes that the browser keeps for the sandbox, or `null`. */
const kept = (page: Page) =>
  page.evaluate(
    (name) =>
      new Promise<string | null>((resolve) => {
        const opening = indexedDB.open('port3000');
        opening.onsuccess = () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains('files')) return resolve(null);
          const reading = result.transaction('files').objectStore('files').get(name);
          reading.onsuccess = () => resolve(reading.result === undefined ? null : JSON.stringify(reading.result));
          return undefined;
        };
      }),
    WINDOW.replace('/', '-'),
  );

test('an edit survives a reload, is run, and the book’s files can be had again', async ({ page, open }) => {
  const box = await open();
  await replaceFile(box, '// mine\nexport const limit = 1;\n');
  await expect.poll(() => kept(page)).toContain('// mine');
  await page.reload();
  await box.hover();
  await expect(box.getByText(/Your changes of .* are here again: limiter\.js\./)).toBeVisible();
  await expect(box.locator('.cm-content')).toContainText('// mine');
  await expect(box.locator('.cm-content')).not.toBeFocused();
  await run(box);
  await expect(status(box)).not.toContainText('restart to apply');
  await button(box, 'Use the book’s files').click();
  await expect(box.locator('.cm-content')).toContainText('export function clockWindow');
  await button(box, 'Undo').click();
  await expect(box.locator('.cm-content')).toContainText('// mine');
  await button(box, 'Close this note').click();
  await expect(box.getByText(/are here again/)).toBeHidden();
});

test('Edit leads into the code, also when it is pressed while changes are still being brought back', async ({
  page,
  open,
}) => {
  const box = await open();
  await replaceFile(box, '// mine\nexport const limit = 1;\n');
  await expect.poll(() => kept(page)).toContain('// mine');
  const code = box.locator('.cm-content');
  for (const enter of [
    () => button(box, /^Edit /).click(),
    () => button(box, /^Edit /).focus(),
    () => box.locator('.sandbox-listing').first().click(),
  ]) {
    await page.reload();
    await enter();
    await expect(code).toContainText('// mine');
    await expect(code).toBeFocused();
  }
});

test('when the book’s files have changed, the reader sees both and chooses', async ({ page, open }) => {
  const box = await open();
  await replaceFile(box, '// mine\nexport const limit = 1;\n');
  await expect.poll(() => kept(page)).toContain('// mine');
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('port3000');
        opening.onsuccess = () => {
          const store = opening.result.transaction('files', 'readwrite').objectStore('files');
          const reading = store.get(name);
          reading.onsuccess = () => {
            const record = reading.result as { current: { version: string } };
            record.current.version = 'another';
            store.put(record, name);
            store.transaction.oncomplete = () => resolve();
          };
        };
      }),
    WINDOW.replace('/', '-'),
  );
  await page.reload();
  await box.hover();
  await expect(box.getByText(/files have become other ones/)).toBeVisible();
  await expect(box.locator('.sandbox-listing').first()).toContainText('export function clockWindow');
  await button(box, 'Show both').click();
  const difference = box.getByRole('group', { name: 'limiter.js: the book’s and yours' });
  await expect(difference.locator('ins')).toContainText(['// mine', 'export const limit = 1;']);
  await expect(difference.locator('del').filter({ hasText: 'export function clockWindow' })).toHaveCount(1);
  await button(box, 'Use mine').click();
  await expect(box.locator('.cm-content')).toContainText('// mine');
  await expect(box.getByText(/files have become other ones/)).toBeHidden();
  await button(box, 'Undo').click();
  await expect(box.locator('.cm-content')).toContainText('export function clockWindow');
});

test('what differs from the book’s version is shown when it is asked for', async ({ page, open }) => {
  const box = await open();
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content')).toBeFocused();
  await page.keyboard.insertText('// mine\n');
  await button(box, 'File').click();
  await button(box, 'What I have changed').click();
  const difference = box.getByRole('group', { name: 'limiter.js: the book’s and yours' });
  await expect(difference.locator('ins')).toHaveText(/\+ \/\/ mine/);
  await expect(difference.locator('del')).toHaveCount(0);
  await expect(difference).toContainText(/… \d+ lines alike/);
  await button(box, 'Back to the code').click();
  await expect(box.locator('.cm-content')).toContainText('// mine');
});

test('a browser that keeps nothing says so once there is something to lose', async ({ page, open }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('No.', 'InvalidStateError');
    };
  });
  const box = await open();
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  await expect(box.getByText(/will be gone when you leave this page/)).toHaveCount(0);
  await replaceFile(box, '// mine\n');
  await expect(box.getByText(/will be gone when you leave this page: the browser does not let it keep/)).toBeVisible();
  await run(box);
});
