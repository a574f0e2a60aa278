/** Predictions: the reader says what will happen, then the run shows it. With the fake engine. */
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import { expect, openProse, sandbox, status, test, WINDOW, type Locator, type Page } from './support/workbench.ts';

const prediction = (page: Page, slug: string): Locator => page.locator(`#predict-${slug}`);
const WORST = 'how-many-does-the-worst-minute-let-in';
const FIRST = 'what-does-the-program-print-first';
const ORDER = 'in-which-order-are-they-sent';

test.describe('a prediction', () => {
  test('is revealed by the request, with what is right and why', async ({ page, harness }) => {
    const box = await openProse(page, harness);
    const worst = prediction(page, WORST);
    const button = worst.getByRole('button');
    await expect(button).toHaveText('Run and see');
    await expect(button).toBeDisabled();
    await worst.getByLabel('100').check();
    await button.click();
    await expect(worst.getByRole('status')).toHaveText('Not so.');
    await expect(worst.getByText('wrong, your prediction')).toBeVisible();
    await expect(worst.getByText('That is the promise; the window keeps it only')).toBeVisible();
    await expect(worst.getByText('two seconds', { exact: false })).toBeVisible();
    await expect(worst.locator('[data-mark="right"]')).toContainText('200');
    await expect(worst.locator('.predict-outcome')).toContainText('200 OK');
    await expect(worst.locator('.sandbox-body')).toContainText('"admitted": 200');
    // The sandbox of the page has answered.
    await expect(status(box)).toContainText('listening on 3000');
    await expect(button).toBeFocused();
  });

  test('is revealed by the run when no request is named', async ({ page, harness }) => {
    await openProse(page, harness);
    const first = prediction(page, FIRST);
    await first.getByLabel('The promise').check();
    await first.getByRole('button', { name: 'Run and see' }).click();
    await expect(first.getByRole('status')).toHaveText('Right.');
    await expect(first.getByRole('group', { name: 'Output' })).toContainText('Promise: 10 requests per 60 s');
    await expect(status(sandbox(page, 'rate-limiting/algorithms'))).toHaveText('exited with code 0');
  });

  test('of an order is made by keyboard alone, and marked line by line', async ({ page, harness }) => {
    await openProse(page, harness);
    const order = prediction(page, ORDER);
    const says = order.locator('.predict-lines .predict-says');
    await order.locator('.predict-line').first().hover();
    await expect(order).toHaveAttribute('data-active');
    const wanted = ['ACK', 'SYN', 'SYN-ACK', 'GET /'];
    expect(await says.allTextContents()).not.toEqual(['SYN', 'SYN-ACK', 'ACK', 'GET /']);
    for (const text of wanted.toReversed()) {
      await order.getByRole('button', { name: `Move up: ${text}`, exact: true }).focus();
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowUp');
      await expect(order.getByRole('button', { name: `Move up: ${text}`, exact: true })).toBeFocused();
    }
    expect(await says.allTextContents()).toEqual(wanted);
    await order.getByRole('button', { name: 'Show the answer' }).focus();
    await page.keyboard.press('Enter');
    await expect(order.getByRole('status')).toHaveText('Not so: 3 of 4 lines stand elsewhere.');
    await expect(order.locator('.predict-mark')).toHaveText(['comes third', 'comes first', 'comes second', 'right']);
    await expect(order.getByText('The connection is there before the request is.')).toBeVisible();
  });

  test('of an order is made by dragging', async ({ page, harness }) => {
    await openProse(page, harness);
    const order = prediction(page, ORDER);
    const says = order.locator('.predict-lines .predict-says');
    await says.first().hover();
    await expect(order).toHaveAttribute('data-active');
    const before = await says.allTextContents();
    const last = (await order.locator('.predict-line').last().boundingBox())!;
    await says.first().hover();
    await page.mouse.down();
    await page.mouse.move(last.x + 40, last.y + last.height - 4, { steps: 12 });
    await page.mouse.up();
    expect(await says.allTextContents()).toEqual([...before.slice(1), before[0]]);
  });

  test('is kept in the browser, and can be made again', async ({ page, harness }) => {
    await openProse(page, harness);
    const order = prediction(page, ORDER);
    await order.getByRole('button', { name: 'Show the answer' }).click();
    await expect(order.locator('.predict-mark')).toHaveCount(4);
    const worst = prediction(page, WORST);
    await worst.getByLabel('200').check();
    await worst.getByRole('button').click();
    await expect(worst.getByRole('status')).toHaveText('Right.');
    await page.reload();
    await worst.scrollIntoViewIfNeeded();
    // Nothing runs for this prediction.
    await expect(worst.getByText('right, your prediction')).toBeVisible();
    await expect(status(sandbox(page, WINDOW))).not.toContainText('listening');
    await expect(order.locator('.predict-mark')).toHaveCount(4);
    await worst.getByRole('button', { name: 'Predict again' }).click();
    await expect(worst.locator('.predict-mark')).toHaveCount(0);
    await worst.getByLabel('100').check();
    await expect(worst.getByRole('button', { name: 'Run and see' })).toBeEnabled();
    const text = await page.evaluate(() => localStorage.getItem('port3000.progress'));
    const { chapters } = JSON.parse(text!) as { chapters: Record<string, { predicted: object }> };
    expect(Object.keys(chapters['']!.predicted)).toEqual([ORDER]);
  });

  test('says why it could not be run, and shows the answer all the same', async ({ page, harness }) => {
    const box = await openProse(page, harness);
    await box.getByRole('button', { name: /^Edit / }).click();
    await expect(box.locator('.cm-content:visible')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('fake:boot');
    const worst = prediction(page, WORST);
    await worst.getByLabel('200').check();
    await worst.getByRole('button').click();
    await expect(worst.getByRole('alert')).toContainText('The engine did not answer within 15 seconds.');
    await expect(worst.locator('.predict-mark')).toHaveCount(0);
    await worst.getByRole('button', { name: 'Show the answer' }).click();
    await expect(worst.getByRole('status')).toHaveText('Right.');
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a prediction is a question with a folded answer', async ({ page, harness }) => {
    await openProse(page, harness);
    const worst = prediction(page, WORST);
    await expect(worst.getByText('That is the promise;')).toBeHidden();
    await expect(worst.getByRole('button')).toHaveCount(0);
    await worst.locator('summary').click();
    await expect(worst.getByText('200: right')).toBeVisible();
    await expect(worst.getByText('That is the promise;')).toBeVisible();
    const order = prediction(page, ORDER);
    await order.locator('summary').click();
    await expect(order.locator('.predict-answer li')).toHaveText(['SYN', 'SYN-ACK', 'ACK', 'GET /']);
  });
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in it: ${device}, ${theme}`, async ({ page, harness }) => {
    await page.setViewportSize(viewport);
    await page.goto(`${harness.url}prose/#${theme}`);
    for (const slug of [WORST, FIRST, ORDER]) {
      const one = prediction(page, slug);
      if (slug !== ORDER) await one.getByRole('radio').first().check();
      await expect(one.getByRole('button', { name: /^(Run and see|Show the answer)$/ })).toBeEnabled();
      await expectAccessible(page, { within: 'port-predict' });
      await one.getByRole('button', { name: /^(Run and see|Show the answer)$/ }).click();
      await expect(one.getByRole('status')).toHaveText(/^(Right|Not so)/);
    }
    await expectAccessible(page, { within: 'port-predict' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  });
