/** The database pane in the built site, over the real engine: what is in the database of a program that runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';

const folder = join(import.meta.dirname, '../..', process.env['PORT3000_OUT'] ?? 'dist');

let site: StaticSite;
test.beforeAll(async () => {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
  site = await serveStatic(folder, '/', 0);
});
test.afterAll(() => site?.close());
test.setTimeout(90_000);

const button = (box: Locator, name: string | RegExp) => box.getByRole('button', { name });
const told = (box: Locator) => box.locator('sandbox-database').getByRole('status');
const outcome = (box: Locator) => box.locator('.database-outcome');

const ask = (box: Locator) => box.locator('sandbox-database summary').filter({ hasText: 'Query in SQL' });
const structure = (box: Locator) => box.locator('.database-structure summary');

/** Sends a request that puts a row into the table. */
async function insert(box: Locator): Promise<void> {
  await button(box, 'New request').click();
  const text =
    'PUT http://localhost:3000/sql/users/1\nContent-Type: application/json\n\n{ "name": "Ada", "score": 7, "nick": null }\n';
  await box.getByRole('textbox', { name: 'Request: Your request' }).fill(text);
  await box.getByRole('button', { name: 'Send: Your request' }).last().click();
}

/** Bytes (brotli) of a pane at most. */
const BUDGET = 8000;

/** The sandbox of a chapter, running. */
async function run(page: Page, name: string, address = `${name.slice(0, name.indexOf('/'))}/`): Promise<Locator> {
  await page.goto(site.url + address);
  const box = page.locator(`live-sandbox[data-name="${name}"]`);
  await button(box, /^(Run|Restart)$/).click();
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 30_000 });
  return box;
}

async function opened(page: Page, name = 'methods/patch-that-loses'): Promise<Locator> {
  const box = await run(page, name);
  await button(box, /^Database$/).click();
  await expect(told(box)).toHaveText('What the next request changes will be marked.', { timeout: 30_000 });
  return box;
}

test('it is there where a program imports node:sqlite, nothing of it is loaded before it is opened, and it keeps to its budget', async ({
  page,
}) => {
  const scripts = new Map<string, number>();
  page.on('response', async (response) => {
    const name = /\/_astro\/([\w-]+)\.[\w-]+\.js$/.exec(response.url())?.[1];
    if (name !== undefined) scripts.set(name, brotliCompressSync(await response.body()).length);
  });
  const box = await run(page, 'methods/patch-that-loses');
  await expect(button(box, /^Database$/)).toHaveAttribute('aria-expanded', 'false');
  const parts = () => ['view', 'sql-field', 'plan-view'].filter((name) => scripts.has(name));
  expect(parts()).toEqual([]);
  await button(box, /^Database$/).click();
  await expect(box.getByRole('list', { name: 'Tables' })).toContainText('users', { timeout: 30_000 });
  expect(parts()).toEqual(['view']);
  expect(scripts.get('view')).toBeLessThan(BUDGET);
});

test('a program without SQLite has no such pane', async ({ page }) => {
  const box = await run(page, 'backends/hello', '');
  await expect(button(box, /^Database$/)).toHaveCount(0);
});

test('tables, rows, and what a request has changed', async ({ page }) => {
  const box = await opened(page);
  const database = box.locator('sandbox-database');
  await expect(database).toContainText('0 rows');
  await structure(box).click();
  await expect(database.getByRole('list', { name: 'Columns of users' })).toContainText('id TEXT primary key');
  await expect(database.getByRole('list', { name: 'Indexes of users' })).toContainText('made for PRIMARY KEY');
  await insert(box);
  await expect(told(box)).toHaveText('Since the last request: users: 1 new.');
  const row = database.getByRole('row').nth(1);
  await expect(row).toContainText(/new\s*1\s*Ada\s*7\s*NULL/);
  await button(box, 'Send: Read user 1').click();
  await expect(told(box)).toHaveText('The last request has changed no row.');
  await expect(database.locator('[data-mark]')).toHaveCount(0);
});

