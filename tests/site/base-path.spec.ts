/** The site under another path, from a host that knows nothing of it: no headers, no redirects, no 404 page. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { typeOf } from '../../src/build/media-types.ts';
import { chapterPages, expect, mustBeBuilt, sites, test } from '../support/site.ts';

const { folder, base } = sites.book;
let server: Server;
let address: string;

test.beforeAll(async () => {
  mustBeBuilt(sites.book);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(base) ? pathname.slice(base.length) : '../nothing';
    readFile(join(folder, path.endsWith('/') || path === '' ? `${path}index.html` : path)).then(
      (contents) => response.writeHead(200, { 'content-type': typeOf(path === '' || path.endsWith('/') ? '.html' : path).replace('application/octet-stream', 'text/html') }).end(contents),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}${base}`;
});

test.afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('every page loads all it asks for', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  for (const path of ['/', '/contents/', '/sandboxes/', '/questions/', '/licenses/', ...chapterPages(sites.book)]) {
    await page.goto(address + path.slice(1));
    await page.waitForLoadState('networkidle');
    await expect(page.locator('h1')).toBeVisible();
  }
  expect(missing).toEqual([]);
});

test('search finds and leads to a place below the base', async ({ page }) => {
  await page.goto(address);
  await page.keyboard.press('/');
  await page.keyboard.type('429');
  const result = page.locator('.search-result').first();
  await expect(result).toHaveAttribute('href', new RegExp(`^${base}[\\w-]+/`));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`^${address}[\\w-]+/`));
  await expect(page.locator('h1')).toBeVisible();
});

test('a server runs in the page', async ({ page }) => {
  await page.goto(address);
  const sandbox = page.locator('live-sandbox').first();
  await sandbox.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(sandbox.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 60_000 });
  await sandbox.getByRole('button', { name: 'Send: Say hello', exact: true }).click();
  await expect(sandbox.locator('.sandbox-answer-status')).toContainText('200 OK');
});
