/** Code in the pages of the book: a line of 88 characters needs no scrolling and no second line in a wide window. */
import { chapterPages, expect, sites, test } from '../support/site.ts';

test.use({ viewport: { width: 1440, height: 900 } });

for (const path of chapterPages(sites.root)) {
  test(`${path}: no line is cut, and a line of 88 characters stands in one`, async ({ page }) => {
    await page.goto(`.${path}`);
    const found = await page.evaluate(() => {
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
    });
    expect(found.cut).toEqual([]);
    expect(found.room).toBeGreaterThanOrEqual(88);
  });
}