test('by keyboard: a query, its plan, a change that is refused and then unlocked, and the program has it', async ({
  page,
}) => {
  const box = await opened(page);
  await ask(box).focus();
  await page.keyboard.press('Enter');
  const field = box.getByRole('textbox', { name: 'SQL' });
  await expect(field).toBeVisible();
  const write = async (sql: string) => {
    await field.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(sql);
    await page.keyboard.press('ControlOrMeta+Enter');
  };
  await write("SELECT 1 AS one, 9007199254740993 AS big, x'00ff' AS bytes, 1.0 AS real, NULL AS none");
  await expect(outcome(box).getByRole('row').nth(1)).toHaveText(/\s*1\s*9007199254740993\s*x'00ff'\s*1\.0\s*NULL\s*/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('SELECT name FROM users WHERE score > 3 ORDER BY name');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(button(box, 'Show plan')).toBeFocused();
  await page.keyboard.press('Enter');
  const plan = outcome(box).getByRole('list', { name: 'Plan' }).getByRole('listitem');
  await expect(plan.nth(0)).toHaveText(/SCAN users\s*scan\s*Reads every row of users\./);
  await expect(plan.nth(1)).toHaveText(/USE TEMP B-TREE FOR ORDER BY\s*temporary sort\s*Sorts all rows/);
  await write("INSERT INTO users VALUES ('9', 'Alan', 1, NULL)");
  await expect(outcome(box)).toContainText('attempt to write a readonly database');
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(box.getByRole('checkbox', { name: /^Unlocked/ })).toBeChecked();
  await write("INSERT INTO users VALUES ('9', 'Alan', 1, NULL)");
  await expect(outcome(box)).toContainText('Result: 1 row was changed.');
  await expect(box.getByRole('list', { name: 'Tables' })).toContainText('1 row');
  await write('SELEKT');
  await expect(outcome(box)).toContainText('near "SELEKT": syntax error');
});

test('200,000 rows: page by page, an endless query is interrupted, and after Stop what was seen stays', async ({
  page,
}) => {
  const box = await opened(page, 'indexes/scan-vs-search');
  const database = box.locator('sandbox-database');
  await expect(database).toContainText('Rows 1 to 50 of 200,000');
  await button(database, 'Last').click();
  await expect(database).toContainText('Rows 199,951 to 200,000 of 200,000');
  await expect(button(database, 'Next')).toBeDisabled();
  await button(box, /^Send: Create the index on email/).click();
  await structure(box).click();
  await expect(database.getByRole('list', { name: 'Indexes of customers' })).toContainText('customers_email');
  await ask(box).click();
  const field = box.getByRole('textbox', { name: 'SQL' });
  await field.fill('WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n');
  await button(box, 'Run query').click();
  await expect(outcome(box)).toContainText('It took more than 5 seconds and was interrupted.', { timeout: 30_000 });
  await button(box, 'Stop').click();
  await expect(told(box)).toContainText('The program was stopped. This is the database as it was at ');
  await expect(database).toContainText('of 200,000');
  await expect(box.getByRole('checkbox', { name: /^Unlock/ })).toBeDisabled();
});

for (const { device, theme, viewport } of LOOKS)
  test.describe(`${device}, ${theme}`, () => {
    test.use({ viewport, colorScheme: theme, hasTouch: device === 'phone', isMobile: device === 'phone' });

    test('axe finds nothing, and nothing is wider than the window', async ({ page }) => {
      const box = await opened(page);
      await structure(box).click();
      await ask(box).click();
      await insert(box);
      await expect(told(box)).toHaveText('Since the last request: users: 1 new.');
      const field = box.getByRole('textbox', { name: 'SQL' });
      await field.fill('DROP TABLE users');
      await button(box, 'Run query').click();
      await expect(outcome(box)).toContainText('readonly');
      const check = async () => {
        await expectAccessible(page, { within: 'sandbox-database' });
      };
      await check();
      await field.fill('SELECT * FROM users ORDER BY name');
      await button(box, 'Show plan').click();
      await expect(outcome(box).getByRole('list', { name: 'Plan' })).toBeVisible();
      await check();
      await button(box, 'Run query').click();
      await expect(outcome(box).getByRole('table')).toBeVisible();
      await check();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
