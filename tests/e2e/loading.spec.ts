/**
 * A chunk that could not be fetched: the page says so in its place, and fetches it on a new try or once online again.
 */
import { button, expect, run, status, test, type Page } from './support/workbench.ts';

interface Cut {
  mend(): void;
}

/** Makes files of this name fail until the cut is mended. */
async function cut(page: Page, name: string): Promise<Cut> {
  let broken = true;
  await page.route(new RegExp(`/${name}\\.[^/]*\\.js$`), (route) => (broken ? route.abort() : route.continue()));
  return { mend: () => (broken = false) };
}

const backOnline = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')));

test('the workbench: pressing again runs it', async ({ page, open }) => {
  const { mend } = await cut(page, 'workbench');
  const box = await open();
  await button(box, 'Run').click();
  await expect(status(box)).toHaveText('could not be loaded: check the connection and press again');
  mend();
  await run(box);
});

test('the workbench: it is there when the network is back', async ({ page, open }) => {
  const { mend } = await cut(page, 'workbench');
  const box = await open();
  await box.hover();
  await expect(status(box)).toHaveText('could not be loaded: check the connection and press again');
  mend();
  await backOnline(page);
  await expect(box).toHaveAttribute('data-active');
});

test('a part that several chunks import', async ({ page, open }) => {
  const { mend } = await cut(page, 'pane');
  const box = await open();
  await button(box, 'Run').click();
  await expect(status(box)).toHaveText('could not be loaded: check the connection and press again');
  mend();
  await run(box);
});

test('a pane', async ({ page, open }) => {
  const { mend } = await cut(page, 'answer');
  const box = await open();
  await run(box);
  await button(box, /^Send: 100 requests at 0:10/).click();
  const note = box.getByRole('alert');
  await expect(note).toContainText('could not be loaded. Check the connection.');
  await button(box, 'Try again').click();
  await expect(note).toHaveCount(1);
  mend();
  await button(box, 'Try again').click();
  await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('200 OK');
  await expect(note).toHaveCount(0);
});

test('the editor', async ({ page, open }) => {
  const { mend } = await cut(page, 'code-editor');
  const box = await open();
  await button(box, /^Edit /).click();
  await expect(box.getByRole('alert')).toContainText('The editor could not be loaded. Check the connection.');
  mend();
  await backOnline(page);
  await expect(box.locator('.cm-content')).toBeVisible();
  await expect(box.getByRole('alert')).toHaveCount(0);
});

test('the engine', async ({ page, open }) => {
  const { mend } = await cut(page, 'fake-engine');
  const box = await open();
  await button(box, 'Run').click();
  await expect(box.getByRole('alert')).toContainText('The engine could not be loaded');
  mend();
  await run(box);
});

test('a request sent from inside a sentence', async ({ page, open }) => {
  const { mend } = await cut(page, 'port-send');
  await open();
  const send = page.getByRole('button', { name: 'one request' });
  await send.click();
  await expect(page.locator('port-send')).toContainText('could not be loaded');
  mend();
  await send.click();
  await expect(page.getByRole('region', { name: 'Answer to: one request' })).toContainText('200 OK');
  await expect(page.locator('port-send')).not.toContainText('could not be loaded');
});
