/** Code, requests and log beside each other: how they are arranged, by the page and by the reader. */
import {
  button,
  expect,
  INSTANCES,
  replaceFile,
  run,
  sandbox,
  test,
  type Locator,
  type Page,
} from './support/workbench.ts';

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

  test('the divide has a value before its first measure', async ({ page, open }) => {
    await page.addInitScript(() => {
      ResizeObserver.prototype.observe = () => undefined;
    });
    const box = await open();
    await box.hover();
    const divide = box.getByRole('separator', { name: 'Width of the code, in percent' });
    await expect(divide).toHaveAttribute('aria-valuenow', '50');
  });

  test('many requests are as high as the code until there is an answer; the one that was sent stays in sight', async ({
    open,
  }) => {
    const box = await open(INSTANCES);
    await box.hover();
    await expect(box).toHaveAttribute('data-active');
    const list = box.locator('.sandbox-requests');
    const gap = async () => (await edges(box, '.sandbox-main')).bottom - (await edges(box, '.sandbox-cookies')).bottom;
    expect(await list.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
    expect(await gap()).toBeLessThan(2);
    const { bottom, top } = await edges(box, '.sandbox-main');
    const sent = list.locator('.sandbox-request').nth(7);
    await sent.getByRole('button', { name: /^Send/ }).click();
    await expect(box.locator('sandbox-answer .sandbox-body')).toBeVisible();
    expect((await edges(box, '.sandbox-main')).bottom).toBeGreaterThanOrEqual(bottom);
    const place = await edges(box, '.sandbox-requests');
    expect(place.bottom - place.top).toBeLessThan((bottom - top) * 0.7);
    const line = (await sent.boundingBox())!;
    expect(line.y + line.height).toBeLessThanOrEqual(place.bottom + 1);
    expect(line.y).toBeGreaterThanOrEqual(place.top);
    await button(box, 'Reset').and(box.locator('[data-action="reset"]')).click();
    await expect(box.locator('sandbox-answer')).toHaveCount(0);
    await expect.poll(gap).toBeLessThan(2);
    expect((await edges(box, '.sandbox-main')).bottom).toBe(bottom);
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

/** How dark it is at the left of a box's lower edge, where no text is: 0 is black. NaN while panes take its place. */
const edge = async (page: Page, list: Locator) => {
  const box = await list.boundingBox();
  if (box === null) return Number.NaN;
  const { x, y, height } = box;
  const png = await page.screenshot({ clip: { x: x + 2, y: y + height - 5, width: 3, height: 3 } });
  return page.evaluate(
    async (source) => {
      const bitmap = await createImageBitmap(await (await fetch(source)).blob());
      const context = Object.assign(document.createElement('canvas'), { width: 3, height: 3 }).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, 3, 3);
      return Math.min(...data);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
};

test('a list that is scrolled has a shade where there is more, and none at its end', async ({ page, open }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const box = await open(INSTANCES);
  const list = box.locator('.sandbox-requests');
  await list.scrollIntoViewIfNeeded();
  // The list of the panes may be a little longer than the static one, whose end is then not its own.
  await expect(box).toHaveAttribute('data-active');
  const paper = 255;
  await expect.poll(() => edge(page, list)).toBeLessThan(paper - 10);
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(() => edge(page, list)).toBe(paper);
});

test('a list that was scrolled before the panes came stays where it is', async ({ page, harness }) => {
  await page.goto(harness.url);
  const box = page.locator(`live-sandbox[data-name="${INSTANCES}"]`);
  await expect(box).not.toHaveAttribute('data-active');
  const list = box.locator('.sandbox-requests');
  const at = await list.evaluate((element) => {
    element.scrollTo(0, 60);
    return element.scrollTop;
  });
  expect(at).toBeGreaterThan(10);
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  await expect(box.locator('sandbox-requests')).toBeVisible();
  await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBe(at);
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

for (const width of [1440, 360])
  test(`what can be done with an answer fits its pane, ${width} pixels wide`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 844 });
    const box = await open();
    await run(box);
    const send = button(box, /^Send: A burst that cannot be read/);
    const choice = box.getByRole('combobox', { name: 'Compare with' });
    await send.click();
    await expect(button(box, 'Copy as curl')).toBeVisible();
    await send.click();
    await expect(choice).toBeVisible();
    await choice.evaluate((select) =>
      select.append(Object.assign(document.createElement('option'), { textContent: 'long '.repeat(40) })),
    );
    const inside = await box.locator('.sandbox-actions').evaluate((actions) => {
      const { right } = actions.getBoundingClientRect();
      return [...actions.children].every((child) => child.getBoundingClientRect().right <= right + 0.5);
    });
    expect(inside).toBe(true);
  });

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
