/** Requests sent from inside a sentence, in every chapter: the reader's place stays, the answer is in the window. */
import type { Page } from '@playwright/test';
import { chapterPages, expect, sites, test } from '../support/site.ts';

/** Places of the pressed button in the window, as fractions from the top; what is pressed takes them in turn. */
const HEIGHTS = [0.5, 0.2, 0.85] as const;
/** How far a button may move, in CSS pixels. */
const STILL = 3;

/**
 * So many buttons of a page are pressed at most, and each chapter has one window of the two in its turn: all in both
 * would take an hour in a book of 38 chapters. The author of a chapter (`npm test -- book rate-limiting`) has more of
 * them pressed, others in each window.
 */
const chapter = process.env['PORT3000_CHAPTER'];
const PRESSED = chapter === undefined ? 3 : 9;

const WINDOWS = [
  { width: 1440, height: 900, first: 0 },
  { width: 390, height: 844, first: 0.5 },
] as const;

/** Resolves when all changes so far have been laid out. */
const laidOut = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

/** Presses a button at a height of the window. @returns what is wrong with the places of button and answer */
async function press(page: Page, index: number, height: number): Promise<string[]> {
  const send = page.locator('port-send').nth(index);
  const button = send.locator('button.port-send');
  const sandbox = page.locator(`live-sandbox[data-name="${await send.getAttribute('data-to')}"]`);
  // The sandbox is as before its first answer, so that it grows; processes run on.
  await sandbox.evaluate((element) => {
    if ('active' in element.dataset)
      (element as unknown as { stores: { exchange: { reset(): void } } }).stores.exchange.reset();
  });
  const scroll = () =>
    button.evaluate((element, place) => {
      const { top } = element.getBoundingClientRect();
      // As by the scroll bar, of which no event tells: the place of the button before is given up all the same.
      scrollTo({ top: scrollY + top - innerHeight * place, behavior: 'instant' });
    }, height);
  // Sandboxes that come near come to life, and higher by a pane that is open from the start: before the press.
  await scroll();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('live-sandbox')].every((box) => {
      const { top, bottom } = box.getBoundingClientRect();
      return bottom < -300 || top > innerHeight + 300 || 'active' in box.dataset;
    }),
  );
  for (let frame = 0; frame < 3; frame += 1) await laidOut(page);
  await scroll();
  const top = () => button.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  // Not Playwright's click, which may scroll.
  await button.evaluate((element: HTMLElement) => element.click());
  await expect(send.locator('.port-send-again')).toBeVisible({ timeout: 60_000 });
  const answer = page.locator('.port-answer');
  await expect(answer).toBeVisible();
  const name = (await button.textContent())!.trim();
  let faults: string[] = [];
  // Panes render one after the other, so a fault may pass; a real one stays.
  for (let tries = 0; tries < 20; tries += 1) {
    await laidOut(page);
    const moved = (await top()) - before;
    faults = await answer.evaluate(faultsOf);
    if (Math.abs(moved) > STILL) faults.unshift(`it moves by ${moved}`);
    if (faults.length === 0) break;
  }
  return faults.map((fault) => `${index} “${name}”: ${fault}`);
}

/** The faults in the place of an answer. Runs in the page. */
function faultsOf(answer: HTMLElement | SVGElement): string[] {
  const rect = answer.getBoundingClientRect();
  const { place } = answer.dataset;
  const faults: string[] = [];
  if (rect.left < 0 || rect.right > innerWidth || rect.top < 0 || rect.bottom > innerHeight + 0.5)
    faults.push(`the answer is at ${rect.left} to ${rect.right}, ${rect.top} to ${rect.bottom}`);
  if (rect.height < 60) faults.push(`the answer is ${rect.height} high`);
  // Measured before its parts had rendered, it was as high as its head.
  if (place !== 'over' && rect.height < 149 && answer.scrollHeight > answer.clientHeight + 2)
    faults.push(`the answer (${place}) shows ${answer.clientHeight} of ${answer.scrollHeight}`);
  if (document.documentElement.scrollWidth > innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  // The answer may cover other text only where its paragraph fills the window.
  for (const other of document.querySelectorAll('article > *, article > * > li, article > * > p')) {
    if (place === 'over' || other.contains(answer) || answer.contains(other)) continue;
    const { left, right, top, bottom } = other.getBoundingClientRect();
    if (left < rect.right - 1 && right > rect.left + 1 && top < rect.bottom - 1 && bottom > rect.top + 1)
      faults.push(`the answer (${place}) covers ${other.outerHTML.slice(0, 80)}`);
  }
  return faults;
}

for (const [turn, { first, ...viewport }] of WINDOWS.entries()) {
  const pages = chapterPages(sites.root).filter((_, n) => chapter !== undefined || n % WINDOWS.length === turn);
  for (const path of pages) {
    test(`a Send of ${path} stays and shows its answer, ${viewport.width} wide`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(viewport);
      await page.goto(`.${path}`);
      const count = await page.locator('port-send').count();
      expect(count).toBeGreaterThan(5);
      const faults: string[] = [];
      const step = Math.max(count / PRESSED, 2);
      for (let turn = 0; (first + turn) * step < count; turn += 1) {
        const index = Math.floor((first + turn) * step);
        faults.push(...(await press(page, index, HEIGHTS[turn % HEIGHTS.length]!)));
      }
      expect(faults).toEqual([]);
    });
  }
}
