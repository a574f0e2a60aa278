/** What “More” offers in the built site: each pane is loaded when it is opened, and is small. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { button, expect, folder, openBuilt, openPane, runBuilt, serveBuilt, test } from './support/built.ts';

const site = serveBuilt();

const loaded = (files: ReadonlySet<string>, name: string) => [...files].some((path) => path.includes(`/${name}.`));

test('a pane costs nothing before it is opened, then at most 8 kB (brotli), and what draws plots comes with a plot', async ({
  page,
}) => {
  const files = new Set<string>();
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    // What the engine makes of the program has addresses of its own.
    if (protocol === 'http:' && ['script', 'stylesheet'].includes(request.resourceType())) files.add(pathname);
  });
  const box = await openBuilt(page, site());
  await runBuilt(box);
  const size = (path: string) => brotliCompressSync(readFileSync(join(folder, path))).length;
  // What comes with a run, and ahead of need, is no pane's.
  await expect.poll(() => ['undo', 'progress', 'way-back'].every((name) => loaded(files, name))).toBe(true);
  await page.waitForLoadState('networkidle');
  for (const title of ['Map', 'Bursts', 'Clock', 'Wire']) {
    const before = new Set(files);
    expect(
      [...before].filter((path) => path.includes(`/${title.toLowerCase()}.`)),
      title,
    ).toEqual([]);
    await openPane(box, title);
    const own = [...files].filter((path) => !before.has(path));
    expect(own.length, title).toBeGreaterThan(0);
    expect(
      own.reduce((sum, path) => sum + size(path), 0),
      `${title}: ${own.join(', ')}`,
    ).toBeLessThanOrEqual(8000);
  }
  expect([...files].filter((path) => path.includes('live-figure'))).toEqual([]);
  const bursts = box.locator('[data-pane="bursts"]');
  await bursts.getByLabel('Apart').fill('0');
  await button(bursts, 'Send burst').click();
  await expect(bursts.getByRole('img', { name: 'Answered and refused over time' })).toBeVisible();
  expect([...files].filter((path) => path.includes('live-figure'))).not.toEqual([]);
});

test('a sandbox without requests offers no bursts', async ({ page }) => {
  const box = await openBuilt(page, site(), 'rate-limiting/', 'rate-limiting/algorithms');
  await button(box, 'More panes').click();
  const menu = page.getByRole('dialog', { name: 'More panes' });
  await expect(menu.getByRole('button', { name: /^Clock/ })).toBeVisible();
  await expect(menu.getByRole('button', { name: /^Bursts/ })).toHaveCount(0);
});

for (const hasTouch of [false, true])
  test.describe(`on a phone, ${hasTouch ? 'with' : 'without'} touch`, () => {
    test.use({ viewport: { width: 360, height: 800 }, hasTouch, isMobile: hasTouch });

    test('the menus stand together at the end of the bar, and open inside the window', async ({ page }) => {
      const box = await openBuilt(page, site());
      await runBuilt(box);
      const bar = (await box.locator('.sandbox-bar').boundingBox())!;
      const more = (await button(box, /^More panes/).boundingBox())!;
      const engine = (await button(box, /^Engine:/).boundingBox())!;
      expect(more.y).toBe(engine.y);
      expect(engine.x - (more.x + more.width)).toBeLessThan(16);
      expect(bar.x + bar.width - (engine.x + engine.width)).toBeLessThan(20);
      for (const [opens, name] of [
        [/^More panes/, 'More panes'],
        [/^Engine:/, 'Engine of this sandbox'],
      ] as const) {
        await button(box, opens).click();
        const menu = page.getByRole('dialog', { name });
        await expect(menu).toBeVisible();
        const { x, width } = (await menu.boundingBox())!;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(360);
        await page.keyboard.press('Escape');
      }
    });
  });
