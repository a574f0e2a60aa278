/** The layout around the text: the book on the left, themes, keyboard, paper, no JavaScript. */
import type { Locator, Page } from '@playwright/test';
import { chapters, parts } from '../../src/book.ts';
import { chapterPages, expect, sites, test } from '../support/site.ts';

const [first = '/', second = '/'] = chapterPages(sites.root);

/** The chapters in the book on the left, each as its number and its address. */
const listed = (page: Page) =>
  page.locator('.rail > ol').evaluateAll((lists) =>
    (lists as HTMLOListElement[]).flatMap((list) => {
      let number = list.start - 1;
      return [...list.children].map((item) => {
        number = item.hasAttribute('value') ? (item as HTMLLIElement).value : number + 1;
        return `${number} ${item.querySelector('a')!.pathname}`;
      });
    }),
  );

test('the book lists written chapters only, of all parts beside a page that is no chapter', async ({ page }) => {
  await page.goto('./contents/');
  const written = chapters.filter(({ slug }) => chapterPages(sites.root).includes(`/${slug}/`));
  expect(await listed(page)).toEqual(written.map(({ number, slug }) => `${number} /${slug}/`));
});

test('beside a chapter the book has its part, its sections, and the way to the other parts', async ({ page }) => {
  await page.goto(`.${first}`);
  const book = page.getByRole('navigation', { name: 'Book' });
  const paths = chapterPages(sites.root);
  const open = chapters.find(({ slug }) => `/${slug}/` === first)!.part;
  const written = chapters.filter(({ slug }) => paths.includes(`/${slug}/`));
  const own = written.filter(({ part }) => part === open);
  expect(await listed(page)).toEqual(own.map(({ number, slug }) => `${number} /${slug}/`));
  await expect(page.locator('.rail > ol > li > [aria-current="page"]')).toHaveText(
    (await page.locator('h1').textContent())!,
  );
  const others = parts.filter(({ number }) => number !== open && written.some(({ part }) => part === number));
  const links = page.locator('.rail > p:not(.rail-all) > a');
  await expect(links).toHaveText(others.map(({ numeral, title }) => `${numeral} · ${title}`));
  const titles = await page
    .locator('article h2')
    .evaluateAll((headings) => headings.map((heading) => heading.firstChild?.textContent?.trim()));
  expect(await book.locator('.rail-sections a').allTextContents()).toEqual(titles);
  await links.last().click();
  await expect(page.getByRole('heading', { name: others.at(-1)!.title, exact: false, level: 2 })).toBeInViewport();
});

test('the section being read is marked', async ({ page }) => {
  await page.goto(`.${first}`);
  const link = page.locator('.rail-sections a').nth(2);
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.rail-sections [aria-current]')).toHaveCount(1);
});

test('sandboxes are wider than the text, which keeps to 60 to 75 characters', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`.${first}`);
  const width = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().width);
  const sandbox = await width('article > live-sandbox');
  const text = await width('article > p');
  expect(sandbox).toBeGreaterThan(text * 1.3);
  // The number of characters in each full line of plain paragraphs.
  const lines = await page.locator('article > p').evaluateAll((paragraphs) =>
    paragraphs
      .filter((paragraph) => paragraph.childNodes.length === 1)
      .flatMap((paragraph) => {
        const text = paragraph.firstChild as Text;
        const counts = new Map<number, number>();
        const range = document.createRange();
        for (let at = 0; at < text.length; at += 1) {
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const top = Math.round(range.getBoundingClientRect().top);
          counts.set(top, (counts.get(top) ?? 0) + 1);
        }
        return [...counts.values()].slice(0, -1);
      }),
  );
  expect(lines.length).toBeGreaterThan(5);
  const average = lines.reduce((sum, count) => sum + count, 0) / lines.length;
  expect(average).toBeGreaterThanOrEqual(60);
  expect(average).toBeLessThanOrEqual(75);
});

test('the browser’s own bars take the color of the page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./');
  const colors = () =>
    page.evaluate(() => [
      getComputedStyle(document.documentElement).backgroundColor,
      ...[...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(({ content }) => content),
    ]);
  const light = await colors();
  await page.locator('[data-theme-toggle]').click();
  const dark = await colors();
  expect(dark[0]).not.toBe(light[0]);
  expect(new Set(dark).size).toBe(1);
  await page.reload();
  expect(new Set(await colors())).toEqual(new Set(dark));
});

