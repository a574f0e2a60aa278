/** The site under another path, from a plain host: without headers, redirects and 404 page. */
import { servePlainly, type PlainHost } from '../support/plain-host.ts';
import { chapterPages, expect, sampledPages, sites, test } from '../support/site.ts';

const { base } = sites.book;
let host: PlainHost;

test.beforeAll(async () => {
  host = await servePlainly(sites.book);
});

test.afterAll(() => host?.close());

test('every page loads all it asks for', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  expect(sampledPages(sites.book)).toEqual(expect.arrayContaining(['/', '/sandboxes/', ...chapterPages(sites.book)]));
  for (const path of sampledPages(sites.book)) {
    await page.goto(host.address + path.slice(1));
    await page.waitForLoadState('networkidle');
    await expect(page.locator('h1')).toBeVisible();
  }
  expect(missing).toEqual([]);
});

test('search finds and leads to a place below the base', async ({ page }) => {
  await page.goto(host.address);
  await page.keyboard.press('/');
  await page.keyboard.type('429');
  const result = page.locator('.search-result').first();
  await expect(result).toHaveAttribute('href', new RegExp(`^${base}[\\w-]+/`));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`^${host.address}[\\w-]+/`));
  await expect(page.locator('h1')).toBeVisible();
});

test('cards are asked, and their links stay below the base', async ({ page }) => {
  await page.goto(`${host.address}cards/`);
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('button', { name: 'Show the answer' }).click();
  const places = page.locator('.card-places a');
  for (const address of await places.evaluateAll((links: HTMLAnchorElement[]) => links.map(({ href }) => href)))
    expect(address.startsWith(host.address), address).toBe(true);
  await places.first().click();
  await expect(page.locator('h1')).not.toHaveText('Cards');
});

test('a server runs in the page', async ({ page }) => {
  await page.goto(host.address);
  const sandbox = page.locator('live-sandbox').first();
  await sandbox.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(sandbox.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 60_000 });
  await sandbox.getByRole('button', { name: 'Send: Say hello', exact: true }).click();
  await expect(sandbox.locator('.sandbox-answer-status')).toContainText('200 OK');
});
