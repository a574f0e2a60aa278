/** Code, requests and log beside each other: how they are arranged, by the page and by the reader. */
import { button, expect, INSTANCES, replaceFile, run, sandbox, test, type Locator } from './support/workbench.ts';

const edges = (box: Locator, selector: string) =>
  box
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return { top, bottom, width };
    });

test.describe('in a wide window', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('the divide is dragged or moved by arrow keys, for all sandboxes, and stays', async ({ page, open }) => {
    const box = await open();
    await box.hover();
    const divide = box.getByRole('separator', { name: 'Width of the code, in percent' });
    const before = (await edges(box, '.sandbox-files')).width;
    await divide.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await edges(box, '.sandbox-files')).width).toBeLessThan(before - 30);
    const { width } = await edges(box, '.sandbox-files');
    const total = (await edges(box, '.sandbox-main')).width;
    await expect(divide).toHaveAttribute('aria-valuenow', String(Math.round((width * 100) / total)));
    const handle = (await divide.boundingBox())!;
    await page.mouse.move(handle.x + handle.width / 2, handle.y + 40);
    await page.mouse.down();
    await page.mouse.move(handle.x + handle.width / 2 - 80, handle.y + 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await edges(box, '.sandbox-files')).width)).toBe(Math.round(width - 80));
    await page.reload();
    await box.hover();
    await expect.poll(async () => Math.round((await edges(box, '.sandbox-files')).width)).toBe(Math.round(width - 80));
    const other = sandbox(page, INSTANCES);
    await other.hover();
    await expect
      .poll(async () => Math.round((await edges(other, '.sandbox-files')).width))
      .toBe(Math.round(width - 80));
    await divide.focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => Math.round((await edges(box, '.sandbox-files')).width)).toBe(Math.round(before));
  });

  test('the code is as high as the requests with their answer', async ({ open }) => {
    const box = await open();
    await run(box);
    await replaceFile(box, 'const line = 1;\n'.repeat(200));
    // The side is made as high as by an answer that is longer than the code.
    await box.locator('.sandbox-side').evaluate((side) => {
      const tall = document.createElement('div');
      tall.style.height = '1200px';
      side.append(tall);
    });
    const gap = async () =>
      (await edges(box, '.sandbox-main')).bottom - (await edges(box, '.cm-scroller:visible')).bottom;
    await expect.poll(async () => (await edges(box, '.sandbox-main')).bottom).toBeGreaterThan(1200);
    await expect.poll(gap).toBeLessThan(60);
  });
});

for (const width of [1440, 390]) {
  test(`long lines are continued below, or scrolled when the reader wants it, ${width} pixels wide`, async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    const box = await open();
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-content')).toBeFocused();
    await page.keyboard.insertText(`${'const long = 1; '.repeat(20)}\n`);
    await expect(box.locator('.cm-content')).toContainText('const long = 1; const long');
    const scroller = box.locator('.cm-scroller');
    const overflows = () => scroller.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(await overflows()).toBe(false);
    await button(box, 'File').click();
    await box.getByRole('checkbox', { name: 'Continue long lines below' }).uncheck();
    await expect.poll(overflows).toBe(true);
    await page.keyboard.press('Escape');
    await expect(button(box, 'File')).toBeFocused();
    const other = sandbox(page, INSTANCES);
    await button(other, /^Edit /).click();
    await expect(other.locator('.cm-content')).toBeFocused();
    await page.keyboard.insertText(`${'const long = 1; '.repeat(20)}\n`);
    await expect.poll(() => other.locator('.cm-scroller').evaluate((e) => e.scrollWidth > e.clientWidth)).toBe(true);
    await page.reload();
    await box.hover();
    await expect(box.locator('sandbox-files')).toHaveClass(/unwrapped/);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('what is printed stands below the code, before requests and answer', async ({ open }) => {
    const box = await open();
    await run(box);
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('sandbox-answer')).toBeVisible();
    const log = await edges(box, '.sandbox-strip');
    expect(log.top).toBeGreaterThanOrEqual((await edges(box, '.sandbox-files')).bottom - 1);
    expect(log.bottom).toBeLessThanOrEqual((await edges(box, '.sandbox-side')).top + 1);
  });
});
