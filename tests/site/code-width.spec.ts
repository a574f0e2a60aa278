/**
 * Code, tables and drawings in the pages of the book: a wide window shows them whole, a line of 88 characters in one
 * line; what a phone has to scroll has a shade at its edge. One visit for each page.
 */
import type { Page } from '@playwright/test';
import { chapterPages, expect as must, sites, test } from '../support/site.ts';

/** Soft assertions: a page that breaks one promise is still tested for the others. */
const expect = must.configure({ soft: true });

test.use({ viewport: { width: 1440, height: 900 } });

for (const path of chapterPages(sites.root)) {
  test(`${path}: no line is cut, listings and tables fit, and what scrolls has a shade`, async ({ page }) => {
    await page.goto(`.${path}`);
    const { cut, room } = await page.evaluate(linesOfCode);
    expect(cut, 'lines of code that are cut').toEqual([]);
    expect(room, 'characters that fit in a line of code').toBeGreaterThanOrEqual(88);
    expect(
      (await scrolled(page)).map(({ text }) => text),
      'what scrolls in a wide window',
    ).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    const boxes = await scrolled(page);
    // One on the left and one on the right, and the color of the ground.
    expect(
      boxes.filter(({ shades }) => shades !== 3),
      'what scrolls on a phone without shades',
    ).toEqual([]);
    expect(await page.evaluate(tornButtons), 'buttons whose period has gone to the next line').toEqual([]);
  });
}

/** The lines of all files that are cut, and how many characters fit in the shortest line. Runs in the page. */
function linesOfCode(): { cut: string[]; room: number } {
  const cut: string[] = [];
  const rooms: number[] = [];
  for (const file of document.querySelectorAll<HTMLElement>('.sandbox-file')) {
    file.style.display = 'block';
    const { right } = file.getBoundingClientRect();
    for (const line of file.querySelectorAll<HTMLElement>('tk-l')) {
      const range = document.createRange();
      range.selectNodeContents(line);
      if (range.getBoundingClientRect().right > right) cut.push(line.textContent);
      const style = getComputedStyle(line);
      const from = line.getBoundingClientRect().left + parseFloat(style.paddingLeft) + parseFloat(style.textIndent);
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const number = parseFloat(getComputedStyle(file.querySelector('pre')!).getPropertyValue('--gutter')) * rem;
      const to = line.getBoundingClientRect().right - parseFloat(style.paddingRight);
      // IBM Plex Mono's letters are 0.6 em wide; a machine's own font may be wider, the room is the same.
      rooms.push((to - from - number) / (parseFloat(style.fontSize) * 0.6));
    }
    file.style.removeProperty('display');
  }
  return { cut, room: Math.min(...rooms) };
}

/** What is wider than its place, as the beginning of its text. */
const scrolled = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('article :is(.listing, .table, .diagram-scroll)')]
      .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth)
      .map((box) => ({
        text: box.textContent.trim().slice(0, 60),
        shades: getComputedStyle(box)
          .backgroundAttachment.split(', ')
          .filter((each) => each === 'scroll').length,
      })),
  );

/** Buttons of one line whose period or comma stands in the next. Runs in the page. */
function tornButtons(): string[] {
  return [...document.querySelectorAll('article port-send')].flatMap((send) => {
    const after = send.nextSibling;
    if (!(after instanceof Text) || !/^[.,:;)?]/.test(after.data) || !send.checkVisibility()) return [];
    const range = document.createRange();
    range.setStart(after, 0);
    range.setEnd(after, 1);
    const { bottom, height } = send.querySelector('button')!.getBoundingClientRect();
    // One of two lines is as wide as it may be. A shorter one may end where its line does.
    return height < 40 || range.getBoundingClientRect().top < bottom ? [] : [send.textContent.trim()];
  });
}