test('the theme can be changed and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./');
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Dark colors' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background()).not.toBe(light);
  await page.goto(`.${second}`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Dark colors' })).toHaveAttribute('aria-pressed', 'true');
});

test('the first Tab offers to skip to the text', async ({ page }) => {
  await page.goto(`.${first}`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the book is a sheet that opens, closes with Escape, and leads to a section', async ({ page }) => {
    await page.goto(`.${first}`);
    const book = page.getByRole('navigation', { name: 'Book' });
    await expect(book).toBeHidden();
    await page.getByRole('button', { name: 'Chapters' }).tap();
    await expect(book).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(book).toBeHidden();
    await page.getByRole('button', { name: 'Chapters' }).tap();
    const link = book.locator('.rail-sections a').last();
    const target = decodeURIComponent((await link.getAttribute('href'))!.slice(1));
    await link.tap();
    await expect(book).toBeHidden();
    await expect(page.locator(`[id="${target}"]`)).toBeInViewport();
  });

  test('what is pressed is large enough for a thumb', async ({ page }) => {
    await page.goto('./');
    for (const name of ['Chapters', 'Dark colors']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect(Math.min(box!.width, box!.height), name).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a chapter can be read with its listings and recorded answers', async ({ page }) => {
    await page.goto(`.${first}`);
    await expect(page.locator('article > p').first()).toBeVisible();
    await expect(page.locator('live-sandbox pre').first()).toBeVisible();
    const recorded = page.locator('.sandbox-recorded').first();
    await recorded.locator('summary').click();
    await expect(recorded.locator('pre').first()).toBeVisible();
    // Buttons that would do nothing without scripts are not shown.
    await expect(page.locator('[data-search-open]')).toBeHidden();
    await expect(page.locator('[data-theme-toggle]')).toBeHidden();
  });

  test('dark colors follow the system', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`.${first}`);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe(ink);
  });
});

test('on paper there is the text, and no control', async ({ page }) => {
  await page.goto(`.${first}`);
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['.bar', '.rail', '.turn', '.foot', '.sandbox-button']) {
    await expect(page.locator(selector).first(), selector).toBeHidden();
  }
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.question-answer').first()).toBeVisible();
  // Paper does not scroll: nothing in a listing is wider than its box.
  const cut = await page
    .locator('pre:visible')
    .evaluateAll((blocks) =>
      blocks
        .filter((block) => block.scrollWidth > block.clientWidth + 1)
        .map((block) => block.textContent?.slice(0, 60)),
    );
  expect(cut).toEqual([]);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
});

test('before and next lead through the written chapters', async ({ page }) => {
  await page.goto('./');
  const follow = async (link: Locator) => {
    const { pathname } = new URL((await link.getAttribute('href'))!, page.url());
    await link.click();
    // The way on stands at the page's end, which comes last.
    await page.waitForURL((url) => url.pathname === pathname, { waitUntil: 'domcontentloaded' });
  };
  await follow(page.getByRole('link', { name: 'Start reading' }));
  const seen: string[] = [];
  for (;;) {
    seen.push(new URL(page.url()).pathname);
    const next = page.locator('.turn-next');
    if ((await next.count()) === 0) break;
    await follow(next);
  }
  expect(seen.toSorted()).toEqual(chapterPages(sites.root));
});

test('the contents name all 38 chapters and link only to the written', async ({ page }) => {
  await page.goto('./contents/');
  await expect(page.locator('.contents li')).toHaveCount(38);
  const written = chapterPages(sites.root).length;
  await expect(page.locator('.contents a')).toHaveCount(written);
  await expect(page.getByText('not written yet', { exact: true })).toHaveCount(38 - written);
});

test('a question that is linked to is open', async ({ page }) => {
  await page.goto('./questions/');
  await page.locator('.listed li a').first().click();
  const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
  await expect(page.locator(`details[id="${target}"]`)).toHaveAttribute('open', '');
});

test('an address that is not there answers 404 with the book’s own page', async ({ page }) => {
  const response = await page.goto('./no-such-chapter/');
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('There is no page at this address');
  await expect(page.getByRole('link', { name: 'contents' }).first()).toBeVisible();
});
