/**
 * Pictures of panes in their states, kept in `tests/e2e/pictures/` and compared with what is drawn now. Letters are drawn
 * otherwise by another browser or system, and heights are fractions that a busy machine rounds the other way. So they are
 * compared only when it is asked for (`PICTURES=1`), where browser and system are those that made them; elsewhere the
 * test says so, and that the pane is there is asserted all the same. They are written by `--update-snapshots`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { LOOKS } from '../../support/looks.ts';

const MADE_BY = join(import.meta.dirname, '../pictures/made-by.txt');

/** The browser and the system in which this test runs, as `made-by.txt` has those of the pictures. */
function maker(page: Page): string {
  const browser = page.context().browser()!;
  return `${browser.browserType().name()} ${browser.version()}, ${process.platform} ${process.arch}`;
}

/** Whether pictures can be compared here; says so in the report where they cannot. */
function comparable(page: Page): boolean {
  const here = maker(page);
  const { annotations, config } = test.info();
  if (config.updateSnapshots !== 'none') {
    writeFileSync(MADE_BY, `${here}\n`);
    return true;
  }
  const made = readFileSync(MADE_BY, 'utf8').trim();
  const asked = process.env['PICTURES'] !== undefined;
  if (asked && here === made) return true;
  const description = asked
    ? `The pictures were made by ${made}; this is ${here}: they were not compared.`
    : 'The pictures were not compared; with PICTURES=1 they are.';
  if (!annotations.some((annotation) => annotation.description === description)) {
    annotations.push({ type: 'not compared', description });
    console.log(description);
  }
  return false;
}

/**
 * Expects that something looks as it did: in a wide and in a narrow window, light and dark.
 *
 * @param name the picture's file, without the look
 */
export async function expectPicture(target: Locator, name: string): Promise<void> {
  const page = target.page();
  const compared = comparable(page);
  for (const { device, theme, viewport } of LOOKS) {
    await page.setViewportSize({ width: viewport.width, height: 1700 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // As the page itself has set it when it was opened.
    await page.evaluate((now) => (document.documentElement.dataset['theme'] = now), theme);
    await expect(target).toBeVisible();
    if (!compared) continue;
    // What follows the width is drawn in the frames after it.
    await page.evaluate(async () => {
      await document.fonts.ready;
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    await settle(target);
    await expect.soft(target).toHaveScreenshot(`${name}-${device}-${theme}.png`, {
      animations: 'disabled',
      // A line that begins between two pixels is drawn at one or the other.
      maxDiffPixelRatio: 0.01,
      // The bar on top of the page lies over what is higher than the window.
      stylePath: join(import.meta.dirname, '../pictures/still.css'),
    });
  }
}

/** What differs from run to run, by a text of the same kind. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\b\d[\d,.]* (?:ms|µs)\b/g, '12 ms'],
  [/\b\d+\.\d+ s\b/g, '0.5 s'],
  [/^\d+\.\d{3}$/g, '0.100'],
  [/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(?:\.\d+)?/g, '2026-01-15$109:00:00.000'],
  [/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'Thu, 15 Jan 2026 09:00:00 GMT'],
  [/\b\d\d:\d\d:\d\d(?:\.\d+)?\b/g, '09:00:00.000'],
  [/\b(v|Node )24\.\d+\.\d+\b/g, '$124.0.0'],
];

async function settle(target: Locator): Promise<void> {
  await target.evaluate(
    (element, volatile) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode() as Text | null; text !== null; text = walker.nextNode() as Text | null) {
        const still = volatile.reduce(
          (before, [source, flags, after]) => before.replace(new RegExp(source!, flags), after!),
          text.data,
        );
        if (still !== text.data) text.data = still;
      }
    },
    VOLATILE.map(([pattern, text]) => [pattern.source, pattern.flags, text]),
  );
}
