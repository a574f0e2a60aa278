/** The gallery of sandboxes, their own pages, the playground. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { expect, sandboxPages, sites, test } from '../support/site.ts';

const items = (page: Page) => page.locator('.gallery-chapter li:visible');
const field = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

test('every sandbox is listed once and leads to its own page', async ({ page }) => {
  await page.goto('./sandboxes/');
  const paths = await items(page)
    .locator('a')
    .evaluateAll((links: HTMLAnchorElement[]) => links.map(({ pathname }) => pathname));
  expect(paths.toSorted()).toEqual(sandboxPages(sites.root));
  await expect(page.getByRole('status').first()).toHaveText(`${paths.length} sandboxes`);
});

test('filters are kept in the address, narrow the list together, and are taken back', async ({ page }) => {
  await page.goto('./sandboxes/');
  const all = await items(page).count();
  await field(page, 'Package').selectOption('express');
  await expect(page).toHaveURL(/\/sandboxes\/\?package=express$/);
  const express = await items(page).count();
  expect(express).toBeLessThan(all);
  await field(page, 'Kind').selectOption('exercise');
  await expect(page).toHaveURL(/\?package=express&kind=exercise$/);
  const both = await items(page).count();
  expect(both).toBeLessThan(express);
  expect(both).toBeGreaterThan(0);
  await expect(page.getByText(`${both} of ${all} sandboxes`)).toBeVisible();
  // A chapter without matching sandboxes has no heading.
  expect(await page.locator('.gallery-chapter:visible').count()).toBe(
    await page.locator('.gallery-chapter:visible:has(li:not([hidden]))').count(),
  );

  await page.reload();
  await expect(field(page, 'Package')).toHaveValue('express');
  await expect(items(page)).toHaveCount(both);
  await items(page).first().getByRole('link').click();
  await expect(page.locator('h1')).toBeVisible();
  await page.goBack();
  await expect(items(page)).toHaveCount(both);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(items(page)).toHaveCount(all);
  await expect(field(page, 'Package')).toBeFocused();
  await expect(page).toHaveURL(/\/sandboxes\/$/);
});

test('what no sandbox is says so, and an address with unknown values shows all', async ({ page }) => {
  await page.goto('./sandboxes/?topic=indexes&kind=processes');
  await expect(page.getByText('No sandbox has all of this.')).toBeVisible();
  await expect(items(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('No sandbox has all of this.')).toBeHidden();
  await page.goto('./sandboxes/?package=leftpad&kind=');
  await expect(items(page)).toHaveCount(sandboxPages(sites.root).length);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the gallery is a plain list without filters, and a sandbox can be read with its recording', async ({
    page,
  }) => {
    await page.goto('./sandboxes/?kind=exercise');
    await expect(items(page)).toHaveCount(sandboxPages(sites.root).length);
    await expect(page.locator('[data-filters]')).toBeHidden();
    await page.goto('./sandboxes/rate-limiting/boundary/');
    await expect(page.locator('live-sandbox pre').first()).toBeVisible();
    await expect(page.locator('.sandbox-page-recorded pre').last()).toBeVisible();
  });
});

test('a sandbox’s page says where the book speaks of it and turns to its neighbors', async ({ page }) => {
  await page.goto('./rate-limiting/');
  await page.locator('#sandbox-rate-limiting-algorithms').getByRole('link', { name: 'Its own page' }).click();
  await expect(page).toHaveURL(/\/sandboxes\/rate-limiting\/algorithms\/$/);
  await expect(page.locator('h1')).toHaveText('Five limiters, one trace');
  const places = page.locator('.sandbox-page-places ul a');
  const counted = await places.count();
  expect(counted).toBeGreaterThan(0);
  const { hash, pathname } = new URL(await places.nth(counted - 1).evaluate((link: HTMLAnchorElement) => link.href));
  await places.nth(counted - 1).click();
  await expect(page).toHaveURL(new RegExp(`${pathname}${hash}$`));
  await expect(page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`)).toBeInViewport();
  await page.goBack();
  await page.locator('.turn-next').click();
  await expect(page.locator('h1')).not.toHaveText('Five limiters, one trace');
  await page.locator('.turn a[rel="prev"]').click();
  await expect(page.locator('h1')).toHaveText('Five limiters, one trace');
});

test('what the reader changes in a chapter is there on the sandbox’s page', async ({ page }) => {
  await page.goto('./');
  const box = page.locator('live-sandbox');
  await box.getByRole('button', { name: /^Edit / }).click();
  await expect(box.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('// mine\n');
  await expect(box.locator('.cm-content')).toContainText('// mine');
  await box.getByRole('link', { name: 'Its own page' }).click();
  await page.locator('live-sandbox').hover();
  await expect(page.locator('live-sandbox .sandbox-file').first()).toContainText('// mine');
});

test('it runs there, and its recording stands beside', async ({ page }) => {
  await page.goto('./sandboxes/backends/hello/');
  const box = page.locator('live-sandbox');
  await box.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 60_000 });
  await box.getByRole('button', { name: 'Send: Say hello', exact: true }).click();
  await expect(box.locator('.sandbox-answer-status')).toContainText('200 OK');
  await expect(page.getByRole('heading', { name: 'Recorded output' })).toBeVisible();
  // What a run brings with it leaves the page around the sandbox as it was: the way on stands below all of it.
  const bottom = (locator: Locator) => locator.evaluate((element) => element.getBoundingClientRect().bottom);
  const turn = page.getByRole('navigation', { name: 'Sandboxes before and after' });
  expect(await bottom(turn)).toBeGreaterThan(await bottom(page.getByRole('heading', { name: 'Recorded output' })));
});

test('the playground’s projects lead to one another, and each says which it is', async ({ page }) => {
  await page.goto('./playground/');
  const projects = page.getByRole('navigation', { name: 'Begin with' });
  await expect(projects.locator('[aria-current]')).toHaveText('Express');
  await projects.getByRole('link', { name: 'TypeScript' }).click();
  await expect(page).toHaveURL(/\/playground\/typescript\/$/);
  await expect(projects.locator('[aria-current]')).toHaveText('TypeScript');
  // What the book needs of a manifest is not the reader's.
  await expect(page.locator('[data-path="package.json"]')).toContainText('node server.ts');
  await expect(page.locator('[data-path="package.json"]')).not.toContainText('summary');
});

test('search finds a sandbox once: where its chapter shows it', async ({ page }) => {
  await page.goto('./');
  await page.keyboard.press('/');
  await page.keyboard.type('trust proxy');
  const results = page.locator('.search-result');
  await expect(results.first()).toBeVisible();
  const addresses = await results.evaluateAll((links: HTMLAnchorElement[]) => links.map(({ pathname }) => pathname));
  expect(addresses.filter((path) => path.startsWith('/sandboxes/'))).toEqual([]);
});

test('no page of a sandbox is heavier than a chapter may be', () => {
  // The files that all pages share are less than half of the 90,000 bytes that pages.spec.ts counts.
  for (const path of sandboxPages(sites.root)) {
    const bytes = gzipSync(readFileSync(join(sites.root.folder, path, 'index.html')), { level: 9 }).length;
    expect(bytes, path).toBeLessThan(25_000);
  }
});
