/** A sandbox before the reader does anything, without JavaScript, and on paper. */
import { gzipSync } from 'node:zlib';
import { button, expect, status, test } from './support/workbench.ts';

test.describe('before the reader does anything', () => {
  test('only the loader is there, in less than 3 kB, and nothing runs', async ({ page, harness, open }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    const box = await open();
    await page.waitForLoadState('networkidle');
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(harness.file(path)).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(3000);
    await expect(box).not.toHaveAttribute('data-active');
    await expect(status(box)).toHaveText('');
  });

  test('the panes take the place of the static parts without moving them', async ({ open }) => {
    const box = await open();
    const places = () =>
      box.evaluate((element) =>
        ['.sandbox-title', '[role="tab"]', '.sandbox-listing', '.sandbox-request', '.sandbox-recorded'].map((part) => {
          const { x, y, width, height } = element.querySelector(part)!.getBoundingClientRect();
          return [part, x, y + scrollY, width, height].map((value) =>
            typeof value === 'number' ? Math.round(value) : value,
          );
        }),
      );
    const before = await places();
    await box.hover();
    await expect(box).toHaveAttribute('data-active');
    expect(await places()).toEqual(before);
  });

  test('a press that began before the panes were there still counts', async ({ page, open }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/workbench/, async (route) => {
      await held;
      await route.continue();
    });
    const box = await open();
    await button(box, 'Run').hover();
    await page.mouse.down();
    const loaded = page.waitForResponse(/workbench.*\.js$/);
    release();
    await (await loaded).finished();
    // Panes would come within this time if nothing held them back.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await page.mouse.up();
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('a tab and then Edit, pressed before the panes were there, open that file', async ({ page, open }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/workbench/, async (route) => {
      await held;
      await route.continue();
    });
    const box = await open();
    await box.getByRole('tab', { name: 'server.js' }).click();
    await button(box, /^Edit /).click();
    release();
    await expect(box.getByRole('textbox', { name: 'server.js' })).toBeFocused();
  });

  test('says so when the workbench cannot be loaded', async ({ page, open }) => {
    await page.route(/workbench/, (route) =>
      route.request().resourceType() === 'script' ? route.abort() : route.continue(),
    );
    const box = await open();
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('could not be loaded: check the connection and press again');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('all files, the requests and the recorded output can be read, and nothing pretends to work', async ({
    open,
  }) => {
    const box = await open();
    await expect(box.locator('.sandbox-listing')).toHaveCount(3);
    for (const listing of await box.locator('.sandbox-listing').all()) await expect(listing).toBeVisible();
    await expect(box.locator('.sandbox-file-name').first()).toHaveText('limiter.js');
    await expect(box.getByText('100 requests at 0:10, 100 more at 0:40').first()).toBeVisible();
    await box.locator('summary').click();
    await expect(box.locator('.sandbox-exchange').first()).toBeVisible();
    for (const control of await box.locator('button.sandbox-button').all()) await expect(control).toBeHidden();
  });
});

test('on paper all files and the recorded output are there', async ({ page, open }) => {
  const box = await open();
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  await page.emulateMedia({ media: 'print' });
  for (const listing of await box.locator('.sandbox-listing').all()) await expect(listing).toBeVisible();
  await expect(box.locator('.sandbox-exchange').first()).toBeVisible();
  await expect(button(box, 'Run')).toBeHidden();
});
