/** Figures: in the page as it is built, and drawn again from the reader's run. With the fake engine. */
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import {
  button,
  expect,
  openProse,
  PROGRAM,
  replaceFile,
  run,
  sandbox,
  status,
  test,
  WINDOW,
  type Locator,
  type Page,
} from './support/workbench.ts';

const figure = (page: Page): Locator => page.locator(`port-figure[data-of="${PROGRAM}"]`);
const picture = (place: Locator): Locator => place.locator('.figure-drawing').getByRole('img');

test.describe('a figure', () => {
  test('loads nothing until its sandbox draws, then shows that run with the recorded one behind', async ({
    page,
    harness,
  }) => {
    const files = new Set<string>();
    page.on('request', (request) => files.add(new URL(request.url()).pathname));
    const box = await openProse(page, harness, PROGRAM);
    const place = figure(page);
    await expect(picture(place)).toHaveCount(1);
    await expect(picture(place)).toHaveAccessibleName('Admitted within the last 60 seconds');
    await expect(picture(place)).toHaveAccessibleDescription(/The promise is 10/);
    await expect(place).toContainText('From the recorded run: Node 24');
    await run(sandbox(page, WINDOW));
    const drawing = () => [...files].filter((path) => /live-figure|figure-body/.test(path));
    expect(drawing()).toEqual([]);
    await button(box, 'Run').click();
    await expect(place).toContainText('From your run.');
    expect(drawing().length).toBeGreaterThan(0);
    await expect(place.getByText('faint: the recorded run')).toBeVisible();
    await expect(place.locator('.figure-drawing .figure-faint')).toHaveCount(6);
    await expect(picture(place)).toHaveAccessibleName('Admitted within the last 60 seconds');
    await expect(box.locator('sandbox-plots').getByRole('img')).toHaveAccessibleDescription(/The promise is 10/);
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('exited with code 0');
    await expect(place).toContainText('From your run.');
  });

  test('has its numbers as a table and as a file, from either run', async ({ page, harness }) => {
    const box = await openProse(page, harness, PROGRAM);
    const place = figure(page);
    const csv = async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        place.getByRole('link', { name: 'admitted.csv' }).click(),
      ]);
      const stream = await download.createReadStream();
      return Buffer.concat((await stream.toArray()) as Buffer[]).toString();
    };
    await place.getByText('Numbers', { exact: true }).click();
    await expect(place.getByRole('row', { name: '61 20' })).toBeVisible();
    const recorded = await csv();
    expect(recorded).toContain('seconds,admitted,limiter\n0,0,fixed\n59,10,fixed\n');
    await button(box, 'Run').click();
    await expect(place).toContainText('From your run.');
    // The table was open before, and still is.
    await expect(place.getByRole('row', { name: '61 20' })).toBeVisible();
    expect(await csv()).toBe(recorded);
  });

  test('of 100,000 points is drawn with what can be seen, and says what is left out', async ({ page, harness }) => {
    const box = await openProse(page, harness, PROGRAM);
    await replaceFile(box, '// fake:points');
    await page.keyboard.press('ControlOrMeta+Enter');
    const place = figure(page);
    await expect(place).toContainText(
      /Drawn are 1,000 of 100,000 points: of each stretch the lowest and the highest\./,
    );
    await place.getByText('Numbers', { exact: true }).click();
    await expect(place.getByText('The table has the first 200 of 100,000 rows; the file has all.')).toBeVisible();
    await expect(place.getByRole('row')).toHaveCount(201);
  });

  test('that cannot be drawn says the line and what would be right; Reset brings the recorded one back', async ({
    page,
    harness,
  }) => {
    const box = await openProse(page, harness, PROGRAM);
    await replaceFile(box, '// fake:bad-plot');
    await page.keyboard.press('ControlOrMeta+Enter');
    const place = figure(page);
    await expect(place.getByRole('status')).toHaveText(
      'plots/admitted.csv, line 3: “seconds” is "soon"; write a number, such as 12.5.',
    );
    await expect(box.locator('sandbox-plots')).toContainText('line 3: “seconds” is "soon"');
    await box.evaluate((element) => (element as unknown as { stores: { reset(): void } }).stores.reset());
    await expect(place).toContainText('From the recorded run');
    await expect(picture(place)).toHaveAccessibleName('Admitted within the last 60 seconds');
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a figure is a picture with its numbers', async ({ page, harness }) => {
    await openProse(page, harness);
    const place = figure(page);
    await expect(picture(place)).toHaveAccessibleName('Admitted within the last 60 seconds');
    await place.locator('summary').click();
    await expect(place.getByRole('row', { name: '61 20' })).toBeVisible();
  });
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in it, and its text can be read: ${device}, ${theme}`, async ({ page, harness }) => {
    await page.setViewportSize(viewport);
    await page.goto(`${harness.url}prose/#${theme}`);
    const place = figure(page);
    await place.locator('summary').click();
    for (const live of [false, true]) {
      if (live) {
        await button(sandbox(page, PROGRAM), 'Run').click();
        await expect(place).toContainText('From your run.');
      }
      await expectAccessible(page, { within: 'port-figure' });
      // The picture may be scaled, but not so far that its labels could not be read.
      const heights = await picture(place)
        .locator('text')
        .evaluateAll((texts) =>
          texts.filter(({ textContent }) => textContent !== '').map((text) => text.getBoundingClientRect().height),
        );
      expect(Math.min(...heights)).toBeGreaterThan(11);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
  });
