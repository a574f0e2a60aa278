/** The page of common errors. */
import type { Page } from '@playwright/test';
import { readCurriculum } from '../../src/curriculum/curriculum.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { expect, test } from '../support/site.ts';

const corrections = catalogue().chapters.flatMap(({ written }) => written?.text.corrections ?? []);
const items = (page: Page) => page.locator('.taught:visible');

test('every common error that a chapter corrects has an address on the page, and leads to its chapter', async ({
  page,
}) => {
  await page.goto('./often-taught/');
  await expect(items(page)).toHaveCount(corrections.length);
  await expect(page.getByRole('status').first()).toHaveText(`${corrections.length} claims`);
  const ids = await page.locator('.taught[id], .taught > a[id]').evaluateAll((all) => all.map(({ id }) => id));
  const errata = new Set(corrections.flatMap((correction) => correction.errata.map((id) => id.toLowerCase())));
  expect(ids.toSorted(), 'two chapters may correct the same; the first has the address').toEqual(
    [...errata].toSorted(),
  );
  const paragraphs = await page.locator('.taught > p').allTextContents();
  expect(paragraphs.length, 'a claim, what is right and its source').toBe(3 * corrections.length);
  expect(paragraphs.filter((text) => text.trim() === '')).toEqual([]);

  await page.goto('./often-taught/#e111');
  const transfer = page.locator('#e111');
  await expect(transfer).toBeInViewport();
  await transfer.getByRole('link', { name: 'where it is shown' }).click();
  await expect(page).toHaveURL(/\/transactions\/#correction-e111$/);
  await expect(page.locator('#correction-e111')).toBeInViewport();
});

test('areas and kinds narrow the list together', async ({ page }) => {
  const { errors } = readCurriculum(process.cwd());
  const holes = corrections.filter(({ errata }) => errata.some((id) => errors.get(id)!.kind === 'security'));
  await page.goto('./often-taught/');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Opens a hole');
  await expect(items(page)).toHaveCount(holes.length);
  await page.getByRole('combobox', { name: 'Area' }).selectOption('CORS');
  const both = holes.filter(({ errata }) => errata.some((id) => errors.get(id)!.area === 'CORS'));
  await expect(items(page)).toHaveCount(both.length);
  await page.reload();
  await expect(items(page)).toHaveCount(both.length);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(items(page)).toHaveCount(corrections.length);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole list is there without filters', async ({ page }) => {
    await page.goto('./often-taught/?kind=security');
    await expect(items(page)).toHaveCount(corrections.length);
    await expect(page.locator('[data-filters]')).toBeHidden();
  });
});
